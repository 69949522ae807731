import { neverReached, type Place, type Reached } from '#analysis/balance/index.ts';
import type { Id } from '#kernel/id.ts';
import type { RegionCode } from '#kernel/region.ts';
import { partiesIn } from '#modules/actors/index.ts';
import { bringersIn } from '#modules/models/index.ts';
import { listPrograms, type Program } from '#modules/programs/index.ts';
import { askedBy, fundedByInstitution, fundedByPlace } from '#modules/proposals/index.ts';
import {
  neighbourhoodsWithin,
  type PlaceFact,
  placeFactsIn,
  type Region,
  regionsWithin,
} from '#modules/regions/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';

/** Who can be asked after: villages, RW, or the institutions that may propose. */
export const REACH_KINDS = ['village', 'neighbourhood', 'institution'] as const;
export type ReachKind = (typeof REACH_KINDS)[number];

/** Somebody no forum has decided anything for. Numbers are those the city keeps; undefined where it keeps none. */
export type Unreached = {
  readonly key: RegionCode | Id;
  readonly name: string;
  readonly place: RegionCode;
  readonly people?: number;
  readonly poorHouseholds?: number;
};

export type Reach = {
  readonly kind: ReachKind;
  readonly counted: number;
  readonly unreached: readonly Unreached[];
};

/** The programmes on the same model up to this one's year: what a place could have been reached by. */
export async function programsUpTo(tx: Tx, program: Program): Promise<Program[]> {
  return (await listPrograms(tx)).filter(
    (one) => one.model.name === program.model.name && one.fiscalYear <= program.fiscalYear,
  );
}

/**
 * Who of an area no proposal was ever funded for, in the given programmes; the poorest first where the city keeps that number.
 * An RW is reached by a proposal carried out in it; what is for a whole village reaches the village, not each RW.
 */
export async function reachIn(
  tx: Tx,
  programs: readonly Program[],
  kind: ReachKind,
  area: RegionCode,
): Promise<Reach> {
  const candidates = await candidatesOf(tx, programs, kind, area);
  const reached = await reachedIn(tx, programs, kind, area);
  const byKey = new Map(candidates.map((one) => [one.key, one]));
  const places = candidates.map(
    (one): Place => ({
      id: one.key,
      ...(one.people === undefined ? {} : { people: one.people }),
      ...(one.poorHouseholds === undefined ? {} : { poorHouseholds: one.poorHouseholds }),
    }),
  );
  const missed = neverReached(places, reached).flatMap((one) => byKey.get(one.id) ?? []);
  return { kind, counted: candidates.length, unreached: inPlaceOrder(missed) };
}

/** Where nobody's poor households are known, the order of the codes is easier to read than that of ids. */
function inPlaceOrder(missed: readonly Unreached[]): Unreached[] {
  return missed.some((one) => one.poorHouseholds !== undefined || one.people !== undefined)
    ? [...missed]
    : [...missed].sort((a, b) => (a.place < b.place ? -1 : a.place > b.place ? 1 : 0));
}

async function candidatesOf(
  tx: Tx,
  programs: readonly Program[],
  kind: ReachKind,
  area: RegionCode,
): Promise<Unreached[]> {
  const facts = await placeFactsIn(tx, area);
  if (kind === 'institution') {
    const parties = new Map<Id, Unreached>();
    for (const { model } of programs) {
      const kinds = bringersIn(model).map((each) => each.party);
      for (const one of await partiesIn(tx, { model, region: area }, kinds, 20_000)) {
        parties.set(one.id, { key: one.id, name: one.name, place: one.region });
      }
    }
    return [...parties.values()];
  }
  const regions: readonly Region[] =
    kind === 'village' ? await regionsWithin(tx, area, 'village') : await neighbourhoodsWithin(tx, area);
  return regions.map(({ code, name }) => ({
    key: code,
    name,
    place: code,
    ...numbersOf(facts.get(code)),
  }));
}

function numbersOf(fact: PlaceFact | undefined): Pick<Unreached, 'people' | 'poorHouseholds'> {
  return {
    ...(fact?.people == null ? {} : { people: fact.people }),
    ...(fact?.poorHouseholds == null ? {} : { poorHouseholds: fact.poorHouseholds }),
  };
}

async function reachedIn(
  tx: Tx,
  programs: readonly Program[],
  kind: ReachKind,
  area: RegionCode,
): Promise<Reached[]> {
  const years = new Map(programs.map((one) => [one.id, one.fiscalYear]));
  const ids = [...years.keys()];
  if (kind === 'institution') {
    // An institution of the area may have proposed for a place outside it: ask for the whole of the programmes.
    const whole = programs[0]?.region ?? area;
    return (await fundedByInstitution(tx, ids, whole)).map((one) => ({
      place: one.organization,
      year: years.get(one.program) ?? 0,
      amount: one.granted,
    }));
  }
  return (await fundedByPlace(tx, ids, area)).map((one) => ({
    place: kind === 'village' ? one.village : one.place,
    year: years.get(one.program) ?? 0,
    amount: one.granted,
  }));
}

/** How many proposals each of some unreached has made, or were made for it, in the given programmes. */
export async function askedFor(
  tx: Tx,
  programs: readonly Program[],
  kind: ReachKind,
  keys: readonly string[],
): Promise<Map<string, number>> {
  const by = ({ village: 'village', neighbourhood: 'place', institution: 'organization' } as const)[kind];
  return askedBy(
    tx,
    programs.map((one) => one.id),
    by,
    keys,
  );
}
