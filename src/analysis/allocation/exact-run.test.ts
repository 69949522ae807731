import { describe, expect, test } from 'vitest';
import { countedShares } from '../../../test/support/counted-shares.ts';
import { raised, setupOf } from '../../../test/support/shares-by-definition.ts';
import { writtenElection } from '../../../test/support/written-election.ts';
import type { Election } from './election.ts';
import type { ExactRun } from './exact-price.ts';
import { startExactRun } from './exact-run.ts';
import { approximately, type Fraction, lowest } from './fraction.ts';
import { atLeast, atMost } from './margins.ts';
import { prepareShares } from './shares-setup.ts';
import type { Utility } from './support.ts';

function startedOn(
  election: Election,
  utility: Utility,
  added = 0n,
): { run: ExactRun; position: (id: string) => number; asked: () => number } {
  const { counted, asked } = countedShares(prepareShares(setupOf(election, utility)));
  const run = startExactRun(counted, raised(election, added));
  return { run, asked, position: (id) => election.projects.findIndex((project) => project.id === id) };
}

const written = ({ part, of }: Fraction): string => {
  const { part: above, of: below } = lowest({ part, of });
  return below === 1n ? `${above}` : `${above}/${below}`;
};

/*
 * 26 each. Three share the well, 10 each; two the kiosk, 22½ each; of the lamp (40) one pays the 16 left after the well
 * and the other 24. With a rupiah more each, the lamp costs the other a rupiah less.
 */
const LAMP = writtenElection(
  156n,
  'well:30 lamp:40 kiosk:45 tower:400',
  '1×well+lamp 2×well 1×lamp 1×kiosk 1×kiosk+tower',
);

/*
 * 20 each. Well: 10 each. Of the lamp (25) one gives the 10 left, the other pays 15, and has 5 left of the park (62),
 * for which three more pay 19.
 */
const CHAIN = writtenElection(140n, 'well:30 lamp:25 park:62', '1×well+lamp 2×well 1×lamp+park 3×park');

/*
 * 28 each. The well costs 2 for each point, 10 for who gave five. Of the lamp (40) one, who gave it two points, pays the
 * 18 left, the other, who gave it one, 22.
 */
const POINTS = writtenElection(84n, 'well:30 lamp:40', '1×well=5+lamp=2 1×well=10 1×lamp=1');

/** 20 each. A bench for three, 10 each; a hall (50) for which two give the 10 left and one pays 30: cheaper for each. */
const HALL = writtenElection(160n, 'bench:30 hall:35 gate:14', '2×bench+hall 1×bench 1×hall 3×gate 1×');

describe.each<[string, Election, Utility, string[], string, string, string, number]>([
  // bought before                                          what      costs for a unit   falls with each rupiah   until somebody poor has enough
  ['nothing', LAMP, 'cardinality', [], 'well', '10', '0', Number.POSITIVE_INFINITY],
  ['nothing', LAMP, 'cardinality', [], 'lamp', '20', '0', Number.POSITIVE_INFINITY],
  ['nothing', LAMP, 'cost', [], 'kiosk', '45/2', '0', Number.POSITIVE_INFINITY],
  // 8 are missing; a rupiah more, and one less to pay.
  ['the well', LAMP, 'cardinality', ['well'], 'lamp', '24', '1', 4],
  ['well and kiosk', LAMP, 'cardinality', ['well', 'kiosk'], 'lamp', '24', '1', 4],
  [
    'the well, of which nothing is paid again',
    LAMP,
    'cardinality',
    ['well'],
    'kiosk',
    '45/2',
    '0',
    Number.POSITIVE_INFINITY,
  ],
  // 5 are missing for the lamp, and 14 for the park: with each rupiah two more are left, and two thirds less to pay.
  ['the well', CHAIN, 'cardinality', ['well'], 'lamp', '15', '1', 2.5],
  ['well and lamp', CHAIN, 'cardinality', ['well', 'lamp'], 'park', '19', '2/3', 14 / (2 + 2 / 3)],
  // Who gave two points lacks 26, and with each rupiah has one more and two less to pay.
  ['nothing', POINTS, 'points', [], 'well', '2', '0', Number.POSITIVE_INFINITY],
  ['the well', POINTS, 'points', ['well'], 'lamp', '22', '1', 26 / 3],
  // Two give 10 each; each rupiah more takes two from what the third pays.
  ['the bench', HALL, 'cardinality', ['bench'], 'hall', '15', '2', 5 / 3],
])('bought: %s', (_, election, utility, before, id, share, fall, linear) => {
  test(`${id} costs ${share}`, () => {
    const { run, position, asked } = startedOn(election, utility);
    for (const one of before) run.buy(position(one));
    const one = position(id);
    expect(run.looked(one)).toBe(false);
    const start = asked();
    expect(run.look(one)).toBe(true);
    expect(run.looked(one)).toBe(true);
    // Floats tell, and go through its supporters once.
    expect(asked() - start).toBe(1);
    const price = run.price(one);
    if (!price) throw new RangeError('nobody can pay');
    const exact = run.asFraction(price);
    expect(written(exact)).toBe(share);
    // No farther from it than a few roundings, on the right side.
    const [low = 0, high = 0] = [run.bounds.low[one], run.bounds.high[one]];
    expect(low).toBeLessThanOrEqual(approximately(exact));
    expect(high).toBeGreaterThanOrEqual(approximately(exact));
    expect(high - low).toBeLessThan(1e-12 * high);
    expect(high - low).toBeGreaterThan(1e-15 * high);
    expect(written(run.asFraction({ ...price, part: price.fall }))).toBe(fall);
    if (linear === Number.POSITIVE_INFINITY) expect(price.linear).toBe(linear);
    else {
      expect(price.linear).toBeCloseTo(linear, 6);
      expect(price.linear).toBeLessThan(linear);
    }
    // What is known is not worked out again.
    const known = asked();
    expect(run.price(one)).toBe(price);
    expect(asked()).toBe(known);
    // It is bought by what was just worked out: who pays, and what is taken.
    run.buy(one);
    expect(asked() - known).toBe(2);
    expect(run.looked(one)).toBe(false);
  });
});

test.each<[string, Election, Utility, string[], string, string]>([
  ['nobody can pay for the tower', LAMP, 'cardinality', [], 'tower', '26'],
  ['nor when all is spent', LAMP, 'cardinality', ['kiosk'], 'tower', '7/2'],
])('%s: its supporters hold less than it costs', (_, election, utility, before, id, held) => {
  const { run, position } = startedOn(election, utility);
  for (const one of before) run.buy(position(one));
  expect(run.look(position(id))).toBe(false);
  expect(run.price(position(id))).toBeUndefined();
  expect(() => run.buy(position(id))).toThrow('bought what nobody can pay for');
  expect(() => run.compare(position(id), 0)).toThrow('a payable project became unpayable');
  expect(() => run.compare(0, position(id))).toThrow('a payable project became unpayable');
  expect(written(run.heldBySupporters(position(id)))).toBe(held);
});

test('where all hold just the price, floats do not tell: it is exact but for the rounding of the float', () => {
  const election = writtenElection(60n, 'gate:40 shed:41', '2×gate+shed 1×');
  const { run, asked } = startedOn(election, 'cardinality');
  const start = asked();
  expect(run.look(0)).toBe(true);
  expect(asked() - start).toBeGreaterThan(1);
  expect(run.bounds.low[0]).toBe(atLeast(20, 4));
  expect(run.bounds.high[0]).toBe(atMost(20, 4));
  // A rupiah more than they hold.
  expect(run.look(1)).toBe(false);
});

test('where one holds just the price, the others settle it', () => {
  // 30 each: well 10; one has the 20 that the lamp costs.
  const { run, position, asked } = startedOn(LAMP, 'cardinality', 4n);
  run.buy(position('well'));
  const start = asked();
  expect(run.look(position('lamp'))).toBe(true);
  expect(asked() - start).toBe(1);
  const price = run.price(position('lamp'));
  expect(price && written(run.asFraction(price))).toBe('20');
  expect(price?.fall).toBe(0n);
});

test.each<[string, bigint, Utility, string, string, number, number]>([
  // with so much more each, the well bought     order   and so it stays for so many rupiah
  ['dearer, and coming nearer', 0n, 'cardinality', 'lamp', 'kiosk', 1, 1.5],
  ['the same from the other side', 0n, 'cardinality', 'kiosk', 'lamp', -1, 1.5],
  // 22 and 22½. Whoever gave all lacks 4, with each rupiah two less.
  ['cheaper, and going away', 2n, 'cardinality', 'lamp', 'kiosk', -1, 2],
  ['the same from the other side, later', 2n, 'cardinality', 'kiosk', 'lamp', 1, 2],
  // For what they are worth: 24/40 and ½.
  ['by cost', 0n, 'cost', 'lamp', 'kiosk', 1, 4],
  ['two that never change', 0n, 'cardinality', 'well', 'kiosk', -1, Number.POSITIVE_INFINITY],
])('%s', (_, added, utility, one, other, order, until) => {
  const { run, position } = startedOn(LAMP, utility, added);
  if (one !== 'well') run.buy(position('well'));
  const found = run.compare(position(one), position(other));
  expect(found.order).toBe(order);
  if (until === Number.POSITIVE_INFINITY) expect(found.until).toBe(until);
  else {
    expect(found.until).toBeCloseTo(until, 6);
    expect(found.until).toBeLessThan(until);
  }
});

test('just as good a buy: for no rupiah more where one comes nearer, for all where none does', () => {
  const half = writtenElection(159n, 'well:30 lamp:40 kiosk:45', '1×well+lamp 2×well 1×lamp 2×kiosk');
  const { run, position } = startedOn(half, 'cardinality', 1n);
  run.buy(position('well'));
  expect(run.compare(position('lamp'), position('kiosk'))).toEqual({ order: 0, until: 0 });
  const same = startedOn(writtenElection(60n, 'a:20 b:20', '1×a+b 1×a 1×b'), 'cardinality');
  expect(same.run.compare(0, 1)).toEqual({ order: 0, until: Number.POSITIVE_INFINITY });
});

test('what was bought keeps its price only until somebody poor has enough, and so does every comparison after', () => {
  const { run, position } = startedOn(CHAIN, 'cardinality');
  run.buy(position('well'));
  run.buy(position('lamp'));
  const found = run.compare(position('park'), position('park'));
  expect(found.order).toBe(0);
  // For the park alone 5¼, for the lamp 2½.
  expect(found.until).toBeCloseTo(2.5, 6);
});

test('every round says who paid what, and what was there before', () => {
  const { run, position, asked } = startedOn(LAMP, 'cardinality');
  expect(run.buy(position('well'))).toMatchObject({ paidShare: 3, gaveAll: 0 });
  // Worked out for the lamp, then for the kiosk: who is poor is found again before the lamp is bought.
  run.price(position('lamp'));
  run.price(position('kiosk'));
  const start = asked();
  const { share, gaveAllMoney, voterMoneyBefore, ...heads } = run.buy(position('lamp'));
  expect(asked() - start).toBe(4);
  expect(heads).toEqual({ paidShare: 1, gaveAll: 1 });
  expect([share, gaveAllMoney, voterMoneyBefore].map(written)).toEqual(['24', '16', '126']);
  expect(run.picks).toEqual([position('well'), position('lamp')]);
  expect(run.spent).toBe(70n);
  expect(['well', 'lamp', 'kiosk'].map((id) => written(run.heldBySupporters(position(id))))).toEqual([
    '32',
    '2',
    '52',
  ]);
});

test('a price with another denominator leaves the earlier ones as they were', () => {
  // 20 each. Three pay 10/3 for the stone, three the tree (11/3); of the pond two pay half each.
  const election = writtenElection(80n, 'stone:10 tree:11 pond:23', '2×stone+tree+pond 1×stone 1×tree');
  const { run } = startedOn(election, 'cardinality');
  const shares = [0, 1, 2].map((position) => written(run.buy(position).share));
  expect(shares).toEqual(['10/3', '11/3', '23/2']);
  // 3/2 of each of two, and 50/3 of the third.
  expect(written(run.heldBySupporters(0))).toBe('59/3');
  expect(written(run.heldBySupporters(1))).toBe('58/3');
});

test('whoever gave all counts for nothing later, neither as one who can pay nor in what is held', () => {
  // 10 each: two give all for the gate (30), for which a third pays 10 too; a fourth wants the well.
  const election = writtenElection(50n, 'gate:30 well:12 shed:8', '2×gate+well 1×gate 1×well+shed 1×well');
  const { run, asked } = startedOn(election, 'cardinality');
  run.buy(0);
  expect(run.look(1)).toBe(true);
  const price = run.price(1);
  expect(price && written(run.asFraction(price))).toBe('6');
  expect(written(run.heldBySupporters(0))).toBe('0');
  expect(written(run.heldBySupporters(1))).toBe('20');
  expect(run.look(0)).toBe(false);
  expect(run.buy(1)).toMatchObject({ paidShare: 2, gaveAll: 0 });
  const before = asked();
  expect(run.look(2)).toBe(false);
  expect(asked() - before).toBe(1);
});
