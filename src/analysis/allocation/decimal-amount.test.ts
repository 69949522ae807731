import { expect, test } from 'vitest';
import { inUnits, parted, readAmount, written } from './decimal-amount.ts';
import { AllocationInputError, type AllocationProblem } from './problem.ts';

function problemOf(read: () => unknown): AllocationProblem | undefined {
  try {
    read();
    return undefined;
  } catch (error) {
    if (error instanceof AllocationInputError) return error.problem;
    throw error;
  }
}

test.each([
  // as a file writes it     digits      of them behind the mark
  ['400000', 400_000n, 0],
  ['400000.0', 400_000n, 0],
  ['100.50', 1005n, 1],
  ['100,5', 1005n, 1],
  ['100,', 100n, 0],
  ['1234,567', 1_234_567n, 3],
  ['1,5678', 15_678n, 4],
  ['1.234', 1234n, 3],
  ['0.000001', 1n, 6],
  ['0.0000010', 1n, 6],
  ['0.00', 0n, 0],
])('%s is read', (typed, digits, decimals) => {
  expect(readAmount(typed, 7)).toEqual({ digits, decimals, typed, line: 7 });
});

test.each([
  ['-5', 'amount.negative', {}],
  ['5-', 'amount.unreadable', {}],
  ['x5', 'amount.unreadable', {}],
  ['5 x', 'amount.unreadable', {}],
  ['', 'amount.unreadable', {}],
  ['1.2.3', 'amount.unreadable', {}],
  // Thousands, or a fraction?
  ['1,234', 'amount.ambiguous', {}],
  ['123,456', 'amount.ambiguous', {}],
  ['0.0000001', 'amount.fraction', { limit: 6 }],
])('“%s” is refused', (typed, code, more) => {
  expect(problemOf(() => readAmount(typed, 7))).toMatchObject({ code, line: 7, params: { typed, ...more } });
});

test('amounts are counted in the smallest unit of the file, up to 2^53', () => {
  expect(inUnits(readAmount('1.5', 1), 2)).toBe(150n);
  expect(inUnits(readAmount('9007199254740992', 1), 0)).toBe(2n ** 53n);
  expect(problemOf(() => inUnits(readAmount('9007199254740993', 3), 0))).toMatchObject({
    code: 'amount.above-limit',
    line: 3,
    params: { amount: '9007199254740993', limit: '9007199254740992' },
  });
  expect(problemOf(() => inUnits(readAmount('90071992547409.93', 3), 2))?.params).toMatchObject({
    limit: '90071992547409.92',
  });
});

test.each([
  [5n, 0, { whole: 5n, rest: '' }, '5'],
  [5n, 2, { whole: 0n, rest: '05' }, '0.05'],
  [12_345n, 2, { whole: 123n, rest: '45' }, '123.45'],
])('%d units of %d decimals', (amount, decimals, parts, text) => {
  expect(parted(amount, decimals)).toEqual(parts);
  expect(written(amount, decimals)).toBe(text);
});
