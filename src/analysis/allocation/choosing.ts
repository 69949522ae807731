import { LargestSum } from './largest-sum.ts';
import { Purse } from './limits.ts';
import { atMost, widened } from './margins.ts';
import { buy, NEVER, takeBackFrom } from './purchases.ts';
import type { Bound } from './reach.ts';
import { at } from './shares-setup.ts';
import type { Offer, Standing } from './standing.ts';
import {
  boundNow,
  compareOffers,
  dropBoundsFrom,
  fallsShort,
  isOpen,
  keepBound,
  offerOf,
  raisedAtMost,
} from './standing.ts';

const NONE = -1;
/** Room that is left for prices to fall faster later, so that bounds need not be widened at once. */
export const HEADROOM = 1.25;

/** Chooses all rounds from this one on anew; the picks before stand. */
export function chooseFrom(standing: Standing, from: number): void {
  const { purchases, prepared, barredIn, supported } = standing;
  const { projects } = prepared.election;
  const earlier = takeOver(standing, from);
  takeBackFrom(purchases, from);
  dropBoundsFrom(standing, from);
  for (const position of supported) if ((barredIn[position] ?? 0) >= from) barredIn[position] = NEVER;
  standing.purse = new Purse(prepared.election, prepared.votes, prepared.limits);
  for (const position of purchases.picks) standing.purse.fund(position, at(projects, position).cost);
  for (;;) {
    earlier.carryOn();
    const likely = earlier.picks.find((position) => purchases.roundOf[position] === NEVER) ?? NONE;
    const next = choose(standing, likely);
    if (!next) return;
    const { best, offer } = next;
    const bound = at(standing.bounds, best).at(-1);
    // Not where it was bought before: bounds that are kept took it for granted that its price does not fall.
    const isNew = standing.rises[best] === 0 && !earlier.picks.includes(best);
    if (isNew && bound && bound.rich > 0) standing.rises[best] = (bound.growth / bound.rich) * HEADROOM;
    buy(purchases, best, offer.range, standing.rises[best] ?? 0);
    standing.purse.fund(best, at(projects, best).cost);
  }
}

/** The best buy of the next round; undefined when nothing can be paid for. */
function choose(standing: Standing, likely: number): { best: number; offer: Offer } | undefined {
  const { purchases, prepared, purse, settled } = standing;
  const round = purchases.picks.length;
  const losers = new Map<number, number>();
  settled[round] = losers;
  let leading: { best: number; offer: Offer } | undefined;

  const enter = (position: number) => {
    const offer = offerOf(standing, position);
    if (!offer) return;
    if (leading) {
      const { best } = leading;
      const { order, until } =
        offer.high < leading.offer.low
          ? { order: -1, until: 0 }
          : compareOffers(standing, [position, offer], [best, leading.offer]);
      const goesFirst = (prepared.ranks[position] ?? 0) < (prepared.ranks[best] ?? 0);
      const wins = order < 0 || (order === 0 && goesFirst);
      losers.set(wins ? best : position, purchases.added + until);
      if (!wins) return;
    }
    leading = { best: position, offer };
  };

  const open = standing.supported.filter(
    (position) => isOpen(standing, position) && !bar(standing, position),
  );
  if (open.includes(likely)) enter(likely);
  const hopes = open.map((position) => ({ position, least: leastScore(standing, position) }));
  for (const { position } of hopes.sort((a, b) => a.least - b.least)) {
    if (position === likely) continue;
    const toBeat: number = leading
      ? atMost(leading.offer.high * (prepared.units[position] ?? 1), 8)
      : Number.POSITIVE_INFINITY;
    const known = at(standing.bounds, position).at(-1);
    if (known && fallsShort(standing, known, position, toBeat)) continue;
    const bound = boundNow(standing, position, round, toBeat);
    if (fallsShort(standing, bound, position, toBeat)) keepBound(standing, position, bound);
    else enter(position);
  }
  return leading;

  function bar(to: Standing, position: number): boolean {
    if (!purse.barrier(position, at(prepared.election.projects, position).cost)) return false;
    to.barredIn[position] = round;
    return true;
  }
}

/** The lowest price that the last bound leaves possible, for a unit of worth; to try the most hopeful first. */
function leastScore(standing: Standing, position: number): number {
  const bound = at(at(standing.bounds, position), at(standing.bounds, position).length - 1);
  const lacking = (standing.prepared.costs[position] ?? 0) - raisedAtMost(standing, bound, 0);
  return lacking <= 0 ? 0 : lacking / bound.rich / (standing.prepared.units[position] ?? 1);
}

/**
 * Keeps the picks and bounds that are about to be given up, for most of them come again, often with two picks in
 * each other's place. Once all picks that a bound was made after are bought again, it holds with one correction:
 * no class holds more than it did then, but for those prices on its ballot that are lower now.
 */
function takeOver(standing: Standing, from: number): { picks: readonly number[]; carryOn: () => void } {
  const { purchases, prepared } = standing;
  const { roundOf, added, risenBefore } = purchases;
  const picks = [...purchases.picks];
  const prices = purchases.price.map((price, position) => price + (purchases.off[position] ?? 0));
  const bounds = standing.bounds.map((list) => list.filter((bound) => bound.round >= from));
  const lower = new LargestSum(prepared.longestBallot);
  let again = from;

  const carryOn = () => {
    const round = purchases.picks.length;
    for (; again < picks.length && roundOf[at(picks, again)] !== NEVER; again += 1) {
      const position = at(picks, again);
      const least = (purchases.price[position] ?? 0) - (purchases.off[position] ?? 0);
      lower.add(widened((prices[position] ?? 0) - least) * (prepared.heaviest[position] ?? 0));
    }
    for (const [position, list] of bounds.entries()) {
      let last: Bound | undefined;
      while ((list[0]?.round ?? NEVER) <= Math.min(again, round)) last = list.shift();
      if (!last || !isOpen(standing, position)) continue;
      const life = last.until - (risenBefore[last.round] ?? 0) - lower.sum;
      if (life < 0) continue;
      keepBound(standing, position, {
        ...last,
        round,
        added,
        base: raisedAtMost(standing, last, 0) + last.poor * lower.sum,
        until: (risenBefore[round] ?? 0) + life,
      });
    }
  };
  return { picks, carryOn };
}
