import { ancestor } from '#kernel/region.ts';
import { countsBy, type Program } from '#modules/programs/index.ts';
import { regionsWithin } from '#modules/regions/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { type Concentration, concentrationOf } from './balance.ts';

/** The villages of a programme in short: how many have a funded proposal this year, and how the money is spread. */
export type ReachSummary = {
  readonly villages: number;
  readonly reached: number;
  /** Undefined while nothing is decided. */
  readonly concentration: Concentration | undefined;
};

/** Read from the counts that every change keeps: two short queries, for pages that show it beside much else. */
export async function reachSummary(tx: Tx, program: Program): Promise<ReachSummary> {
  const villages = await regionsWithin(tx, program.region, 'village');
  const counts = new Map(
    (await countsBy(tx, program.id, 'village', program.region)).map((one) => [one.key, one]),
  );
  return {
    villages: villages.length,
    reached: villages.filter((one) => (counts.get(one.code)?.funded ?? 0n) > 0n).length,
    concentration: concentrationOf(
      villages.map(({ code }) => ({
        amount: counts.get(code)?.committed ?? 0n,
        group: ancestor(code, 'district'),
      })),
    ),
  };
}
