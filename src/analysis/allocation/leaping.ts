import { HEADROOM } from './choosing.ts';
import { atMost, narrowed, widened } from './margins.ts';
import { changePace } from './purchases.ts';
import type { Bound } from './reach.ts';
import { boundAt, gather } from './reach.ts';
import { forEachRound, NONE_SUFFICES, putBound } from './rivals.ts';
import { at } from './shares-setup.ts';
import type { Standing, Unsettled } from './standing.ts';
import { isOpen, priceToBeat, raisedAtMost } from './standing.ts';
import type { Rates } from './steadiness.ts';
import { ratesWithin } from './steadiness.ts';

const FIRST_WINDOW = 64;
const SHORTEST_WINDOW = 4;
/** Where nothing changes within the window, the next look is so many times as far. */
const WINDOW_GROWTH = 2;
/** Rates within a long window are blurred; where less than this part of it is steady, a shorter one says more. */
const SHARP_ENOUGH = 4;
const MOST_PASSES = 4;
/** What a look proves for all others, it proves for so much longer than until the first may win. */
const BEYOND = 1.1;
const LITTLE_MORE = 1.1;
/** Where prices are thought to fall so much faster or slower than the pace they are taken to have, it is changed. */
const MUCH_FASTER = 1.5;
const MUCH_SLOWER = 3;

/**
 * By how many rupiah the endowment can grow until a pick may change; every pick is proven right now.
 * Notes what may change in the rupiah after it, so that only this has to be proven there.
 */
export function steadyFor(standing: Standing): number {
  const { purchases } = standing;
  let steady = 0;
  standing.unsettled = undefined;
  let window = Math.min(standing.life, standing.window);
  for (let passes = 1; passes <= MOST_PASSES; passes += 1) {
    const rates = ratesWithin(purchases, window, standing.rises);
    for (const round of purchases.picks.keys()) assumeFall(standing, round, rates);
    standing.ratesUntil = purchases.added + rates.window;
    const found = steadyWithin(standing, rates);
    if (found.steady >= steady) {
      steady = found.steady;
      standing.unsettled = found.unsettled;
    }
    if (found.unsettled.open.length === 0) {
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

/** The same, where nothing has changed since a look that left only some open: until there, or until it ends. */
export function steadyAmong(standing: Standing, { until, open }: Unsettled): number {
  const { purchases } = standing;
  const rest = until - purchases.added;
  const rates = ratesWithin(purchases, rest, standing.rises);
  for (const round of purchases.picks.keys()) assumeFall(standing, round, rates);
  standing.ratesUntil = purchases.added + rates.window;
  let steady = Math.max(0, Math.min(rest, rates.window) - 1);
  for (const { position, round } of open) {
    forEachRound(standing, position, { from: round, to: round + 1 }, NONE_SUFFICES, (_, list, i) => {
      steady = Math.min(steady, roomOf(standing, { position, round, list, i }, rates, steady));
      return true;
    });
  }
  return Math.max(0, steady);
}

/** The same, by how fast prices fall within a window; less than up to its end. */
function steadyWithin(standing: Standing, rates: Rates): { steady: number; unsettled: Unsettled } {
  const { purchases, supported } = standing;
  const end = purchases.picks.length;
  let steady = Math.max(0, (rates.window - 1) / BEYOND);
  let enough = rates.window;
  const open: { position: number; round: number; room: number }[] = [];
  const visit = (position: number) => (round: number, list: Bound[], i: number) => {
    const room = roomOf(standing, { position, round, list, i }, rates, enough);
    if (room >= enough) return true;
    open.push({ position, round, room });
    steady = Math.min(steady, room);
    enough = Math.min(rates.window, steady * BEYOND + 1);
    return true;
  };
  for (const position of supported) {
    forEachRound(standing, position, { from: 0, to: end }, NONE_SUFFICES, visit(position));
    const list = at(standing.bounds, position);
    if (isOpen(standing, position)) visit(position)(end, list, list.length - 1);
  }
  const until = purchases.added + enough;
  return { steady, unsettled: { until, open: open.filter(({ room }) => room < enough) } };
}

/** A project that may win a round, and the place of the bound that speaks for it. */
interface Rival {
  readonly position: number;
  readonly round: number;
  readonly list: Bound[];
  readonly i: number;
}

/** How much the endowment can grow, as far as is proven within the window, until a rival may win; or `enough`. */
function roomOf(standing: Standing, rival: Rival, rates: Rates, enough: number): number {
  const { purchases, scratch, rises, life } = standing;
  const { position, round, list, i } = rival;
  const { price, slow } = pickIn(standing, rates, round, position);
  const settled = Math.max(0, (standing.settled[round]?.get(position) ?? 0) - purchases.added);
  const known = at(list, i);
  let room = Math.max(settled, roomBelow(standing, known, position, price, slow, rates));
  if (room >= enough) return room;
  const lifeFor = (window: number) => widened(widened(window * (rates.rise[round] ?? 1)));
  const longest = Math.max(life, lifeFor(enough));
  // A bound for this window alone can be sharper, and one for less than the window even more.
  const lookCloser = () => {
    for (let window = enough; room < enough; window = Math.min(enough, room * 1.5)) {
      const bound = boundAt(scratch, purchases, lifeFor(window), price);
      const found = roomBelow(standing, bound, position, price, slow, rates);
      const isLittle = found <= room * LITTLE_MORE;
      room = Math.max(room, found);
      if (isLittle) return;
    }
  };
  gather(scratch, purchases, { rises, life: longest }, position, round);
  if (known.added < purchases.added || known.round < round) {
    const bound = boundAt(scratch, purchases, life, price);
    putBound(list, i, bound);
    room = Math.max(room, roomBelow(standing, bound, position, price, slow, rates));
  }
  lookCloser();
  if (room >= enough) return room;
  gather(scratch, purchases, { rises: rates.fastest, life: longest }, position, round);
  lookCloser();
  return room;
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
  const gap = (standing.prepared.costs[position] ?? 0) - raisedAtMost(standing, bound, price);
  if (gap <= 0) return 0;
  const life = (bound.until - (standing.purchases.risenBefore[bound.round] ?? 0)) / (rise[bound.round] ?? 1);
  const closing = widened(bound.growth) - narrowed(bound.rich * slow);
  return narrowed(Math.min(life, closing > 0 ? gap / closing : Number.POSITIVE_INFINITY));
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
  const pace = purchases.paces[position] ?? 0;
  if (needed * HEADROOM > pace * MUCH_FASTER || pace > needed * HEADROOM * MUCH_SLOWER)
    changePace(purchases, position, needed * HEADROOM);
  if (needed <= before) return;
  const faster = (needed * HEADROOM - before) * (prepared.heaviest[position] ?? 0);
  for (const list of bounds) {
    for (let i = list.length - 1; i > 0 && at(list, i).round > round; i -= 1) {
      const bound = at(list, i);
      list[i] = {
        ...bound,
        added: purchases.added,
        base: atMost(bound.base + bound.growth * (purchases.added - bound.added), 16),
        growth: bound.growth + bound.poor * faster,
      };
    }
  }
}
