import { expect, test } from 'vitest';
import { disbursementsOf, recordDisbursement, recordRefund, reviewVoucher } from '#modules/funding/index.ts';
import { begunActivity } from '../../../test/support/carried-out.ts';
import { granted, photo, withCity } from '../../../test/support/city.ts';
import { provedExpenses, recordExpense, spendablePayments, strikeFromActivity } from './index.ts';

test('spending is recorded from its payment: nothing is typed again, no more than is left of it, and its receipt proves it', async () => {
  const city = await withCity();
  const { pilar, actors, tenant } = city;
  const { proposal, activity } = await begunActivity(city);
  const paid = {
    proposal,
    provider: 'Toko Jaya',
    purpose: 'U-ditch dan bahan',
    amount: '10.000.000',
    receiptNumber: 'KW 1',
    paidOn: '2026-02-10',
    receipt: await photo(),
  };
  const { voucher } = granted(await recordDisbursement(pilar, actors.treasurer, paid));
  const spendable = () => pilar.read(tenant, (tx) => spendablePayments(tx, { id: activity, proposal }));
  const typed = { description: '', amount: '', paidOn: '', receiptNumber: '' };
  const spend = (change: object) =>
    recordExpense(pilar, actors.rw1, { activity, costPosition: 1, ...typed, ...change });

  // Not before another officer said yes.
  expect(await spendable()).toEqual([]);
  expect(await spend({ payment: voucher })).toMatchObject({
    refusal: { refusal: 'input.choice', field: 'payment' },
  });
  granted(await reviewVoucher(pilar, actors.lurah, { voucher, outcome: 'approve', remark: '' }));
  expect(await spendable()).toMatchObject([{ id: voucher, left: 10_000_000n }]);

  expect(await spend({ payment: voucher, amount: '10.000.001' })).toMatchObject({
    refusal: { refusal: 'activity.exceeds-payment', field: 'amount', params: { left: 10_000_000n } },
  });
  const again = { description: 'U-ditch', amount: '10.000.000', paidOn: '2026-02-10', receiptNumber: 'kw1' };
  expect(await spend(again)).toMatchObject({
    refusal: { refusal: 'activity.typed-payment', field: 'receiptNumber', params: { provider: 'Toko Jaya' } },
  });

  granted(await spend({ payment: voucher, amount: '4.000.000' }));
  granted(
    await recordRefund(pilar, actors.treasurer, {
      ...paid,
      disbursement: voucher,
      amount: '1.000.000',
      receiptNumber: 'STS 1',
    }),
  );
  // Without an amount it is all that is left: what is said to have come back is not.
  // A file that is sent along does not stand in for the receipt of the payment.
  const mine = { payment: voucher, costPosition: 2, receipt: await photo('#aa3311') };
  const { expense } = granted(await spend(mine));
  expect(await spendable()).toEqual([]);
  const proved = await pilar.read(tenant, (tx) => provedExpenses(tx, { id: activity, proposal }));
  expect(proved).toMatchObject([
    { costPosition: 1, amount: 4_000_000n, description: 'U-ditch dan bahan', receiptNumber: 'KW 1' },
    { costPosition: 2, amount: 5_000_000n, paidOn: '2026-02-10', payment: voucher },
  ]);
  const paper = await pilar.read(tenant, (tx) => disbursementsOf(tx, proposal));
  expect(proved.map((one) => one.receipt)).toEqual([paper[0]?.receiptDocument, paper[0]?.receiptDocument]);
  expect(paper[0]?.receiptDocument).toBeTruthy();

  granted(await strikeFromActivity(pilar, actors.rw1, { activity, kind: 'expense', row: expense }));
  expect(await spendable()).toMatchObject([{ left: 5_000_000n }]);
});
