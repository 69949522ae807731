import { expect, test } from 'vitest';
import { spendableOf, typedAgain } from './paid-expense.ts';

const PAYMENT = {
  id: 'p',
  provider: 'Toko',
  purpose: 'Bahan',
  receiptNumber: 'KW 1',
  paidOn: '2026-02-10',
  amount: 100n,
  state: 'approved',
};
const back = (amount: bigint, state = 'approved') => ({ payment: 'p', amount, state });
const spent = (amount: bigint, payment: string | null = 'p') => ({ payment, amount });

test.each([
  // payment                       came back              recorded from it   left
  ['nothing recorded yet', PAYMENT, [], [], 100n],
  ['not approved yet', { ...PAYMENT, state: 'recorded' }, [], [], undefined],
  ['a part recorded', PAYMENT, [], [spent(40n)], 60n],
  ['of another payment, or typed', PAYMENT, [], [spent(40n, 'q'), spent(10n, null)], 100n],
  ['a part came back', PAYMENT, [back(30n)], [spent(40n)], 30n],
  ['said to have come back', PAYMENT, [back(30n, 'recorded')], [], 70n],
  ['a refund that was refused', PAYMENT, [back(30n, 'refused')], [], 100n],
  ['all of it recorded', PAYMENT, [], [spent(60n), spent(40n)], undefined],
] as const)('spendable: %s', (_, payment, refunds, expenses, left) => {
  expect(spendableOf([payment], refunds, expenses)[0]?.left).toBe(left);
});

test.each([
  ['the same paper', 'kw1', '2026-02-10', true],
  ['another number', 'KW 2', '2026-02-10', false],
  ['another day', 'KW 1', '2026-02-11', false],
])('typed again: %s', (_, receiptNumber, paidOn, is) => {
  expect(typedAgain([PAYMENT], { receiptNumber, paidOn }) !== undefined).toBe(is);
  expect(typedAgain([{ ...PAYMENT, state: 'refused' }], { receiptNumber, paidOn })).toBeUndefined();
});
