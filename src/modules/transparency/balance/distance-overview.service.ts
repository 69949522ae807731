import type { Point } from '#analysis/balance/index.ts';
import type { Actor, Visitor } from '#kernel/actor.ts';
import { refusalIn } from '#kernel/refusal.ts';
import { ancestor, type RegionCode } from '#kernel/region.ts';
import { maySteer, type Program, steeredArea } from '#modules/programs/index.ts';
import { namesOf, placeFactsIn } from '#modules/regions/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { PlaceBalance } from './balance.ts';
import { balanceByRegion } from './balance-by-place.service.ts';
import { type Distance, distanceIn, pointOf } from './distance.service.ts';

/** How far from the middle of a city its programme reaches, with what maps and tables of it are drawn from. */
export type DistanceOverview = {
  /** Undefined while the city's middle is not known. */
  readonly distance: Distance | undefined;
  /** Kelurahan whose middle is known, with what they came to. */
  readonly villages: readonly { readonly row: PlaceBalance; readonly point: Point }[];
  /** The names of the kelurahan and kecamatan that are told of. */
  readonly names: ReadonlyMap<RegionCode, string>;
  /** Whether the reader may add what is known of places. */
  readonly keepsPlaces: boolean;
};

/** Reads the distances of a programme; everybody may. */
export async function distanceOverview(
  tx: Tx,
  viewer: Actor | Visitor,
  program: Program,
): Promise<DistanceOverview> {
  const distance = await distanceIn(tx, program);
  const facts = await placeFactsIn(tx, program.region);
  const rows = distance ? await balanceByRegion(tx, program, 'village', program.region) : [];
  const told = [
    ...rows.map((row) => row.place),
    ...(distance?.points ?? []).map((one) => one.village),
    ...(distance?.rings ?? []).flatMap((ring) => ring.villages.map((one) => one.village)),
  ];
  return {
    distance,
    villages: rows.flatMap((row) => {
      const point = pointOf(facts.get(row.place));
      return point ? [{ row, point }] : [];
    }),
    names: await namesOf(
      tx,
      told.flatMap((village) => [village, ancestor(village, 'district')]),
    ),
    keepsPlaces: viewer.person !== undefined && (await keepsPlaces(tx, viewer)),
  };
}

async function keepsPlaces(tx: Tx, actor: Actor): Promise<boolean> {
  const kept = await steeredArea(tx);
  return kept !== undefined && refusalIn(maySteer(actor, kept.programs, kept.area)) === undefined;
}
