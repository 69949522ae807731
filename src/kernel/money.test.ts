import { expect, test } from 'vitest';
import { formatQuantity, groupDigits, lineTotal, MAX_RUPIAH, perMille, sum } from './money.ts';
import { spelledNumber } from './spelled-number.ts';

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
  [0n, 'nol'],
  [11n, 'sebelas'],
  [19n, 'sembilan belas'],
  [100n, 'seratus'],
  [1_000n, 'seribu'],
  [52_500_000n, 'lima puluh dua juta lima ratus ribu'],
  [1_101_011n, 'satu juta seratus satu ribu sebelas'],
  [9_000_000_000_000_000n, 'sembilan ribu triliun'],
])('%d in words', (amount, words) => {
  expect(spelledNumber(amount)).toBe(words);
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

test.each([
  [1n, 'satu'],
  [10n, 'sepuluh'],
  [12n, 'dua belas'],
  [20n, 'dua puluh'],
  [99n, 'sembilan puluh sembilan'],
  [101n, 'seratus satu'],
  [200n, 'dua ratus'],
  [378n, 'tiga ratus tujuh puluh delapan'],
  [1_999n, 'seribu sembilan ratus sembilan puluh sembilan'],
  [2_000n, 'dua ribu'],
  [456_000n, 'empat ratus lima puluh enam ribu'],
  [1_000_000n, 'satu juta'],
  [3_000_000_000n, 'tiga miliar'],
  [1_000_000_000_000n, 'satu triliun'],
])('%d is spelled %s', (amount, words) => {
  expect(spelledNumber(amount)).toBe(words);
});
