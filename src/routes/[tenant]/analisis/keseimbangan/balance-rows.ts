import { levelOf, type RegionCode } from '#kernel/region.ts';
import type { PlaceFact } from '#modules/regions/index.ts';
import {
  type BalanceMeasure,
  balanceByInstitution,
  balanceByNeighbourhood,
  balanceByRegion,
  concentrationOf,
  type PlaceBalance,
} from '#modules/transparency/index.ts';
import { m } from '#paraglide/messages.js';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { count } from '#ui/format.ts';
import { type BalanceLevel, type Choices, LEVEL_NAMES, measureOf } from './choices.ts';

/** The balance of every place of a level in the chosen area. */
export async function rowsOf(tx: Tx, choices: Choices, level: BalanceLevel): Promise<PlaceBalance[]> {
  const { program, area, village, villages } = choices;
  switch (level) {
    case 'district':
    case 'village':
      return balanceByRegion(tx, program, level, area);
    case 'neighbourhood':
      return balanceByNeighbourhood(tx, program, {
        code: village,
        name: m['balance.whole-village']({ name: villages.find((one) => one.code === village)?.name ?? '' }),
      });
    case 'institution':
      return balanceByInstitution(tx, program, area);
  }
}

/** The largest first; equal ones in the order of their places. */
export function largestFirst(rows: readonly PlaceBalance[], measure: BalanceMeasure): PlaceBalance[] {
  return [...rows].sort((a, b) =>
    a[measure] === b[measure] ? (a.place < b.place ? -1 : 1) : a[measure] < b[measure] ? 1 : -1,
  );
}

/** Those that can be compared with each other: what is for a whole village is none of its RW. */
export function comparable(rows: readonly PlaceBalance[], level: BalanceLevel): PlaceBalance[] {
  return rows.filter((row) => level !== 'neighbourhood' || levelOf(row.place) === 'neighbourhood');
}

/** How evenly a measure is spread over rows, weighed by people where the city keeps their number for all. */
export function concentrationIn(
  rows: readonly PlaceBalance[],
  measure: BalanceMeasure,
  facts: ReadonlyMap<RegionCode, PlaceFact> = new Map(),
) {
  return concentrationOf(
    rows.map((row) => ({
      amount: row[measure] < 0n ? 0n : row[measure],
      group: row.group,
      people: (row.key === row.place && facts.get(row.place)?.people) || 0,
    })),
  );
}

/** The spread in one sentence. */
export function summaryOf(
  rows: readonly PlaceBalance[],
  measure: BalanceMeasure,
  level: BalanceLevel,
): string {
  const concentration = concentrationIn(comparable(rows, level), measure);
  if (!concentration) return m['balance.summary.none']({ of: measureOf(measure) });
  return m['balance.summary.some']({
    of: measureOf(measure),
    half: count(concentration.holdHalf),
    count: count(concentration.counted),
    without: count(concentration.without),
    level: LEVEL_NAMES[level](),
  });
}
