import { expect, test } from 'vitest';
import { raised, setupOf } from '../../../test/support/shares-by-definition.ts';
import { writtenElection } from '../../../test/support/written-election.ts';
import { chooseFrom } from './choosing.ts';
import type { Election } from './election.ts';
import { approximately } from './fraction.ts';
import { moveTo } from './moving.ts';
import { buy, NEVER, takeBackFrom } from './purchases.ts';
import type { Bound } from './reach.ts';
import { prepareShares } from './shares-setup.ts';
import {
  boundNow,
  compareOffers,
  dropBoundsFrom,
  exactRange,
  fallsShort,
  isOpen,
  keepBound,
  offerOf,
  priceFor,
  priceToBeat,
  raisedAtMost,
  raiseEndowment,
  type Standing,
  standAtStart,
} from './standing.ts';
import type { Utility } from './support.ts';

/*
 * 26 each. Three share the well, 10 each; two the kiosk, 22.5 each; of the lamp (40) one pays the 16 left after the
 * well and the other 24. Nobody wants the shed; the tower is too dear.
 */
const LAMP = writtenElection(
  156n,
  'well:30 lamp:40 kiosk:45 tower:400 shed:5',
  '1×well+lamp 2×well 1×lamp 1×kiosk 1×kiosk+tower',
);
const [WELL, LIGHT, KIOSK, TOWER] = [0, 1, 2, 3];

/** All rounds chosen, or only so many. */
function standingOf(rounds = 3, utility: Utility = 'cardinality', election: Election = LAMP): Standing {
  const standing = standAtStart(prepareShares(setupOf(election, utility)));
  raiseEndowment(standing, raised(election, 0n));
  moveTo(standing.purchases, 0, approximately(raised(election, 0n)));
  chooseFrom(standing, 0);
  takeBackFrom(standing.purchases, rounds);
  dropBoundsFrom(standing, rounds);
  return standing;
}

const bound = (more: Partial<Bound>): Bound => ({
  round: 0,
  added: 0,
  base: 0,
  growth: 0,
  rich: 0,
  poor: 0,
  until: 100,
  ...more,
});

test('at the start nothing is bought, barred or known but that nobody pays less than an equal part', () => {
  const standing = standAtStart(prepareShares(setupOf(LAMP, 'cardinality')));
  expect(standing.supported).toEqual([WELL, LIGHT, KIOSK, TOWER]);
  expect(standing.bounds.map((list) => list.map(({ rich, base, until }) => [rich, base, until]))).toEqual(
    [3, 2, 2, 1, 0].map((tally) => [[tally, 0, Number.POSITIVE_INFINITY]]),
  );
  expect([...standing.barredIn]).toEqual([NEVER, NEVER, NEVER, NEVER, NEVER]);
  expect(standing).toMatchObject({ settled: [], life: 0, ratesUntil: 0, endowment: { part: 0n, of: 1n } });
  expect(standing.supported.every((position) => isOpen(standing, position))).toBe(true);
});

test('bounds made for an endowment hold for half of it more', () => {
  const standing = standAtStart(prepareShares(setupOf(LAMP, 'cardinality')));
  raiseEndowment(standing, { part: 53n, of: 2n });
  expect(standing).toMatchObject({ endowment: { part: 53n, of: 2n }, life: 13.25 });
});

test('what is bought or barred is not open', () => {
  const standing = standingOf();
  expect([WELL, TOWER].map((position) => isOpen(standing, position))).toEqual([false, true]);
  standing.barredIn[TOWER] = 1;
  expect(isOpen(standing, TOWER)).toBe(false);
});

test.each<[string, Partial<Bound>, number, number, number]>([
  // what                    bound                                  added  price  raised at most
  ['what they hold', { base: 10 }, 0, 7, 10],
  ['and gain with what is added since', { base: 10, growth: 3, added: 2 }, 6, 7, 22],
  ['and what those pay who pay in full', { base: 10, growth: 3, rich: 4 }, 2, 7, 44],
  ['whatever the price, where all give all', { base: 10, growth: 3 }, 2, Number.POSITIVE_INFINITY, 16],
])('a bound says: %s', (_, more, added, price, expected) => {
  const standing = standingOf();
  standing.purchases.added = added;
  const found = raisedAtMost(standing, bound(more), price);
  expect(found).toBeCloseTo(expected, 9);
  expect(found).toBeGreaterThan(expected);
});

test('supporters fall short where a bound holds and proves it', () => {
  const standing = standingOf();
  const short = (more: Partial<Bound>) => fallsShort(standing, bound(more), LIGHT, 10);
  // 40 is the cost.
  expect([short({ base: 39.9 }), short({ base: 40 }), short({ base: 41 })]).toEqual([true, false, false]);
  expect([short({ base: 10, rich: 2 }), short({ base: 10, rich: 3 })]).toEqual([true, false]);
  standing.purchases.risenBefore[1] = 7;
  expect(short({ round: 1, until: 7 })).toBe(true);
  expect(short({ round: 1, until: 6.9 })).toBe(false);
});

test.each<[Utility, number, number, number]>([
  // utility       round  who     price above which the pick of the round would lose to it
  ['cardinality', 0, LIGHT, 10],
  ['cardinality', 1, LIGHT, 22.5],
  // By cost the well is a third for each rupiah: of the lamp that is 13 1/3.
  ['cost', 0, LIGHT, 40 / 3],
])('by %s, in round %d', (utility, round, position, price) => {
  const found = priceToBeat(standingOf(3, utility), round, position);
  expect(found).toBeCloseTo(price, 9);
  expect(found).toBeGreaterThan(price);
});

test('a price for a unit of worth, for a project', () => {
  expect(priceFor(standingOf(3, 'cost'), LIGHT, 0.5)).toBeCloseTo(20, 9);
  expect(priceFor(standingOf(3, 'cardinality'), LIGHT, 0.5)).toBeCloseTo(0.5, 9);
  expect(priceFor(standingOf(), LIGHT, 1)).toBeGreaterThan(1);
});

test('a bound of now is what supporters hold before a round, at a price', () => {
  const found = boundNow(standingOf(), LIGHT, 1, 20);
  expect(found).toMatchObject({ round: 1, added: 0, rich: 1, poor: 1, until: 13 });
  expect(found.base).toBeCloseTo(16, 9);
});

test('bounds of later rounds give way to one of an earlier round; the first of all stays', () => {
  const standing = standingOf(0);
  const rounds = () => standing.bounds[LIGHT]?.map((one) => one.round);
  for (const round of [1, 3, 5]) keepBound(standing, LIGHT, bound({ round }));
  expect(rounds()).toEqual([0, 1, 3, 5]);
  keepBound(standing, LIGHT, bound({ round: 3 }));
  expect(rounds()).toEqual([0, 1, 3]);
  keepBound(standing, LIGHT, bound({ round: 2 }));
  expect(rounds()).toEqual([0, 1, 2]);
  keepBound(standing, KIOSK, bound({ round: 4 }));
  dropBoundsFrom(standing, 2);
  expect(rounds()).toEqual([0, 1]);
  expect(standing.bounds[KIOSK]).toHaveLength(1);
  dropBoundsFrom(standing, 0);
  expect(standing.bounds.map((list) => list.length)).toEqual([1, 1, 1, 1, 1]);
});

test.each<[Utility, number, number]>([
  ['cardinality', LIGHT, 24],
  ['cardinality', KIOSK, 22.5],
  ['cost', LIGHT, 24 / 40],
  ['cost', KIOSK, 0.5],
])(
  'by %s an offer is a price for a unit of worth, from below and above (project %d)',
  (utility, position, score) => {
    const standing = standingOf(1, utility);
    const offer = offerOf(standing, position);
    if (!offer) throw new Error('nobody pays');
    expect(offer.low).toBeLessThan(score);
    expect(offer.high).toBeGreaterThan(score);
    expect(offer.high - offer.low).toBeLessThan(1e-9);
    // What it showed is kept.
    expect(standing.bounds[position]?.at(-1)).toMatchObject({ round: 1 });
  },
);

test('what supporters cannot pay is no offer, and that is kept', () => {
  const standing = standingOf(1);
  expect(offerOf(standing, TOWER)).toBeUndefined();
  const last = standing.bounds[TOWER]?.at(-1);
  expect(last).toMatchObject({ round: 1, rich: 0 });
  expect(last?.base).toBeCloseTo(26, 9);
});

test('where floats do not tell, fractions do', () => {
  // Three hold exactly the cost; and exactly a third of a rupiah less.
  const hall = (cost: bigint) => {
    const standing = standAtStart(
      prepareShares(setupOf(writtenElection(78n, `hall:${cost}`, '3×hall'), 'cardinality')),
    );
    raiseEndowment(standing, { part: 26n, of: 1n });
    moveTo(standing.purchases, 0, 26);
    return offerOf(standing, 0);
  };
  expect(hall(78n)?.range).toMatchObject({ price: 26, allRich: false });
  expect(hall(78n)?.range.off).toBeLessThan(1e-13);
  expect(hall(79n)).toBeUndefined();
});

test('the exact price in a round, as a float', () => {
  const standing = standingOf();
  expect(exactRange(standing, LIGHT, 1)).toMatchObject({ price: 24, allRich: false });
  expect(exactRange(standing, LIGHT, 0)).toMatchObject({ price: 20 });
  expect(exactRange(standing, TOWER, 1)).toBeUndefined();
  const { off } = exactRange(standing, LIGHT, 1) ?? { off: 1 };
  expect(off).toBeGreaterThan(0);
  expect(off).toBeLessThan(1e-12);
});

test('what was bought exactly is bought anew where other picks stand before a round, or another endowment', () => {
  const standing = standingOf();
  const priceOfLamp = () => exactRange(standing, LIGHT, 1)?.price;
  // After the well one has 16 left.
  expect(priceOfLamp()).toBe(24);
  takeBackFrom(standing.purchases, 0);
  buy(standing.purchases, KIOSK, { price: 22.5, off: 0 }, 0);
  expect(priceOfLamp()).toBe(20);
  takeBackFrom(standing.purchases, 0);
  buy(standing.purchases, WELL, { price: 10, off: 0 }, 0);
  raiseEndowment(standing, raised(LAMP, 2n));
  expect(priceOfLamp()).toBe(22);
});

/** a and b ask for 30 and 45 of three and two who want nothing else; c for 44 of two. */
const RICH = writtenElection(300n, 'a:30 b:45 c:44 d:30', '3×a 2×b 2×c 3×d');

test.each<[Utility, number, number, number]>([
  // 10, 22.5, 22 and 10 each
  ['cardinality', 0, 1, -1],
  ['cardinality', 1, 0, 1],
  ['cardinality', 1, 2, 1],
  ['cardinality', 0, 3, 0],
  // By cost a rupiah of each is worth its supporters.
  ['cost', 0, 1, -1],
  ['cost', 1, 2, 0],
  ['cost', 2, 0, 1],
])('by %s, where nobody is poor, %d against %d stands for ever', (utility, one, other, order) => {
  const standing = standingOf(0, utility, RICH);
  const [first, second] = [offerOf(standing, one), offerOf(standing, other)];
  if (!first || !second) throw new Error('nobody pays');
  expect(compareOffers(standing, [one, first], [other, second])).toEqual({
    order,
    until: Number.POSITIVE_INFINITY,
  });
});

test('where somebody is poor, it stands until prices meet', () => {
  const standing = standingOf(1);
  const [light, kiosk] = [offerOf(standing, LIGHT), offerOf(standing, KIOSK)];
  if (!light || !kiosk) throw new Error('nobody pays');
  // 24 falls by a rupiah with each, 22.5 stays: one and a half.
  const ahead = compareOffers(standing, [LIGHT, light], [KIOSK, kiosk]);
  expect(ahead.order).toBe(1);
  expect(ahead.until).toBeCloseTo(1.5, 6);
  expect(compareOffers(standing, [KIOSK, kiosk], [LIGHT, light]).order).toBe(-1);
});
