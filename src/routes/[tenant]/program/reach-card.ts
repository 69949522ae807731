import type { Program } from '#modules/programs/index.ts';
import { reachSummary } from '#modules/transparency/index.ts';
import { m } from '#paraglide/messages.js';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { count } from '#ui/format.ts';

/** Who was not reached yet and how evenly money is spread, worded for a small card. */
export async function reachCard(tx: Tx, program: Program, tenant: string) {
  const { villages, reached, concentration } = await reachSummary(tx, program);
  const base = `/${tenant}/analisis/keseimbangan`;
  const of = m['balance.of.decided']();
  return {
    villages,
    reached,
    missed: villages - reached,
    texts: { reached: count(reached), missed: count(villages - reached) },
    sentence: concentration
      ? m['balance.summary.some']({
          of,
          half: count(concentration.holdHalf),
          count: count(concentration.counted),
          without: count(concentration.without),
          level: m['balance.level.village'](),
        })
      : m['balance.summary.none']({ of }),
    missedHref: `${base}/belum-terjangkau?program=${program.slug}&jangka=tahun`,
    balanceHref: `${base}?program=${program.slug}`,
  };
}

export type ReachCardData = Awaited<ReturnType<typeof reachCard>>;
