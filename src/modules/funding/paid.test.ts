import { expect, test } from 'vitest';
import { refusalIn } from '#kernel/refusal.ts';
import { personCode } from '#modules/proposals/index.ts';
import { notOnSamePaper, notPaidTwice, type Paid, readPaid } from './paid.ts';

const TODAY = '2026-06-15';
const TYPED = {
  provider: 'CV Bandros',
  purpose: 'U-ditch',
  amount: 'Rp 1,5 juta',
  receiptNumber: '001/K',
  paidOn: TODAY,
};
const OF_INSTITUTION = { id: '019c44e8-6d00-7000-8000-2f1d3c9a5b10', person: null };
const PAID: Paid = { ...TYPED, amount: 1_500_000n };

test('what was paid is read', () => {
  expect(readPaid(TYPED, OF_INSTITUTION, TODAY)).toEqual(PAID);
});

test('what is paid for a person goes by a code, whatever was typed', () => {
  const proposal = { ...OF_INSTITUTION, person: 'somebody' };
  const code = { provider: personCode(proposal.id) };
  expect(readPaid(TYPED, proposal, TODAY)).toMatchObject(code);
  expect(readPaid({ ...TYPED, provider: '' }, proposal, TODAY)).toMatchObject(code);
});

test.each([
  // what is typed                              refused beside, with
  ['nobody', { provider: '' }, 'provider input.required'],
  ['nobody that short', { provider: 'a'.repeat(161) }, 'provider input.too-long'],
  ['for nothing', { purpose: '' }, 'purpose input.required'],
  ['for too much', { purpose: 'a'.repeat(301) }, 'purpose input.too-long'],
  ['nothing', { amount: '0' }, 'amount money.unreadable'],
  ['without a paper', { receiptNumber: '' }, 'receiptNumber input.required'],
  ['a number too long', { receiptNumber: '1'.repeat(81) }, 'receiptNumber input.too-long'],
  ['tomorrow', { paidOn: '2026-06-16' }, 'paidOn input.date-order'],
])('%s: %o', (_, differs, wrong) => {
  const issues = refusalIn(readPaid({ ...TYPED, ...differs }, OF_INSTITUTION, TODAY))?.issues ?? [];
  expect(issues.map((one) => `${one.field} ${one.refusal}`)).toEqual([wrong]);
});

test('one paper proves one payment: whoever comes second reads which', () => {
  const basis = { cite: 'PP 12/2019' };
  expect(notOnSamePaper(undefined, basis)).toBeUndefined();
  expect(notOnSamePaper({ id: 'v', title: 'Saluran air', paidOn: '2026-03-02' }, basis)).toEqual({
    refusal: 'voucher.same-receipt',
    basis,
    params: { title: 'Saluran air', day: '2026-03-02', voucher: 'v' },
  });
});

test.each<[string, Partial<Paid & { state: string }>, boolean]>([
  ['the same', {}, true],
  ['the same, which was refused', { state: 'refused' }, false],
  ['the same, which was approved', { state: 'approved' }, true],
  ['another provider', { provider: 'CV Lain' }, false],
  ['another purpose', { purpose: 'Semen' }, false],
  ['another amount', { amount: 1n }, false],
  ['another paper', { receiptNumber: '002/K' }, false],
  ['another day', { paidOn: '2026-06-14' }, false],
])('after %s a payment is recorded twice: %s', (_, earlier, twice) => {
  const refusal = notPaidTwice([{ ...PAID, state: 'recorded', ...earlier }], PAID);
  expect(refusal !== undefined).toBe(twice);
});
