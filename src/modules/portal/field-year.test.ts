import { expect, test } from 'vitest';
import { type FieldYear, fieldYear, leftBehind, perTenThousand, shareMoved } from './field-year.ts';

const came = (field: string, realised: bigint, planned: bigint | undefined = realised, givers = 1) => ({
  field,
  planned,
  realised,
  givers,
});
const year = (...realised: bigint[]): FieldYear =>
  fieldYear(
    2026,
    'records',
    realised.map((one, i) => came(`f${i}`, one)),
    4,
  );

test('a year by fields sums them, counts givers once, and shows the share of each', () => {
  expect(fieldYear(2026, 'records', [came('air', 30n, 50n, 3), came('jalan', 10n, 10n, 2)], 4)).toEqual({
    year: 2026,
    from: 'records',
    fields: [
      { ...came('air', 30n, 50n, 3), share: 7500 },
      { ...came('jalan', 10n, 10n, 2), share: 2500 },
    ],
    planned: 60n,
    realised: 40n,
    givers: 4,
  });
});

test('what was planned is unknown where it is of one field', () => {
  const source = { source: 'Laporan 2013' };
  const unknown = { ...came('jalan', 10n), planned: undefined };
  expect(fieldYear(2013, source, [came('air', 30n), unknown], 4)).toMatchObject({
    from: source,
    planned: undefined,
    realised: 40n,
  });
});

test.each([
  // part, whole     per ten thousand
  [0n, 0n, 0],
  [0n, 7n, 0],
  [7n, 7n, 10_000],
  [1n, 3n, 3333],
  [2n, 3n, 6667],
  [1n, 20_000n, 1],
  [1n, 20_001n, 0],
])('%s of %s is %i per ten thousand', (part, whole, share) => {
  expect(perTenThousand(part, whole)).toBe(share);
});

test.each([
  // before           after            the share of the first field moved by
  [year(1n, 1n), year(3n, 1n), 2500],
  [year(3n, 1n), year(1n, 1n), -2500],
  [year(1n, 1n), year(1n, 1n), 0],
  [year(0n, 0n), year(3n, 1n), undefined],
  [year(3n, 1n), year(0n, 0n), undefined],
  [year(), year(3n, 1n), undefined],
  [year(3n, 1n), fieldYear(2027, 'records', [came('lain', 1n)], 1), undefined],
])('from %# to the next', (before, after, moved) => {
  expect(shareMoved('f0', before, after)).toBe(moved);
});

test.each([
  // realised by field          left behind: less than half of an equal share, the smallest first
  [[100n, 100n, 100n, 100n], []],
  [
    [300n, 49n, 50n, 1n],
    ['f3', 'f1'],
  ],
  [
    [100n, 0n, 0n, 0n],
    ['f1', 'f2', 'f3'],
  ],
  [[0n, 0n], []],
])('of %s', (realised, behind) => {
  expect(leftBehind(year(...realised)).map((one) => one.field)).toEqual(behind);
});
