import { expect, test } from 'vitest';
import { raised, setupOf } from '../../../test/support/shares-by-definition.ts';
import { writtenElection } from '../../../test/support/written-election.ts';
import type { Election } from './election.ts';
import { approximately } from './fraction.ts';
import { changingWithin, moveTo } from './moving.ts';
import { buy, changePace, NOBODY, noPurchases, type Purchases } from './purchases.ts';
import { prepareShares } from './shares-setup.ts';
import type { Utility } from './support.ts';

/** Bought one after the other at these prices, which are thought to stay. */
function bought(
  election: Election,
  utility: Utility,
  prices: readonly (readonly [position: number, price: number])[],
): Purchases {
  const prepared = prepareShares(setupOf(election, utility));
  const purchases = noPurchases(prepared, approximately(raised(election, 0n)));
  for (const [position, price] of prices) buy(purchases, position, { price, off: 1e-15 }, 0);
  return purchases;
}

const near = (values: ArrayLike<number>) => Array.from(values, (value) => Math.round(value * 1e6) / 1e6);

/*
 * 26 each. Three share the well, 10 each; two the kiosk, 22.5 each; of the lamp (40) one pays the 16 left after the
 * well and the other 24. With a rupiah more each, the lamp costs the other a rupiah less.
 */
const LAMP = writtenElection(156n, 'well:30 lamp:40 kiosk:45', '1×well+lamp 2×well 1×lamp 2×kiosk');
const [WELL, LIGHT, KIOSK] = [0, 1, 2];

const lamp = () =>
  bought(LAMP, 'cardinality', [
    [WELL, 10],
    [KIOSK, 22.5],
    [LIGHT, 24],
  ]);

/*
 * 28 each. The well costs 2 for each point, 10 for who gave five. Of the lamp (40) one, who gave it two points, pays the
 * 18 left, the other, who gave it one, 22.
 */
const POINTS = writtenElection(84n, 'well:30 lamp:40', '1×well=5+lamp=2 1×well=10 1×lamp=1');

test('how far prices fell is counted for whoever is on most ballots, beyond the pace that was taken', () => {
  const purchases = lamp();
  const before = near(purchases.risenBefore);
  moveTo(purchases, 2, 28);
  expect(near(purchases.price)).toEqual([10, 22, 22.5]);
  expect(near([purchases.risen, purchases.fallen])).toEqual([2, 0]);
  // Two rupiah more before each round, and two for the lamp at the end.
  expect(near(purchases.risenBefore).map((risen, round) => risen - (before[round] ?? 0))).toEqual([
    2, 2, 2, 4,
  ]);
  moveTo(purchases, 3, 29);
  expect(near([purchases.risen, purchases.fallen])).toEqual([3, 0]);
  expect(near(purchases.risenBefore).map((risen, round) => risen - (before[round] ?? 0))).toEqual([
    3, 3, 3, 6,
  ]);
});

test('what falls as fast as was thought adds nothing', () => {
  const purchases = lamp();
  changePace(purchases, LIGHT, 1);
  moveTo(purchases, 2, 28);
  expect(near([purchases.risen])).toEqual([0]);
  // Half as fast as was thought, less than nothing is no gain for others.
  changePace(purchases, LIGHT, 3);
  moveTo(purchases, 3, 29);
  expect(near([purchases.risen])).toEqual([0]);
});

test('with less each, prices rise: what that takes from a class is counted apart', () => {
  const purchases = lamp();
  const before = near(purchases.risenBefore);
  moveTo(purchases, -1, 25);
  expect(near(purchases.price)).toEqual([10, 25, 22.5]);
  // A rupiah less, and a rupiah more for the lamp.
  expect(near([purchases.risen, purchases.fallen])).toEqual([0, 2]);
  expect(near(purchases.risenBefore)).toEqual(before);
});

test('points count as often as they were given', () => {
  const purchases = bought(POINTS, 'points', [
    [0, 2],
    [1, 22],
  ]);
  moveTo(purchases, 3, 31);
  // The one has three more for it.
  expect(near(purchases.price)).toEqual([2, 19]);
  // Whoever gave most gave two points, and gains twice three.
  expect(near([purchases.risen, purchases.fallen])).toEqual([6, 0]);
  expect(near(purchases.risenBefore)).toEqual([3, 3, 9]);
  changePace(purchases, 1, 1);
  moveTo(purchases, 4, 32);
  expect(near([purchases.risen])).toEqual([6]);
});

test('floats are taken to be in doubt where somebody just has enough, and nowhere else', () => {
  const purchases = lamp();
  for (const [added, blurred] of [
    [1, false],
    [3, false],
    // 30 each: after the well the one has the 20 that the lamp costs then.
    [4, true],
    [5, false],
  ] as const) {
    moveTo(purchases, added, 26 + added);
    expect(purchases.blurred, `with ${added} added`).toBe(blurred);
  }
});

test('a price is off by next to nothing, and by more than nothing', () => {
  const purchases = lamp();
  moveTo(purchases, 1, 27);
  for (const position of [WELL, LIGHT, KIOSK]) {
    expect(purchases.off[position]).toBeGreaterThan(0);
    expect(purchases.off[position]).toBeLessThan(1e-12);
  }
  // Whose price rests on what another holds and paid is less sure.
  expect(purchases.off[LIGHT]).toBeGreaterThan(3 * (purchases.off[KIOSK] ?? 0));
});

test('who can change is listed as far ahead as is asked, and no one else', () => {
  const purchases = lamp();
  const emptied = purchases.emptiedBy.indexOf(LIGHT);
  expect([...purchases.emptiedBy].filter((by) => by !== NOBODY)).toHaveLength(1);
  const listed = (ahead: number, fall: number) => changingWithin(purchases, ahead, fall).includes(emptied);
  moveTo(purchases, 1, 27);
  // Six are missing, for the lamp falls too; by the formula's own pace of one, six rupiah.
  expect(listed(0, 0)).toBe(false);
  expect(listed(2, 0)).toBe(false);
  expect(listed(6.1, 0)).toBe(true);
  // A longer list serves for less.
  expect(listed(0, 0)).toBe(true);
  expect([...changingWithin(purchases, 0, 0)].length).toBeLessThanOrEqual(purchases.prepared.heads.length);
  // Everybody, where the formula may fall by all there is.
  expect([...changingWithin(purchases, 0, 27)].sort()).toEqual([...purchases.prepared.heads.keys()]);
});
