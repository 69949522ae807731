import { HEADROOM } from './choosing.ts';
import { NEVER } from './purchases.ts';
import type { Bound } from './reach.ts';
import { boundAt, gather } from './reach.ts';
import { at } from './shares-setup.ts';
import type { Standing } from './standing.ts';
import {
  boundNow,
  exactRange,
  fallsShort,
  isOpen,
  keepBound,
  offerOf,
  priceToBeat,
  raisedAtMost,
} from './standing.ts';
import type { Rates } from './steadiness.ts';
import { ratesWithin } from './steadiness.ts';

/** Rates and what is computed from them are widened by this, far more than their rounding errors. */
const SLACK = 1e-9;
const SHORTEST_WINDOW = 16;
/** The next look ahead is so many times the last leap: longer ones blur, shorter ones leap too little. */
const WINDOW_GROWTH = 4;

/**
 * The first round whose pick, or end, is not proven to be right at the endowment of now, and a project that may win
 * it instead; undefined when all are.
 */
export function firstUnproven(standing: Standing): { round: number; position: number } | undefined {
  const { purchases } = standing;
  let first = purchases.picks.length;
  let unproven: { round: number; position: number } | undefined;
  for (const position of standing.supported) {
    forEachRound(standing, position, first, (round, list, i) => {
      const price = priceToBeat(standing, round, position);
      if (fallsShort(standing, at(list, i), position, price) || surelyLoses(standing, round, position))
        return true;
      const bound = boundNow(standing, position, round, price);
      if (fallsShort(standing, bound, position, price)) {
        putBound(list, i, bound);
        return true;
      }
      first = round;
      unproven = { round, position };
      return false;
    });
  }
  if (unproven) return unproven;
  const position = standing.supported.find((open) => isOpen(standing, open) && canPayAtEnd(standing, open));
  return position === undefined ? undefined : { round: first, position };
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

/** By how many rupiah the endowment can grow until a pick may change; every pick is proven right now. */
export function steadyFor(standing: Standing): number {
  const { purchases, supported } = standing;
  const { picks } = purchases;
  const rates = ratesWithin(purchases, Math.min(standing.life, standing.window), standing.rises);
  const reach = rates.window * (rates.rise[picks.length] ?? 1);
  for (const round of picks.keys()) assumeFall(standing, round, rates);
  let steady = rates.window;
  const shorten = (position: number, round: number, i: number) => {
    const { price, slow } = pickIn(standing, rates, round, position);
    const until = Math.max(0, (standing.settled[round]?.get(position) ?? 0) - purchases.added);
    const roomOf = (bound: Bound) =>
      Math.max(until, roomBelow(standing, bound, position, price, slow, rates));
    const list = at(standing.bounds, position);
    const known = at(list, i);
    if (roomOf(known) >= steady) return;
    if (known.added < purchases.added || known.round < round) {
      const bound = boundNow(standing, position, round, price);
      putBound(list, i, bound);
      if (roomOf(bound) >= steady) return;
    }
    // A bound for this window alone can be the sharpest.
    const { scratch } = standing;
    gather(scratch, purchases, { rises: rates.fastest, life: reach }, position, round);
    steady = Math.min(steady, roomOf(boundAt(scratch, purchases, reach, price)));
  };
  for (const position of supported) {
    forEachRound(standing, position, picks.length, (round, _, i) => {
      shorten(position, round, i);
      return true;
    });
    if (isOpen(standing, position)) shorten(position, picks.length, at(standing.bounds, position).length - 1);
  }
  standing.window =
    steady === rates.window
      ? standing.window * 2
      : Math.max(SHORTEST_WINDOW, Math.min(standing.window, steady * WINDOW_GROWTH));
  return Math.max(0, steady);
}

/** What a project has to pay to win a round, and how fast that falls at least; anything after the last round. */
function pickIn(standing: Standing, { slowest }: Rates, round: number, position: number) {
  const pick = standing.purchases.picks[round];
  if (pick === undefined) return { price: Number.POSITIVE_INFINITY, slow: 0 };
  const { units } = standing.prepared;
  const slow = ((slowest[pick] ?? 0) / (units[pick] ?? 1)) * (units[position] ?? 1);
  return { price: priceToBeat(standing, round, position), slow };
}

/** How much the endowment can grow until what supporters raise at most, at a falling price, may be the cost. */
function roomBelow(
  standing: Standing,
  bound: Bound,
  position: number,
  price: number,
  slow: number,
  { rise }: Rates,
): number {
  if (bound.rich > 0 && price === Number.POSITIVE_INFINITY) return 0;
  const gap = (standing.prepared.costs[position] ?? 0) - raisedAtMost(standing, bound, price);
  if (gap <= 0) return 0;
  const life = (bound.until - (standing.purchases.risenBefore[bound.round] ?? 0)) / (rise[bound.round] ?? 1);
  const closing = bound.growth * (1 + SLACK) - bound.rich * slow * (1 - SLACK);
  return Math.min(life, closing > 0 ? gap / closing : Number.POSITIVE_INFINITY) * (1 - SLACK);
}

/** Where a price may fall faster than bounds took for granted, they grow by as much for all of their poor. */
function assumeFall(
  { purchases, prepared, rises, bounds }: Standing,
  round: number,
  { fastest }: Rates,
): void {
  const position = at(purchases.picks, round);
  const before = rises[position] ?? 0;
  const needed = fastest[position] ?? 0;
  if (needed <= before && before <= needed * HEADROOM ** 2) return;
  rises[position] = needed * HEADROOM;
  if (needed <= before) return;
  const faster = (needed * HEADROOM - before) * (prepared.heaviest[position] ?? 0);
  for (const list of bounds) {
    for (let i = list.length - 1; i > 0 && at(list, i).round > round; i -= 1) {
      const bound = at(list, i);
      list[i] = {
        ...bound,
        added: purchases.added,
        base: (bound.base + bound.growth * (purchases.added - bound.added)) * (1 + SLACK * 2 ** -10),
        growth: bound.growth + bound.poor * faster,
      };
    }
  }
}

function surelyLoses({ settled, purchases }: Standing, round: number, position: number): boolean {
  return (settled[round]?.get(position) ?? -1) >= purchases.added;
}

/** Goes through the rounds that a project could have won, with the place of the bound that speaks for each. */
function forEachRound(
  { purchases, barredIn, bounds }: Standing,
  position: number,
  end: number,
  visit: (round: number, list: Bound[], i: number) => boolean,
): void {
  const last = Math.min(end, purchases.roundOf[position] ?? NEVER, barredIn[position] ?? NEVER);
  const list = at(bounds, position);
  let i = 0;
  for (let round = 0; round < last; round += 1) {
    while (i + 1 < list.length && (list[i + 1]?.round ?? NEVER) <= round) i += 1;
    if (!visit(round, list, i)) return;
  }
}

/** In the place of a bound for the same round, or after one for an earlier round. The first bound of all stays. */
function putBound(list: Bound[], i: number, bound: Bound): void {
  if (i > 0 && at(list, i).round === bound.round) list[i] = bound;
  else list.splice(i + 1, 0, bound);
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
