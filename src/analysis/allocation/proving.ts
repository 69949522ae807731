import type { Bound } from './reach.ts';
import { forEachRound, highestScores, NONE_SUFFICES, putBound } from './rivals.ts';
import { at } from './shares-setup.ts';
import type { Standing } from './standing.ts';
import {
  boundNow,
  exactRange,
  fallsShort,
  isOpen,
  keepBound,
  offerOf,
  priceFor,
  priceToBeat,
} from './standing.ts';

/** A round whose pick, or end, is not proven to be right, and a project that may win it instead. */
export interface Unproven {
  readonly round: number;
  readonly position: number;
}

/** The first round from one on that is not proven at the endowment of now; undefined when all are. */
export function firstUnproven(standing: Standing, from: number): Unproven | undefined {
  let to = standing.purchases.picks.length;
  let unproven: Unproven | undefined;
  const highest = highestScores(standing);
  for (const position of standing.supported) {
    const losesUpTo = (bound: Bound, last: number) =>
      fallsShort(standing, bound, position, priceFor(standing, position, highest[last] ?? 0));
    forEachRound(standing, position, { from, to }, losesUpTo, (round, list, i) => {
      if (loses(standing, position, round, list, i)) return true;
      to = round;
      unproven = { round, position };
      return false;
    });
  }
  if (unproven) return unproven;
  const position = standing.supported.find((open) => isOpen(standing, open) && canPayAtEnd(standing, open));
  return position === undefined ? undefined : { round: to, position };
}

/** The same, where the last look left only these open. */
export function firstUnprovenOf(standing: Standing, open: readonly Unproven[]): Unproven | undefined {
  const end = standing.purchases.picks.length;
  let first: Unproven | undefined;
  for (const { position, round } of open) {
    if (round >= (first?.round ?? end)) continue;
    forEachRound(standing, position, { from: round, to: round + 1 }, NONE_SUFFICES, (_, list, i) => {
      if (!loses(standing, position, round, list, i)) first = { round, position };
      return true;
    });
  }
  if (first) return first;
  return open.find(
    ({ position, round }) => round === end && isOpen(standing, position) && canPayAtEnd(standing, position),
  );
}

/** Whether a project is proven to lose a round; notes a new bound where it is needed. */
function loses(standing: Standing, position: number, round: number, list: Bound[], i: number): boolean {
  const price = priceToBeat(standing, round, position);
  if (fallsShort(standing, at(list, i), position, price) || surelyLoses(standing, round, position))
    return true;
  const bound = boundNow(standing, position, round, price);
  if (!fallsShort(standing, bound, position, price)) return false;
  putBound(list, i, bound);
  return true;
}

function canPayAtEnd(standing: Standing, position: number): boolean {
  const end = standing.purchases.picks.length;
  const last = at(standing.bounds, position).at(-1);
  if (last?.rich === 0 && fallsShort(standing, last, position, Number.POSITIVE_INFINITY)) return false;
  const bound = boundNow(standing, position, end, Number.POSITIVE_INFINITY);
  const payable =
    !fallsShort(standing, bound, position, Number.POSITIVE_INFINITY) &&
    !surelyLoses(standing, end, position) &&
    offerOf(standing, position) !== undefined;
  keepBound(standing, position, bound);
  return payable;
}

function surelyLoses({ settled, purchases }: Standing, round: number, position: number): boolean {
  return (settled[round]?.get(position) ?? -1) >= purchases.added;
}

/** Takes prices from exact arithmetic where floats leave open where voters ran out of money. */
export function sharpen(standing: Standing): void {
  const { purchases } = standing;
  if (!purchases.blurred) return;
  for (const [round, position] of purchases.picks.entries()) {
    const range = exactRange(standing, position, round);
    if (!range) throw new RangeError('a pick became unpayable');
    purchases.price[position] = range.price;
    purchases.off[position] = range.off;
  }
}
