import { expect, test } from 'vitest';
import { raised, setupOf } from '../../../test/support/shares-by-definition.ts';
import { writtenElection } from '../../../test/support/written-election.ts';
import { chooseFrom } from './choosing.ts';
import type { Election } from './election.ts';
import { approximately } from './fraction.ts';
import { moveTo } from './moving.ts';
import { prepareShares } from './shares-setup.ts';
import { raiseEndowment, standAtStart } from './standing.ts';
import { ratesWithin } from './steadiness.ts';

/** All rounds chosen at the start; how fast prices fall within so many rupiah, if they are thought to fall so fast. */
function ratesOf(election: Election, asked: number, rises: readonly number[]) {
  const standing = standAtStart(prepareShares(setupOf(election, 'cardinality')));
  raiseEndowment(standing, raised(election, 0n));
  moveTo(standing.purchases, 0, approximately(raised(election, 0n)));
  chooseFrom(standing, 0);
  const { slowest, fastest, rise, window } = ratesWithin(
    standing.purchases,
    asked,
    Float64Array.from(election.projects, (_, position) => rises[position] ?? 0),
  );
  const near = (values: Float64Array) => Array.from(values, (value) => Math.round(value * 1e6) / 1e6);
  return { slowest: near(slowest), fastest: near(fastest), rise: near(rise), window };
}

/*
 * 26 each. Three share the well, 10 each, whatever they hold; two the kiosk, 22.5. Of the lamp (40) one pays the 16
 * left after the well and the other 24: a rupiah less with every rupiah more, until both pay 20, from 30 on.
 */
const LAMP = writtenElection(156n, 'well:30 lamp:40 kiosk:45', '1×well+lamp 2×well 1×lamp 2×kiosk');

test.each<[string, number, number[], { slowest: number[]; fastest: number[]; window: number }]>([
  [
    'the lamp falls by a rupiah with each, the others stay',
    1,
    [0, 1.1, 0],
    { slowest: [0, 1, 0], fastest: [0, 1, 0], window: 1 },
  ],
  // 8 are missing, and with each rupiah 1 and 1.1 come nearer: 3.8 rupiah.
  [
    'as long as nobody who is emptied can have enough',
    3.7,
    [0, 1.1, 0],
    { slowest: [0, 1, 0], fastest: [0, 1, 0], window: 3.7 },
  ],
  ['and then it may stand still', 3.9, [0, 1.1, 0], { slowest: [0, 0, 0], fastest: [0, 1, 0], window: 3.9 }],
  [
    'thought to fall half as fast as it may, half as far is certain',
    2,
    [0, 0.5, 0],
    { slowest: [0, 1, 0], fastest: [0, 1, 0], window: 1 },
  ],
])('%s', (_, asked, rises, expected) => {
  const { window, ...rates } = ratesOf(LAMP, asked, rises);
  expect(rates).toMatchObject({ slowest: expected.slowest, fastest: expected.fastest });
  expect(window).toBeCloseTo(expected.window, 6);
  // Before each round, and at the end: whoever paid for the lamp gains with its price.
  expect(rates.rise).toEqual([1, 1, 1, 2]);
});

/*
 * 20 each. The bench costs 10 each of three, the swing 9 each of two; of the shelter (40) one then gives the 10 left, one
 * the 11 left, and the last pays 19.
 */
const BENCH = writtenElection(
  120n,
  'bench:30 shelter:40 swing:18',
  '1×bench+shelter 2×bench 1×shelter+swing 1×shelter 1×swing',
);

test('where two give all they have left, the price of the third falls by two rupiah with each', () => {
  const { slowest, fastest, rise } = ratesOf(BENCH, 0.2, [0, 2.1, 0]);
  expect(slowest).toEqual([0, 2, 0]);
  expect(fastest).toEqual([0, 2, 0]);
  expect(rise).toEqual([1, 1, 1, 3]);
});

/*
 * 20 each. Well: 10 each. Of the lamp (25) one gives the 10 left, the other pays 15, and has 5 left of the park (62),
 * for which three more pay 19.
 */
const CHAIN = writtenElection(140n, 'well:30 lamp:25 park:62', '1×well+lamp 2×well 1×lamp+park 3×park');

test('a price that falls leaves more for later rounds', () => {
  const { slowest, fastest, rise, window } = ratesOf(CHAIN, 0.5, [0, 1.1, 0.8]);
  // A rupiah more each and a rupiah less for the lamp: two more for the park, two thirds less for each of three.
  expect(slowest).toEqual([0, 1, 0.666667]);
  expect(fastest).toEqual([0, 1, 0.666667]);
  // Nobody is on more than two ballots: both prices may fall for one.
  expect(rise).toEqual([1, 1, 2, 2.666667]);
  expect(window).toBe(0.5);
});

test('where the earlier may stand still the later may fall less', () => {
  // 5 are missing for the lamp, 14 for the park: with five rupiah the first may be out, with fourteen the other too.
  const near = ratesOf(CHAIN, 3, [0, 1.1, 0.8]);
  expect(near.slowest).toEqual([0, 0, 0.333333]);
  expect(near.fastest).toEqual([0, 1, 0.666667]);
  const far = ratesOf(CHAIN, 8, [0, 1.1, 0.8]);
  expect(far.slowest).toEqual([0, 0, 0]);
  expect(far.fastest).toEqual([0, 1, 0.666667]);
});
