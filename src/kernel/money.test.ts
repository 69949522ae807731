import { expect, test } from 'vitest';
import { formatQuantity, groupDigits, lineTotal, MAX_RUPIAH, perMille, sum } from './money.ts';

test.each([
  // quantity   unit price   total: rounded half up
  [96_000n, 285_000n, 27_360_000n],
  [22_500n, 1_150_000n, 25_875_000n],
  [500n, 1n, 1n],
  [499n, 1n, 0n],
])('%d thousandths at Rp%d', (quantity, price, total) => {
  expect(lineTotal(quantity, price)).toBe(total);
});

test.each([
  // part   whole   per mille: rounded half up, never all of it before it is
  [1n, 3n, 333],
  [2n, 3n, 667],
  [1n, 2_000n, 1],
  [1n, 1_000_000n, 0],
  [999_999n, 1_000_000n, 999],
  [7n, 7n, 1000],
  [1_000_001n, 1_000_000n, 1000],
  [3n, 2n, 1500],
  [0n, 7n, 0],
  [5n, 0n, 0],
])('%d of %d', (part, whole, share) => {
  expect(perMille(part, whole)).toBe(share);
});

test.each([
  [[], 0n],
  [[27_360_000n, 16_200_000n, 8_940_000n], 52_500_000n],
  [[5n, -7n], -2n],
])('amounts of %o together', (amounts, total) => {
  expect(sum(amounts)).toBe(total);
});

test.each([
  [0n, '0'],
  [999n, '999'],
  [1_000n, '1.000'],
  [52_500_000n, '52.500.000'],
  [-1_500n, '-1.500'],
  [MAX_RUPIAH, '9.000.000.000.000.000'],
])('%d is written %s', (amount, written) => {
  expect(groupDigits(amount)).toBe(written);
});

test.each([
  [96_000n, '96'],
  [12_500n, '12,5'],
  [12_050n, '12,05'],
  [12_005n, '12,005'],
  [1_000_000n, '1.000'],
  [1_250_500n, '1.250,5'],
  [5n, '0,005'],
  [0n, '0'],
])('%d thousandths are written %s', (quantity, written) => {
  expect(formatQuantity(quantity)).toBe(written);
});
