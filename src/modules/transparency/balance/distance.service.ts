import {
  distanceCorrelation,
  distanceKm,
  type Place,
  type Point,
  type Reached,
  type Ring,
  rings,
} from '#analysis/balance/index.ts';
import type { RegionCode } from '#kernel/region.ts';
import type { Program } from '#modules/programs/index.ts';
import { fundedByPlace, fundedByPoint, type PointReach } from '#modules/proposals/index.ts';
import { type PlaceFact, placeFactsIn, regionsWithin } from '#modules/regions/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';

/** Outer edges of the rings in kilometres; a last one holds all beyond. */
export const RING_BOUNDS: readonly number[] = [2, 4, 6, 8];

/** Funded proposals that say themselves where they are, in the ring they lie in. */
export type OwnPoints = { readonly proposals: number; readonly granted: bigint };

/** A village of which something lies in a ring: its middle, funded proposals that say where they are, or both. */
export type RingVillage = {
  readonly village: RegionCode;
  /** How far its middle is, where that is known and lies in this ring. */
  readonly km: number | undefined;
  /** What was decided for it; nothing where its middle lies in another ring. */
  readonly decided: bigint;
  readonly own: OwnPoints;
};

/** A ring with what lies in it, the villages in the order of their codes. */
export type DistanceRing = Ring & { readonly own: OwnPoints; readonly villages: readonly RingVillage[] };

export type Distance = {
  readonly centre: { readonly point: Point; readonly source: string };
  readonly rings: readonly DistanceRing[];
  /** Villages whose middle is known, of all. */
  readonly located: number;
  readonly counted: number;
  /** Funded proposals with a point of their own, of all. */
  readonly ownPoints: number;
  /** Where they are, the largest amounts first. */
  readonly points: readonly PointReach[];
  readonly proposals: number;
  /** Spearman's rank correlation of distance and money per person; undefined where it cannot be known. */
  readonly correlation: number | undefined;
  readonly sources: readonly string[];
};

/** The point of a place, where the city keeps it. */
export function pointOf(fact: PlaceFact | undefined): Point | undefined {
  return fact && fact.latitude !== null && fact.longitude !== null
    ? { latitude: fact.latitude, longitude: fact.longitude }
    : undefined;
}

/**
 * What a programme decided by distance from the city's middle: villages by the points the city keeps, and proposals by
 * their own. Undefined where the city's middle is not kept: nothing is guessed.
 */
export async function distanceIn(tx: Tx, program: Program): Promise<Distance | undefined> {
  const facts = await placeFactsIn(tx, program.region);
  const centreFact = facts.get(program.region);
  const centre = pointOf(centreFact);
  if (!centreFact || !centre) return undefined;
  const villages = await regionsWithin(tx, program.region, 'village');
  const places = villages.map(({ code }): Place => {
    const fact = facts.get(code);
    const point = pointOf(fact);
    return {
      id: code,
      ...(fact?.people == null ? {} : { people: fact.people }),
      ...(point ? { point } : {}),
    };
  });
  const funded = await fundedByPlace(tx, [program.id], program.region);
  const reached = funded.map(
    (one): Reached => ({ place: one.village, year: program.fiscalYear, amount: one.granted }),
  );
  const own = await fundedByPoint(tx, program.id, program.region);
  const decided = new Map<RegionCode, bigint>();
  for (const { village, granted } of funded) decided.set(village, (decided.get(village) ?? 0n) + granted);
  const whole = (ring: Ring): DistanceRing => {
    const inside = own.filter((one) => liesIn(ring, distanceKm(centre, one)));
    const middles = new Map(
      places.flatMap(({ id, point }) => {
        const km = point && distanceKm(centre, point);
        return km !== undefined && liesIn(ring, km) ? [[id, km] as const] : [];
      }),
    );
    const villages = [...new Set([...middles.keys(), ...inside.map((one) => one.village)])].sort();
    return {
      ...ring,
      own: together(inside),
      villages: villages.map((village) => ({
        village,
        km: middles.get(village),
        decided: middles.has(village) ? (decided.get(village) ?? 0n) : 0n,
        own: together(inside.filter((one) => one.village === village)),
      })),
    };
  };
  const used = places.flatMap((place) => (place.point ? (facts.get(place.id)?.pointSource ?? []) : []));
  return {
    centre: { point: centre, source: centreFact.pointSource ?? '' },
    rings: rings(places, reached, centre, RING_BOUNDS).map(whole),
    located: places.filter((place) => place.point).length,
    counted: places.length,
    ownPoints: own.reduce((sum, one) => sum + one.proposals, 0),
    points: own.sort((a, b) => (a.granted < b.granted ? 1 : a.granted > b.granted ? -1 : 0)),
    proposals: funded.reduce((sum, one) => sum + one.proposals, 0),
    correlation: distanceCorrelation(places, reached, centre),
    sources: [...new Set(used)].sort(),
  };
}

/** Whether a distance belongs to a ring: its outer edge does, its inner edge only of the innermost. */
function liesIn(ring: Ring, km: number): boolean {
  return (ring.fromKm === 0 || km > ring.fromKm) && (ring.toKm === undefined || km <= ring.toKm);
}

function together(points: readonly PointReach[]): OwnPoints {
  return {
    proposals: points.reduce((sum, one) => sum + one.proposals, 0),
    granted: points.reduce((sum, one) => sum + one.granted, 0n),
  };
}
