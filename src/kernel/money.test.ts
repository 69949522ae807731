import { expect, test } from 'vitest';
import { lineTotal, perMille } from './money.ts';
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
