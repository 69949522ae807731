import type { ReachSummary } from '#modules/transparency/index.ts';
import { m } from '#paraglide/messages.js';
import { count } from '#ui/format.ts';

/** Who was not reached yet and how evenly money is spread, worded for a small card. */
export function reachCard(
  { villages, reached, concentration }: ReachSummary,
  tenant: string,
  program: string,
) {
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
    missedHref: `${base}/belum-terjangkau?program=${program}&jangka=tahun`,
    balanceHref: `${base}?program=${program}`,
  };
}

export type ReachCardData = ReturnType<typeof reachCard>;
