import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  formatQuantity,
  groupDigits,
  lineTotal,
  MAX_RUPIAH,
  parseQuantity,
  parseRupiah,
  perMille,
} from './money.ts';
import { isRefusal } from './refusal.ts';
import { spelledNumber } from './spelled-number.ts';

test.each([
  // as typed              rupiah, or why not
  ['1500000', 1_500_000n],
  ['1.500.000', 1_500_000n],
  ['Rp 1.500.000', 1_500_000n],
  ['rp1.500.000,00', 1_500_000n],
  ['0', 0n],
  ['9.000.000.000.000.000', MAX_RUPIAH],
  ['9.000.000.000.000.001', 'money.too-large'],
  ['99999999999999999999', 'money.too-large'],
  ['-5', 'money.negative'],
  ['1500,50', 'money.fractional'],
  ['12.5', 'money.fractional'],
  ['1,5', 'money.fractional'],
  ['15.00.000', 'money.unreadable'],
  ['1e21', 'money.unreadable'],
  ['NaN', 'money.unreadable'],
  ['lima juta', 'money.unreadable'],
  ['', 'money.unreadable'],
])('rupiah typed as "%s"', (typed, wanted) => {
  const read = parseRupiah(typed);
  expect(isRefusal(read) ? read.refusal : read).toBe(wanted);
});

test.each([
  ['96', 96_000n],
  ['12,5', 12_500n],
  ['12.125', 12_125n],
  ['0', 'quantity.unreadable'],
  ['1,2345', 'quantity.unreadable'],
  ['-1', 'quantity.unreadable'],
])('a quantity typed as "%s"', (typed, wanted) => {
  const read = parseQuantity(typed);
  expect(isRefusal(read) ? read.refusal : read).toBe(wanted);
});

test.each([
  // quantity   unit price   total: rounded half up
  [96_000n, 285_000n, 27_360_000n],
  [22_500n, 1_150_000n, 25_875_000n],
  [500n, 1n, 1n],
  [499n, 1n, 0n],
])('%d thousandths at Rp%d', (quantity, price, total) => {
  expect(lineTotal(quantity, price)).toBe(total);
});

test('what is written can be read back, for every amount and quantity', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: 0n, max: MAX_RUPIAH }),
      (amount) => parseRupiah(groupDigits(amount)) === amount,
    ),
  );
  fc.assert(
    fc.property(fc.bigInt({ min: 1n, max: 999_999_999n }), (quantity) => {
      const text = formatQuantity(quantity);
      return quantity >= 1_000_000n || parseQuantity(text) === quantity;
    }),
  );
});

test('a share is rounded down, and none of nothing', () => {
  expect(perMille(1n, 3n)).toBe(333);
  expect(perMille(5n, 0n)).toBe(0);
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
