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
  priceFor,
  priceToBeat,
  raisedAtMost,
} from './standing.ts';
import type { Rates } from './steadiness.ts';
import { ratesWithin } from './steadiness.ts';

/** Rates and what is computed from them are widened by this, far more than their rounding errors. */
const SLACK = 1e-9;
const ROUNDING = 2 ** -53;
const FIRST_WINDOW = 256;
const SHORTEST_WINDOW = 1;
/** Where nothing changes within the window, the next look is so many times as far. */
const WINDOW_GROWTH = 2;
/** Rates within a long window are blurred; where less than this part of it is steady, a shorter one says more. */
const SHARP_ENOUGH = 3;
const MOST_PASSES = 4;
const LITTLE_MORE = 1.1;

/**
 * The first round whose pick, or end, is not proven to be right at the endowment of now, and a project that may win
 * it instead; undefined when all are.
 */
export function firstUnproven(standing: Standing): { round: number; position: number } | undefined {
  const { purchases } = standing;
  let first = purchases.picks.length;
  let unproven: { round: number; position: number } | undefined;
  const highest = highestScores(standing);
  for (const position of standing.supported) {
    const losesUpTo = (bound: Bound, last: number) =>
      fallsShort(standing, bound, position, priceFor(standing, position, highest[last] ?? 0));
    forEachRound(standing, position, first, losesUpTo, (round, list, i) => {
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
  let steady = 0;
  let window = Math.min(standing.life, standing.window);
  for (let passes = 1; passes <= MOST_PASSES; passes += 1) {
    const rates = ratesWithin(standing.purchases, window, standing.rises);
    for (const round of standing.purchases.picks.keys()) assumeFall(standing, round, rates);
    const found = steadyWithin(standing, rates);
    steady = Math.max(steady, found);
    if (found >= rates.window) {
      if (window >= standing.life || passes === MOST_PASSES) break;
      window = Math.min(standing.life, window * WINDOW_GROWTH);
      standing.window = window;
    } else {
      if (steady * SHARP_ENOUGH >= rates.window) break;
      window = Math.max(SHORTEST_WINDOW, steady * 1.25);
    }
  }
  standing.window = Math.max(FIRST_WINDOW, Math.min(standing.window, steady * 4));
  return steady;
}

/** The same, by how fast prices fall within a window; at most up to its end. */
function steadyWithin(standing: Standing, rates: Rates): number {
  const { purchases, supported, scratch } = standing;
  const { picks } = purchases;
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
    // A bound for this window alone can be sharper, and one for less than the window even more.
    let room = 0;
    for (let window = steady; ; window = room * 1.5) {
      const life = window * (rates.rise[round] ?? 1) * (1 + 4 * SLACK);
      gather(scratch, purchases, { rises: rates.fastest, life }, position, round);
      const found = roomOf(boundAt(scratch, purchases, life, price));
      if (found <= room * LITTLE_MORE) break;
      room = found;
      if (room >= steady) return;
    }
    steady = room;
  };
  const highest = highestScores(standing);
  const highestThen = highestScores(standing, rates);
  for (const position of supported) {
    const staysUpTo = (bound: Bound, last: number) => {
      const now = priceFor(standing, position, highest[last] ?? 0);
      const then = priceFor(standing, position, highestThen[last] ?? 0);
      return roomUpTo(standing, bound, position, now, then, rates) >= steady;
    };
    forEachRound(standing, position, picks.length, staysUpTo, (round, _, i) => {
      shorten(position, round, i);
      return true;
    });
    if (isOpen(standing, position)) shorten(position, picks.length, at(standing.bounds, position).length - 1);
  }
  return Math.max(0, steady);
}

/**
 * For every round the highest price for a unit of worth at which it, or one before, is won: now, or at the end of the
 * window that the rates hold for.
 */
function highestScores({ purchases, prepared }: Standing, rates?: Rates): Float64Array {
  const { picks, price, off } = purchases;
  const highest = new Float64Array(picks.length);
  let most = 0;
  for (const [round, pick] of picks.entries()) {
    const now = (price[pick] ?? 0) + (off[pick] ?? 0);
    const falls = rates ? (rates.slowest[pick] ?? 0) * rates.window * (1 - SLACK) : 0;
    most = Math.max(most, (now - falls + now * 4 * ROUNDING) / (prepared.units[pick] ?? 1));
    highest[round] = most;
  }
  return highest;
}

/**
 * How much the endowment can grow until what supporters raise at most may be the cost, when the price they can pay
 * goes in a straight line from one `now` to one at the end of the window.
 */
function roomUpTo(
  standing: Standing,
  bound: Bound,
  position: number,
  now: number,
  then: number,
  { window, rise }: Rates,
): number {
  const cost = standing.prepared.costs[position] ?? 0;
  const gapNow = cost - raisedAtMost(standing, bound, now);
  if (gapNow <= 0) return 0;
  const life = (bound.until - (standing.purchases.risenBefore[bound.round] ?? 0)) / (rise[bound.round] ?? 1);
  const gapThen = cost - raisedAtMost(standing, bound, then) - bound.growth * window * (1 + SLACK);
  const steady = gapThen >= 0 ? window / (1 - SLACK) : (window * gapNow) / (gapNow - gapThen);
  return Math.min(life, steady) * (1 - SLACK);
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

/**
 * Goes through the rounds that a project could have won, with the place of the bound that speaks for each; where it
 * `suffices` for all of its rounds up to the last, these are passed over.
 */
function forEachRound(
  { purchases, barredIn, bounds }: Standing,
  position: number,
  end: number,
  suffices: (bound: Bound, last: number) => boolean,
  visit: (round: number, list: Bound[], i: number) => boolean,
): void {
  const last = Math.min(end, purchases.roundOf[position] ?? NEVER, barredIn[position] ?? NEVER);
  const list = at(bounds, position);
  let i = 0;
  for (let round = 0; round < last; ) {
    while (i + 1 < list.length && (list[i + 1]?.round ?? NEVER) <= round) i += 1;
    const next = Math.min(last, list[i + 1]?.round ?? NEVER);
    if (suffices(at(list, i), next - 1)) round = next;
    else if (visit(round, list, i)) round += 1;
    else return;
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
