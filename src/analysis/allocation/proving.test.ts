import { expect, test } from 'vitest';
import { raised, setupOf } from '../../../test/support/shares-by-definition.ts';
import { writtenElection } from '../../../test/support/written-election.ts';
import { chooseFrom } from './choosing.ts';
import { approximately } from './fraction.ts';
import { moveTo } from './moving.ts';
import { firstUnproven, firstUnprovenOf, sharpen } from './proving.ts';
import { prepareShares } from './shares-setup.ts';
import { dropBoundsFrom, raiseEndowment, type Standing, standAtStart } from './standing.ts';

/*
 * 26 each. Well (10 each), kiosk (22.5), lamp (24 for one, 16 of another); the gate (27) is too dear for the one who
 * wants it. With 27.5 the lamp is as good as the kiosk, with 27 the gate can be paid.
 */
const WARD = writtenElection(
  182n,
  'well:30 lamp:40 kiosk:45 gate:27 shed:9',
  '1×well+lamp 2×well 1×lamp 2×kiosk 1×gate',
);
const [LAMP, GATE] = [1, 3];

/** All rounds chosen at first, and then so many rupiah more with nothing chosen anew. */
function standingAt(added: number): Standing {
  const standing = standAtStart(prepareShares(setupOf(WARD, 'cardinality')));
  for (const more of [0, added]) {
    const endowment = raised(WARD, BigInt(more));
    raiseEndowment(standing, endowment);
    moveTo(standing.purchases, more, approximately(endowment));
    if (more === 0) chooseFrom(standing, 0);
  }
  return standing;
}

test.each([
  // rupiah more   from round   what is not proven first
  [0, 0, undefined],
  [1, 0, { round: 3, position: GATE }],
  [2, 0, { round: 1, position: LAMP }],
  [2, 1, { round: 1, position: LAMP }],
  // The lamp is what wins that round.
  [2, 2, { round: 3, position: GATE }],
])('with %d rupiah more, from round %d on', (added, from, unproven) => {
  expect(firstUnproven(standingAt(added), from)).toEqual(unproven);
});

test('what was settled, barred or is without support is not asked again', () => {
  const settled = standingAt(2);
  settled.settled[1] = new Map([[LAMP, 2]]);
  settled.settled[3] = new Map([[GATE, 2]]);
  expect(firstUnproven(settled, 0)).toBeUndefined();
  const before = standingAt(2);
  before.settled[1] = new Map([[LAMP, 1.9]]);
  expect(firstUnproven(before, 0)).toEqual({ round: 1, position: LAMP });
  const barred = standingAt(1);
  barred.barredIn[GATE] = 2;
  expect(firstUnproven(barred, 0)).toBeUndefined();
});

test.each([
  [
    2,
    [
      { round: 3, position: GATE },
      { round: 1, position: LAMP },
    ],
    { round: 1, position: LAMP },
  ],
  [
    2,
    [
      { round: 1, position: LAMP },
      { round: 3, position: GATE },
    ],
    { round: 1, position: LAMP },
  ],
  [
    1,
    [
      { round: 1, position: LAMP },
      { round: 3, position: GATE },
    ],
    { round: 3, position: GATE },
  ],
  [
    0,
    [
      { round: 1, position: LAMP },
      { round: 3, position: GATE },
    ],
    undefined,
  ],
  [2, [{ round: 0, position: LAMP }], undefined],
  [2, [], undefined],
])('with %d rupiah more, of those left open (%#)', (added, open, unproven) => {
  expect(firstUnprovenOf(standingAt(added), open)).toEqual(unproven);
});

test('what is left open is asked for its own round, and no more once it is barred', () => {
  // The gate can be paid, but not at the price of the kiosk.
  expect(firstUnprovenOf(standingAt(1), [{ round: 1, position: GATE }])).toBeUndefined();
  const barred = standingAt(1);
  barred.barredIn[GATE] = 2;
  expect(firstUnprovenOf(barred, [{ round: 3, position: GATE }])).toBeUndefined();
});

test('where nothing is known any more, what is proven anew is kept', () => {
  const standing = standingAt(0);
  dropBoundsFrom(standing, 0);
  standing.settled.length = 0;
  expect(firstUnproven(standing, 0)).toBeUndefined();
  // At 22.5 for the kiosk: 16 and 22.5 of the 40 for the lamp.
  const kept = standing.bounds[LAMP]?.at(-1);
  expect(kept).toMatchObject({ round: 1, rich: 1 });
  expect(kept?.base).toBeCloseTo(16, 9);
});

test('a bound that was made for the end is kept', () => {
  const standing = standingAt(0);
  const kept = () => standing.bounds[GATE]?.at(-1);
  expect(firstUnproven(standing, 0)).toBeUndefined();
  expect(kept()).toMatchObject({ rich: 0 });
  expect(kept()?.base).toBeCloseTo(26, 9);
});

test('prices that floats leave open are taken from fractions', () => {
  const standing = standingAt(0);
  const { purchases } = standing;
  purchases.price[LAMP] = 24.25;
  purchases.blurred = false;
  sharpen(standing);
  expect(purchases.price[LAMP]).toBe(24.25);
  purchases.blurred = true;
  sharpen(standing);
  expect([...purchases.price]).toEqual([10, 24, 22.5, 0, 0]);
  expect(purchases.off[LAMP]).toBeLessThan(1e-12);
});

test('a pick that nobody can pay for is a fault of the program', () => {
  const standing = standingAt(0);
  standing.purchases.picks.push(GATE);
  standing.purchases.blurred = true;
  expect(() => sharpen(standing)).toThrow(new RangeError('a pick became unpayable'));
});
