import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ceilingFrom, dividedBy, drawnFrom, fitsPurse, type Purse, roomIn } from './purse.ts';

const BASIS = { cite: 'Perwal 436/2015' };

test.each([
  // amount        remaining      refused
  ['all that remains', 40_000_000n, undefined],
  ['less', 39_999_999n, undefined],
  ['one rupiah more', 40_000_001n, { amount: 40_000_001n, remaining: 40_000_000n, ceiling: 100_000_000n }],
])('of a purse of Rp100 million with Rp40 million left, %s', (_, amount, params) => {
  const refusal = fitsPurse({ amount: 100_000_000n, remaining: 40_000_000n }, amount, BASIS);
  expect(refusal).toEqual(params && { refusal: 'ceiling.exceeded', basis: BASIS, params });
});

test.each([
  // amount   shares             come out as
  [1000n, [700, 300], [700n, 300n]],
  [1001n, [700, 300], [701n, 300n]],
  [1n, [334, 333, 333], [1n, 0n, 0n]],
  [0n, [1000], [0n]],
])('Rp%s divided by %o', (amount, shares, expected) => {
  const parts = dividedBy(
    amount,
    shares.map((perMille) => ({ perMille })),
  );
  expect(parts.map((one) => one.amount)).toEqual(expected);
});

test('what is drawn is drawn in the shares in which it is held, to the rupiah, and never more than is held', () => {
  const rupiah = fc.bigInt({ min: 0n, max: 9_000_000_000_000_000n });
  fc.assert(
    fc.property(fc.array(rupiah, { maxLength: 6 }), fc.bigInt({ min: 0n, max: 1000n }), (holds, part) => {
      const holdings = holds.map((held) => ({ held }));
      const together = holds.reduce((sum, one) => sum + one, 0n);
      const amount = (together * part) / 1000n;
      const drawn = drawnFrom(amount, holdings) ?? [];
      expect(drawn.reduce((sum, one) => sum + one.amount, 0n)).toBe(amount);
      for (const { from, amount: each } of drawn) {
        expect(each).toBeLessThanOrEqual(from.held);
        const exact = (amount * from.held) / together;
        expect([exact, exact + 1n]).toContain(each);
      }
      expect(drawnFrom(together + 1n, holdings)).toBeUndefined();
    }),
  );
});

test.each([
  // draw    of holdings         is drawn
  [0n, [5n, 5n], []],
  [0n, [0n], []],
  [0n, [], []],
  [1n, [5n, 5n], [[0, 1n]]],
  [
    3n,
    [0n, 5n, 5n],
    [
      [1, 2n],
      [2, 1n],
    ],
  ],
  [
    10n,
    [5n, 5n],
    [
      [0, 5n],
      [1, 5n],
    ],
  ],
  [11n, [5n, 5n], undefined],
] as const)('Rp%s drawn from holdings of %o', (amount, holds, drawn) => {
  const holdings = holds.map((held, place) => ({ held, place }));
  expect(drawnFrom(amount, holdings)?.map((one) => [one.from.place, one.amount])).toEqual(drawn);
});

const purse = (name: string, organization: string | null, amount: bigint, remaining = amount): Purse => ({
  id: `${name} ${organization}`,
  program: 'p',
  purse: name,
  organization,
  amount,
  carried: 0n,
  remaining,
});

test.each([
  // purses                                                             shares                           at most, now
  ['one', [purse('a', 'x', 100n, 40n)], { a: 1000 }, { amount: 100n, remaining: 40n }],
  [
    'two, the scarcer decides',
    [purse('a', 'x', 800n, 400n), purse('b', null, 1000n, 90n)],
    { a: 800, b: 200 },
    { amount: 1000n, remaining: 450n },
  ],
  [
    'two, the one scarcer in the year and the other now',
    [purse('a', 'x', 800n, 400n), purse('b', null, 100n, 100n)],
    { a: 800, b: 200 },
    { amount: 500n, remaining: 500n },
  ],
  [
    'two as scarce',
    [purse('a', 'x', 800n, 400n), purse('b', null, 200n, 100n)],
    { a: 800, b: 200 },
    { amount: 1000n, remaining: 500n },
  ],
  ['one that is not there', [purse('a', 'x', 100n)], { a: 800, b: 200 }, undefined],
])('what may be granted from %s', (_, purses, shares, expected) => {
  const asked = Object.entries(shares).map(([name, perMille]) => ({ purse: name, perMille }));
  expect(ceilingFrom(purses, asked)).toEqual(expected);
});

test('for several proposals their own purses bound each institution, and a fund bounds all together', () => {
  const purses = [purse('a', 'x', 100n), purse('a', 'y', 100n, 30n), purse('f', null, 50n)];
  const organizations = ['y', 'x'];
  const own = roomIn(purses, [{ shares: [{ purse: 'a', perMille: 1000 }], organizations }]);
  expect(own).toEqual({
    ceilings: [
      { institution: 'x', left: 100n },
      { institution: 'y', left: 30n },
    ],
    together: 130n,
  });
  const fund = roomIn(purses, [{ shares: [{ purse: 'f', perMille: 1000 }], organizations }]);
  expect(fund).toEqual({ ceilings: [], together: 50n });
  const both = [
    { purse: 'a', perMille: 500 },
    { purse: 'f', perMille: 500 },
  ];
  expect(roomIn(purses, [{ shares: both, organizations }]).together).toBe(100n);
  expect(roomIn(purses, []).together).toBe(0n);
  // Whose purse is not there is granted nothing, nor anybody from a fund that is not there.
  const nowhere = roomIn(purses, [{ shares: both, organizations: ['x', 'z'] }]);
  expect(nowhere).toEqual({
    ceilings: [
      { institution: 'x', left: 200n },
      { institution: 'z', left: 0n },
    ],
    together: 100n,
  });
  const gone = [{ purse: 'gone', perMille: 1000 }];
  expect(roomIn(purses, [{ shares: gone, organizations }])).toEqual({ ceilings: [], together: 0n });
  // The institutions' own purses may be scarcer than the fund.
  const rich = [purse('a', 'x', 10n), purse('f', null, 50n)];
  expect(roomIn(rich, [{ shares: both, organizations: ['x'] }]).together).toBe(20n);
});
