import { expect, test } from 'vitest';
import { setupOf } from '../../../test/support/shares-by-definition.ts';
import { writtenElection } from '../../../test/support/written-election.ts';
import type { Election } from './election.ts';
import { buy, noPurchases, type Purchases } from './purchases.ts';
import { boundAt, gather, priceOf, room } from './reach.ts';
import { prepareShares } from './shares-setup.ts';

/** The third class holds its share of the price to the last digit of a float, so that rounding takes it now so, now so. */
test('pricing ends where a class is just able to pay', () => {
  const supporters = [
    { voters: 28, weight: 1, held: 3.2857142857142856 },
    { voters: 17, weight: 2, held: 12.5 },
    { voters: 28, weight: 3, held: 11.18280871670702 },
    { voters: 23, weight: 1, held: 2.5714285714285716 },
    { voters: 3, weight: 4, held: 6.333333333333333 },
  ];
  const election = writtenElection(1000n, 'jembatan:610', '1×jembatan');
  const purchases = noPurchases(prepareShares(setupOf(election, 'cost')), 20);
  const gathered = room(supporters.length);
  for (const [i, { voters, weight, held }] of supporters.entries()) {
    gathered.many[i] = voters;
    gathered.weight[i] = weight;
    gathered.held[i] = held;
  }
  gathered.position = 0;
  gathered.round = 0;
  gathered.length = supporters.length;
  gathered.lowestPrice = 610 / supporters.reduce((sum, { voters, weight }) => sum + voters * weight, 0);

  expect(priceOf(gathered, purchases, 10)).toMatchObject({ price: expect.closeTo(11.18280871670702 / 3, 9) });
});

/** 26 each. After the well (10 each) one for the lamp holds 16, and two others 26. */
const LAMP = writtenElection(182n, 'well:30 lamp:60 tower:400', '1×well+lamp 2×well 2×lamp 2×tower');
const [WELL, LIGHT, TOWER] = [0, 1, 2];

function afterWell(election: Election = LAMP, price = 10, off = 1e-14): Purchases {
  const purchases = noPurchases(prepareShares(setupOf(election, 'cardinality')), 26);
  buy(purchases, WELL, { price, off }, 0);
  return purchases;
}

function gathered(purchases: Purchases, position: number, round: number, life = 13, rises: number[] = []) {
  const into = room(4);
  const assumed = { rises: Float64Array.from({ length: 3 }, (_, k) => rises[k] ?? 0), life };
  gather(into, purchases, assumed, position, round);
  return into;
}

const told = ({ length, many, weight, held, pace }: ReturnType<typeof room>) =>
  Array.from({ length }, (_, i) => [many[i], weight[i], held[i], pace[i]]).sort(
    ([, , a = 0], [, , b = 0]) => a - b,
  );

test('what supporters hold, class by class, and how fast that grows when prices fall', () => {
  const purchases = afterWell();
  expect(told(gathered(purchases, LIGHT, 0))).toEqual([
    [1, 1, 26, 1],
    [2, 1, 26, 1],
  ]);
  const later = gathered(purchases, LIGHT, 1, 13, [0.5]);
  // Whoever paid for the well gains half a rupiah more when its price falls by half.
  expect(told(later)).toEqual([
    [1, 1, 16, 1.5],
    [2, 1, 26, 1],
  ]);
  // 60 among three.
  expect(later).toMatchObject({ position: LIGHT, round: 1, lowestPrice: 20 });
  for (let i = 0; i < later.length; i += 1) {
    expect(later.doubt[i]).toBeGreaterThan(0);
    expect(later.doubt[i]).toBeLessThan(1e-11);
  }
});

test('points weigh what was paid, and what it gains', () => {
  const election = writtenElection(104n, 'well:30 lamp:60', '1×well=3+lamp=2 3×lamp=1');
  const purchases = noPurchases(prepareShares(setupOf(election, 'points')), 26);
  buy(purchases, WELL, { price: 4, off: 0 }, 0);
  const later = gathered(purchases, LIGHT, 1, 13, [0.5]);
  expect(told(later)).toEqual([
    [1, 2, 14, 2.5],
    [3, 1, 26, 1],
  ]);
  expect(later.lowestPrice).toBe(12);
});

test.each([
  // price of the well  life  who is gathered
  [30, 4, 2],
  [30, 4.1, 3],
  [30, 13, 3],
  [26, 1, 3],
])(
  'with the well at %d and %d more to come, whoever can have nothing again is left out',
  (price, life, heads) => {
    const { many, length } = gathered(afterWell(LAMP, price), LIGHT, 1, life);
    expect(many.subarray(0, length).reduce((a, b) => a + b, 0)).toBe(heads);
  },
);

test('nobody left to pay: no price is high enough', () => {
  expect(gathered(afterWell(LAMP, 60), WELL, 1, 13).lowestPrice).toBe(Number.POSITIVE_INFINITY);
});

test.each<[string, number, number, { base: number; growth: number; rich: number; poor: number }]>([
  // what                                  well at  price  what they raise at most
  ['all pay the price', 10, 16, { base: 0, growth: 0, rich: 3, poor: 0 }],
  ['one gives all', 10, 16.5, { base: 16, growth: 1, rich: 2, poor: 1 }],
  ['all give all', 10, 27, { base: 68, growth: 3, rich: 0, poor: 3 }],
  ['whatever the price', 10, Number.POSITIVE_INFINITY, { base: 68, growth: 3, rich: 0, poor: 3 }],
  // 4 below nothing: of 13 rupiah more, nine are theirs.
  ['who has less than nothing gains later', 30, 20, { base: 0, growth: 9 / 13, rich: 2, poor: 9 / 13 }],
])('raised at most: %s', (_, well, price, expected) => {
  const purchases = afterWell(LAMP, well);
  purchases.added = 5;
  purchases.risenBefore[1] = 7;
  const bound = boundAt(gathered(purchases, LIGHT, 1), purchases, 13, price);
  expect(bound).toMatchObject({ round: 1, added: 5, until: 20, rich: expected.rich });
  for (const part of ['base', 'growth', 'poor'] as const) expect(bound[part]).toBeCloseTo(expected[part], 9);
  // Never less than it is.
  expect(bound.base).toBeGreaterThan(expected.base);
  expect(bound.base - expected.base).toBeLessThan(1e-10);
});

test('who can have nothing within this life raises nothing, though gathered for a longer one', () => {
  const purchases = afterWell(LAMP, 30);
  const bound = boundAt(gathered(purchases, LIGHT, 1, 13), purchases, 3, 20);
  expect(bound).toMatchObject({ growth: 0, poor: 0, rich: 2 });
});

test('the price: who has less gives all, the others share the rest', () => {
  const purchases = afterWell();
  // 16 and twice 22.
  const lamp = priceOf(gathered(purchases, LIGHT, 1), purchases, 13);
  expect(lamp).toMatchObject({ price: 22, allRich: false, bound: { rich: 2, poor: 1 } });
  if (typeof lamp === 'string') throw new Error(lamp);
  expect(lamp.off).toBeGreaterThan(0);
  expect(lamp.off).toBeLessThan(1e-10);
  // 10 each, of whom nobody is near to having less.
  expect(priceOf(gathered(purchases, WELL, 0), purchases, 13)).toMatchObject({ price: 10, allRich: true });
  expect(priceOf(gathered(purchases, TOWER, 1), purchases, 13)).toBe('unpayable');
});

test('some first pay in full what becomes too dear once others gave all', () => {
  // 2, 20 and 26 left for 47: a third is too much for the first, 22.5 then for the second, and the third pays 25.
  const election = writtenElection(78n, 'well:24 lamp:47 stage:6', '1×well+lamp 1×lamp+stage 1×lamp');
  const purchases = noPurchases(prepareShares(setupOf(election, 'cardinality')), 26);
  buy(purchases, 0, { price: 24, off: 0 }, 0);
  buy(purchases, 2, { price: 6, off: 0 }, 0);
  expect(priceOf(gathered(purchases, 1, 2), purchases, 13)).toMatchObject({ price: 25 });
});

test.each([
  [77n, 'price'],
  [78n, 'unclear'],
  [79n, 'unpayable'],
] as const)('three with 26 each and a cost of %d: %s', (cost, found) => {
  const election = writtenElection(78n, `hall:${cost}`, '3×hall');
  const purchases = noPurchases(prepareShares(setupOf(election, 'cardinality')), 26);
  const price = priceOf(gathered(purchases, 0, 0), purchases, 13);
  expect(typeof price === 'string' ? price : 'price').toBe(found);
});

test('supporters with nothing to their name cannot pay', () => {
  const purchases = afterWell(LAMP, 30);
  expect(priceOf(gathered(purchases, WELL, 1, 1), purchases, 1)).toBe('unpayable');
});

test('who is not sure what was paid before is not sure what is left', () => {
  const purchases = afterWell(LAMP, 10, 0.25);
  const { doubt, many, length } = gathered(purchases, LIGHT, 1);
  const doubts = Array.from({ length }, (_, i) => [many[i], Math.round((doubt[i] ?? 0) * 1e6) / 1e6]);
  // A quarter for the one who paid for the well, nothing for the others.
  expect(doubts.sort(([a = 0], [b = 0]) => a - b)).toEqual([
    [1, 0.25],
    [2, 0],
  ]);
  // So that this one may have as much more to give.
  expect(boundAt(gathered(purchases, LIGHT, 1), purchases, 13, 22).base).toBeGreaterThanOrEqual(16.25);
  const points = writtenElection(104n, 'well:30 lamp:60', '2×well=3+lamp=2 3×lamp=1');
  const weighed = noPurchases(prepareShares(setupOf(points, 'points')), 26);
  buy(weighed, WELL, { price: 4, off: 0.5 }, 0);
  // Three times half a rupiah, for each of two.
  expect(Math.max(...gathered(weighed, LIGHT, 1).doubt)).toBeCloseTo(3, 6);
});

test.each([
  // how sure the price of the well is    what that makes of the lamp's
  [1e-9, 'price'],
  [1e-7, 'unclear'],
])('with the well off by %d the price is %s', (off, found) => {
  const purchases = afterWell(LAMP, 10, off);
  const price = priceOf(gathered(purchases, LIGHT, 1), purchases, 13);
  expect(typeof price === 'string' ? price : 'price').toBe(found);
  // What one may lack two others pay.
  if (typeof price !== 'string') expect(price.off).toBeGreaterThan(off / 2.1);
});

test('who surely pays in full has clearly more than the price, doubts taken off', () => {
  // 22 for the lamp; the one who paid for the well has a forty-millionth more, give or take a thousand-millionth.
  const election = writtenElection(182n, 'well:30 lamp:66', '1×well+lamp 2×well 2×lamp 2×');
  const allRich = (off: number) => {
    const purchases = afterWell(election, 3.999_999_979, off);
    return priceOf(gathered(purchases, LIGHT, 1), purchases, 13);
  };
  expect(allRich(1e-14)).toMatchObject({ price: 22, allRich: true });
  expect(allRich(1e-9)).toMatchObject({ price: 22, allRich: false });
});

test('points: all are rich where each has clearly what it gave times the price', () => {
  // Eleven points: 5 each; the one who gave three has 15 of 26 to pay.
  const election = writtenElection(104n, 'lamp:55', '1×lamp=3 4×lamp=2');
  const purchases = noPurchases(prepareShares(setupOf(election, 'points')), 26);
  expect(priceOf(gathered(purchases, 0, 0), purchases, 13)).toMatchObject({ price: 5, allRich: true });
  // With ten times the points of one, that one gives all: 26, and 29 among four points.
  const heavy = writtenElection(104n, 'lamp:55', '1×lamp=10 2×lamp=2');
  const poor = noPurchases(prepareShares(setupOf(heavy, 'points')), 26);
  expect(priceOf(gathered(poor, 0, 0), poor, 13)).toMatchObject({ price: 7.25, allRich: false });
  expect(boundAt(gathered(poor, 0, 0), poor, 13, 3)).toMatchObject({ rich: 4 });
  expect(boundAt(gathered(poor, 0, 0), poor, 13, 2.6)).toMatchObject({ rich: 14 });
});

test('where somebody has nothing for good, not all are rich, though all who pay are', () => {
  const election = writtenElection(182n, 'well:30 lamp:40', '1×well+lamp 2×well 2×lamp 2×');
  const purchases = afterWell(election, 30);
  expect(priceOf(gathered(purchases, LIGHT, 1, 4), purchases, 4)).toMatchObject({
    price: 20,
    allRich: false,
  });
});
