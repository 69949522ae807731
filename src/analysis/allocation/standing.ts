import type { ExactDifference, ExactRun } from './exact-price.ts';
import { startExactRun } from './exact-run.ts';
import type { Fraction } from './fraction.ts';
import { approximately } from './fraction.ts';
import { Purse } from './limits.ts';
import { atLeast, atMost, roundings } from './margins.ts';
import type { Purchases } from './purchases.ts';
import { NEVER, noPurchases } from './purchases.ts';
import type { Bound, Gathered, PriceRange } from './reach.ts';
import { boundAt, gather, priceOf, room } from './reach.ts';
import type { PreparedShares } from './shares-setup.ts';
import { at } from './shares-setup.ts';

/** Bounds hold until the formula of `Purchases` rose by so much of the endowment for some class. */
const LIFE = 0.5;
const FIRST_WINDOW = 40;

/** Where the trail stands, and what it knows about every project that is not bought. */
export interface Standing {
  readonly prepared: PreparedShares;
  readonly purchases: Purchases;
  /** Projects with supporters. */
  readonly supported: readonly number[];
  /**
   * For every project what its supporters can raise at most, by rounds. A bound speaks for all rounds up to the
   * next one of the list; the first is always the same: nobody pays less than an equal part of the cost.
   */
  readonly bounds: Bound[][];
  /** How fast prices fall at most when the endowment grows: what all bounds take for granted. */
  readonly rises: Float64Array;
  /** For every round the projects that surely lose it, and up to which addition to the endowment. */
  readonly settled: Map<number, number>[];
  /** The round in which a project was barred by a limit. */
  readonly barredIn: Int32Array;
  readonly scratch: Gathered;
  purse: Purse;
  endowment: Fraction;
  life: number;
  /** How far to look ahead next. */
  window: number;
  /** The addition up to which prices surely fall no faster than `rises`. */
  ratesUntil: number;
  /** What the last look left open; undefined where that has been overtaken. */
  unsettled: Unsettled | undefined;
  replay: { readonly endowment: Fraction; readonly run: ExactRun } | undefined;
}

/** Up to an addition to the endowment, with the same picks, all rounds are proven but for what these projects may win. */
export interface Unsettled {
  readonly until: number;
  readonly open: readonly { readonly position: number; readonly round: number }[];
}

/** A price for a unit of worth to one supporter, from below and above. */
export interface Offer {
  readonly range: PriceRange;
  readonly low: number;
  readonly high: number;
}

export function standAtStart(prepared: PreparedShares): Standing {
  const { support } = prepared;
  return {
    prepared,
    purchases: noPurchases(prepared, 0),
    supported: [...support.keys()].filter((position) => at(support, position).tally > 0),
    bounds: support.map(({ tally }) => [
      { round: 0, added: 0, base: 0, growth: 0, rich: tally, poor: 0, until: Number.POSITIVE_INFINITY },
    ]),
    rises: new Float64Array(support.length),
    settled: [],
    barredIn: new Int32Array(support.length).fill(NEVER),
    scratch: room(Math.max(1, ...support.map(({ classes }) => classes.length))),
    purse: new Purse(prepared.election, prepared.votes, prepared.limits),
    endowment: { part: 0n, of: 1n },
    life: 0,
    window: FIRST_WINDOW,
    ratesUntil: 0,
    unsettled: undefined,
    replay: undefined,
  };
}

/** Takes note of a new endowment; `purchases` are moved by the caller. */
export function raiseEndowment(standing: Standing, endowment: Fraction): void {
  standing.endowment = endowment;
  standing.life = approximately(endowment) * LIFE;
}

/** Neither bought nor barred before this round. */
export function isOpen({ purchases, barredIn }: Standing, position: number): boolean {
  return purchases.roundOf[position] === NEVER && barredIn[position] === NEVER;
}

/** The price above which the pick of a round would lose to a project. */
export function priceToBeat(standing: Standing, round: number, position: number): number {
  const { purchases, prepared } = standing;
  const pick = at(purchases.picks, round);
  const most = (purchases.price[pick] ?? 0) + (purchases.off[pick] ?? 0);
  return priceFor(standing, position, most / (prepared.units[pick] ?? 1));
}

/** What a project costs at a price for a unit of worth, rather too much than too little. */
export function priceFor({ prepared }: Standing, position: number, score: number): number {
  return atMost(score * (prepared.units[position] ?? 1), 16);
}

/** What a bound says that supporters raise at most, at the endowment of now. */
export function raisedAtMost({ purchases }: Standing, bound: Bound, price: number): number {
  // Beyond 2^53 the difference is rounded too.
  const since = purchases.added - bound.added + roundings(4, purchases.added);
  const byRich = bound.rich > 0 ? bound.rich * price : 0;
  return atMost(bound.base + bound.growth * since + byRich, 16);
}

/** Whether a bound proves that the supporters of a project cannot raise its cost at a price. */
export function fallsShort(standing: Standing, bound: Bound, position: number, price: number): boolean {
  if ((standing.purchases.risenBefore[bound.round] ?? 0) > bound.until) return false;
  return raisedAtMost(standing, bound, price) < (standing.prepared.costs[position] ?? 0);
}

/** A new bound, as sharp as can be at this price. */
export function boundNow(standing: Standing, position: number, round: number, price: number): Bound {
  const { purchases, scratch, rises, life } = standing;
  gather(scratch, purchases, { rises, life }, position, round);
  return boundAt(scratch, purchases, life, price);
}

/** Keeps a bound in the place of those of the same round and of later ones. */
export function keepBound(standing: Standing, position: number, bound: Bound): void {
  const list = at(standing.bounds, position);
  dropFrom(list, bound.round);
  list.push(bound);
}

export function dropBoundsFrom({ bounds }: Standing, round: number): void {
  for (const list of bounds) dropFrom(list, round);
}

function dropFrom(list: Bound[], round: number): void {
  while (list.length > 1 && (list.at(-1)?.round ?? 0) >= round) list.pop();
}

/** What a project costs now in the next round; undefined where its supporters cannot pay. */
export function offerOf(standing: Standing, position: number): Offer | undefined {
  const { purchases, scratch, rises, life } = standing;
  const round = purchases.picks.length;
  gather(scratch, purchases, { rises, life }, position, round);
  const found = priceOf(scratch, purchases, life);
  if (found === 'unpayable') {
    keepBound(standing, position, boundAt(scratch, purchases, life, Number.POSITIVE_INFINITY));
    return undefined;
  }
  if (found !== 'unclear') keepBound(standing, position, found.bound);
  const range = found === 'unclear' ? exactRange(standing, position, round) : found;
  if (!range) return undefined;
  const unit = standing.prepared.units[position] ?? 1;
  return {
    range,
    low: atLeast((range.price - range.off) / unit, 8),
    high: atMost((range.price + range.off) / unit, 8),
  };
}

/** The price as a float that is off by nothing but its own rounding. */
export function exactRange(standing: Standing, position: number, round: number): PriceRange | undefined {
  const run = replayed(standing, round);
  const exact = run.price(position);
  if (!exact) return undefined;
  const price = approximately(run.asFraction(exact));
  return { price, off: roundings(8, price), allRich: false };
}

/** Compares exactly what floats leave open. Where nobody is poor small whole numbers tell, for all that comes. */
export function compareOffers(
  standing: Standing,
  [one, first]: readonly [number, Offer],
  [other, second]: readonly [number, Offer],
): ExactDifference {
  if (!first.range.allRich || !second.range.allRich)
    return replayed(standing, standing.purchases.picks.length).compare(one, other);
  const { election, support, utility } = standing.prepared;
  const weigh = (position: number, against: number) => {
    const { cost } = at(election.projects, against);
    const tally = BigInt(at(support, against).tally);
    return at(election.projects, position).cost * tally * (utility === 'cost' ? cost : 1n);
  };
  const difference = weigh(one, other) - weigh(other, one);
  return { order: difference < 0n ? -1 : difference > 0n ? 1 : 0, until: Number.POSITIVE_INFINITY };
}

/** The picks before a round, bought exactly. Kept, since doubts come in clusters. */
function replayed(standing: Standing, round: number): ExactRun {
  const { picks } = standing.purchases;
  const known = standing.replay;
  const fits =
    known?.endowment === standing.endowment &&
    known.run.picks.length <= round &&
    known.run.picks.every((position, r) => position === picks[r]);
  const run = known && fits ? known.run : startExactRun(standing.prepared, standing.endowment);
  standing.replay = { endowment: standing.endowment, run };
  for (let r = run.picks.length; r < round; r += 1) run.buy(at(picks, r));
  return run;
}
