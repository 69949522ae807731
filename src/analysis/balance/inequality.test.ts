import fc from 'fast-check';
import { expect, test } from 'vitest';
import { gini, herfindahl, lorenz, shareOfLargest, theil } from './inequality.ts';

const places = (...amounts: number[]) => amounts.map((amount) => ({ amount: BigInt(amount) }));

test.each([
  // money received          Gini    largest one   chance of the same recipient
  [[], 0, 0, 0],
  [[0, 0], 0, 0, 0],
  [[5, 5, 5, 5], 0, 0.25, 0.25],
  [[0, 0, 0, 12], 0.75, 1, 1],
  [[1, 2, 3, 4], 0.25, 0.4, 0.3],
  [[4, 1, 3, 2], 0.25, 0.4, 0.3],
])('%j', (amounts, expected, largest, same) => {
  expect(gini(places(...amounts))).toBeCloseTo(expected, 12);
  expect(shareOfLargest(places(...amounts), 1)).toBeCloseTo(largest, 12);
  expect(herfindahl(places(...amounts))).toBeCloseTo(same, 12);
});

test('a village of 300 people counts as 300 people with an equal part each', () => {
  const villages = [
    { amount: 300n, people: 300 },
    { amount: 300n, people: 100 },
  ];
  const persons = [...Array(300).fill({ amount: 1n }), ...Array(100).fill({ amount: 3n })];
  expect(gini(villages)).toBeCloseTo(gini(persons), 12);
  expect(lorenz(villages)).toEqual([
    { people: 300n, money: 300n },
    { people: 400n, money: 600n },
  ]);
});

test('Theil: one of four with everything is ln 4; equal shares are 0', () => {
  const grouped = places(0, 0, 0, 12).map((entry) => ({ ...entry, group: 'kota' }));
  expect(theil(grouped).total).toBeCloseTo(Math.log(4), 12);
  expect(theil(places(7, 7).map((entry) => ({ ...entry, group: 'kota' }))).total).toBeCloseTo(0, 12);
});

test('Theil: all inequality lies between two groups that are equal inside', () => {
  const result = theil([
    { amount: 1n, group: 'tepi' },
    { amount: 1n, group: 'tepi' },
    { amount: 3n, group: 'pusat' },
    { amount: 3n, group: 'pusat' },
  ]);
  expect(result.within).toBeCloseTo(0, 12);
  expect(result.between).toBeCloseTo(0.75 * Math.log(1.5) + 0.25 * Math.log(0.5), 12);
  expect(result.groups).toMatchObject([
    { group: 'pusat', moneyShare: 0.75, peopleShare: 0.5 },
    { group: 'tepi', moneyShare: 0.25, peopleShare: 0.5 },
  ]);
});

const received = fc.array(
  fc.record({
    amount: fc.bigInt({ min: 0n, max: 9_000_000_000_000_000n }),
    people: fc.integer({ min: 1, max: 50_000 }),
    group: fc.constantFrom('utara', 'selatan', 'timur'),
  }),
  { minLength: 1, maxLength: 30 },
);

test('the parts of Theil add up to the index of the whole, and nothing is negative', () => {
  fc.assert(
    fc.property(received, (entries) => {
      const grouped = theil(entries);
      const whole = theil(entries.map((entry) => ({ ...entry, group: 'kota' })));
      expect(grouped.total).toBeCloseTo(whole.total, 9);
      expect(grouped.between).toBeGreaterThan(-1e-9);
      expect(grouped.within).toBeGreaterThan(-1e-9);
    }),
  );
});

test('taking from the one with less per person and giving to the one with more never lowers the Gini', () => {
  fc.assert(
    fc.property(received, fc.bigInt({ min: 0n, max: 1000n }), (entries, moved) => {
      const people = entries.map(({ amount }) => ({ amount: amount + 1000n }));
      const [first, second, ...rest] = people;
      if (!first || !second) return;
      const [less, more] = first.amount < second.amount ? [first, second] : [second, first];
      const after = [{ amount: less.amount - moved }, { amount: more.amount + moved }, ...rest];
      expect(gini(after)).toBeGreaterThanOrEqual(gini(people) - 1e-12);
    }),
  );
});

test('negative amounts and fractions of people are refused', () => {
  expect(() => gini([{ amount: -1n }])).toThrow(RangeError);
  expect(() => gini([{ amount: 1n, people: 0.5 }])).toThrow(RangeError);
});
