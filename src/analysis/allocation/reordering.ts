import { LargestSum } from './largest-sum.ts';
import { atLeast, widened } from './margins.ts';
import { moveTo } from './moving.ts';
import { NEVER, putForward } from './purchases.ts';
import { gather, priceOf } from './reach.ts';
import { at } from './shares-setup.ts';
import type { Standing } from './standing.ts';
import { dropBoundsFrom, raisedAtMost } from './standing.ts';

/**
 * Guesses that a project bought later wins this round already, and that all others stay in their order: most
 * changes of picks are of this kind. Whether it is so remains to be proven. False where the guess is not made, or
 * cannot be paid for; then this round and those after it have to be chosen.
 */
export function guessEarlier(standing: Standing, position: number, round: number): boolean {
  const { purchases, prepared, scratch, rises, life } = standing;
  const { picks, price, off, risenBefore } = purchases;
  const last = purchases.roundOf[position] ?? NEVER;
  if (last === NEVER || mindsOrder(standing, round, last)) return false;
  gather(scratch, purchases, { rises, life }, position, round);
  const found = priceOf(scratch, purchases, life);
  if (typeof found === 'string') return false;
  const { units } = prepared;
  const pick = at(picks, round);
  const least = ((price[pick] ?? 0) - (off[pick] ?? 0)) / (units[pick] ?? 1);
  if (!((found.price + found.off) / (units[position] ?? 1) < atLeast(least, 16))) return false;

  const most = price.map((before, project) => before + (off[project] ?? 0));
  const drift = risenBefore.slice();
  putForward(purchases, position, round);
  const unpayable = moveTo(purchases, purchases.added, purchases.endowment) !== undefined;
  if (unpayable || purchases.blurred) {
    dropBoundsFrom(standing, round + 1);
    return false;
  }

  const lower = new LargestSum(prepared.longestBallot);
  const risen = new Float64Array(picks.length + 1);
  for (const [r, project] of picks.entries()) {
    const fell = (most[project] ?? 0) - (price[project] ?? 0) + (off[project] ?? 0);
    lower.add(widened(fell) * (prepared.heaviest[project] ?? 0));
    risen[r + 1] = lower.sum;
    risenBefore[r + 1] = (drift[r + 1] ?? 0) + lower.sum;
  }
  for (let r = round; r < standing.settled.length; r += 1) standing.settled[r] = new Map();
  // With the same picks before, no class holds more than it did, but for prices on its ballot that are lower now.
  for (const [project, list] of standing.bounds.entries()) {
    standing.bounds[project] = list
      .filter((bound) => bound.round <= round || bound.round > last)
      .map((bound) =>
        bound.round <= round
          ? bound
          : {
              ...bound,
              added: purchases.added,
              base: raisedAtMost(standing, bound, 0) + bound.poor * (risen[bound.round] ?? 0),
            },
      );
  }
  return true;
}

/** Whether limits may bar other projects when a round comes earlier. Reserves for groups depend on the order. */
function mindsOrder({ prepared, barredIn }: Standing, round: number, last: number): boolean {
  if ((prepared.limits.minimumShares ?? []).length > 0) return true;
  return barredIn.some((barred) => barred > round && barred <= last + 1);
}
