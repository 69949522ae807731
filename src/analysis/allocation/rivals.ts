import { atMost } from './margins.ts';
import { NEVER } from './purchases.ts';
import type { Bound } from './reach.ts';
import { at } from './shares-setup.ts';
import type { Standing } from './standing.ts';

export const NONE_SUFFICES = () => false;

/**
 * Goes through the rounds that a project could have won, with the place of the bound that speaks for each; where it
 * `suffices` for all of its rounds up to the last, these are passed over.
 */
export function forEachRound(
  { purchases, barredIn, bounds }: Standing,
  position: number,
  { from, to }: { readonly from: number; readonly to: number },
  suffices: (bound: Bound, last: number) => boolean,
  visit: (round: number, list: Bound[], i: number) => boolean,
): void {
  const last = Math.min(to, purchases.roundOf[position] ?? NEVER, barredIn[position] ?? NEVER);
  const list = at(bounds, position);
  let i = 0;
  for (let round = from; round < last; ) {
    while (i + 1 < list.length && (list[i + 1]?.round ?? NEVER) <= round) i += 1;
    const next = Math.min(last, list[i + 1]?.round ?? NEVER);
    if (suffices(at(list, i), next - 1)) round = next;
    else if (visit(round, list, i)) round += 1;
    else return;
  }
}

/** For every round the highest price for a unit of worth at which it, or one before, is won. */
export function highestScores({ purchases, prepared }: Standing): Float64Array {
  const { picks, price, off } = purchases;
  const highest = new Float64Array(picks.length);
  let most = 0;
  for (const [round, pick] of picks.entries()) {
    const now = (price[pick] ?? 0) + (off[pick] ?? 0);
    most = Math.max(most, atMost(now, 4) / (prepared.units[pick] ?? 1));
    highest[round] = most;
  }
  return highest;
}

/** In the place of a bound for the same round, or after one for an earlier round. The first bound of all stays. */
export function putBound(list: Bound[], i: number, bound: Bound): void {
  if (i > 0 && at(list, i).round === bound.round) list[i] = bound;
  else list.splice(i + 1, 0, bound);
}
