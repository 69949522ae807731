import { expect, test } from 'vitest';
import { asTyped, parseCount, parseQuantity, parseRupiah } from './money.ts';

test.each([
  ['184', 184],
  ['1.250', 1250],
  ['1250', 1250],
  ['1.250.000', 1_250_000],
  ['0', 0],
])('a count written %s is %i', (typed, read) => {
  expect(parseCount(typed)).toBe(read);
});

test.each(['1.5', '1,5', '12.50', '-3', '1e3', '10.000.000', '12345678', ''])('%j is no count', (typed) => {
  expect(parseCount(typed)).toMatchObject({ refusal: 'input.number' });
});

test('a JSON number is not taken for grouped digits', () => {
  expect(parseRupiah('1.234')).toBe(1234n);
  expect(parseRupiah(asTyped(1.234))).toMatchObject({ refusal: 'money.fractional' });
  expect(parseCount(asTyped(1.234))).toMatchObject({ refusal: 'input.number' });
  expect(parseQuantity(asTyped(12.5))).toBe(12_500n);
  expect(parseRupiah(asTyped(9_000_000_000_000_000))).toBe(9_000_000_000_000_000n);
});
