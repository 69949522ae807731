import { expect, test } from 'vitest';
import { isRefusal } from '#kernel/refusal.ts';
import { type City, granted, photo, withCity } from '../../../test/support/city.ts';
import { fundedProposal } from '../../../test/support/funded.ts';
import {
  faultsInLedger,
  type MoneyFacts,
  moneyFacts,
  type RefundInput,
  recordDisbursement,
  recordRefund,
  reviewVoucher,
} from './index.ts';

function payment(proposal: string, told: { amount?: string; paidOn?: string } = {}) {
  const { amount = '10.000.000', paidOn = '2026-02-10' } = told;
  return {
    proposal,
    provider: 'Toko Jaya',
    purpose: 'U-ditch',
    amount,
    receiptNumber: `KW ${amount}`,
    paidOn,
  };
}

async function paid(city: City): Promise<{ proposal: string; disbursement: string }> {
  const { pilar, actors } = city;
  const { proposal } = await fundedProposal(city);
  const { voucher: disbursement } = granted(
    await recordDisbursement(pilar, actors.treasurer, payment(proposal)),
  );
  granted(
    await reviewVoucher(pilar, actors.lurah, { voucher: disbursement, outcome: 'approve', remark: '' }),
  );
  return { proposal, disbursement };
}

async function moneyIn({ pilar, tenant, actors }: City, proposal: string): Promise<MoneyFacts> {
  const found = await pilar.read(tenant, (tx) => moneyFacts(tx, actors.treasurer, proposal));
  if (isRefusal(found)) throw new Error(found.refusal);
  return found;
}

function faultsOf({ pilar, tenant }: City): Promise<string[]> {
  return pilar.read(tenant, (tx) => faultsInLedger(tx));
}

test('money that came back is a movement of its own: recorded with its paper, approved by another, the payment untouched', async () => {
  const city = await withCity();
  const { pilar, actors } = city;
  const { proposal, disbursement } = await paid(city);
  pilar.clock.set(new Date('2026-02-20T03:00:00Z'));
  const refund = {
    proposal,
    disbursement,
    amount: '1.500.000',
    purpose: 'Harga turun',
    receiptNumber: 'STS-014',
    paidOn: '2026-02-18',
    receipt: await photo(),
  };
  const record = (changed: Partial<RefundInput>) =>
    recordRefund(pilar, actors.treasurer, { ...refund, ...changed });
  expect(await record({ paidOn: '2026-02-09' })).toMatchObject({
    refusal: { refusal: 'refund.before-payment', field: 'paidOn' },
  });
  expect(await record({ paidOn: '2026-02-21' })).toMatchObject({
    refusal: { issues: [{ refusal: 'input.date-order', field: 'paidOn' }] },
  });
  expect(await record({ receipt: undefined })).toMatchObject({
    refusal: { refusal: 'refund.no-proof', field: 'receipt' },
  });
  expect(await record({ amount: '10.000.001' })).toMatchObject({
    refusal: { refusal: 'refund.exceeds-payment', field: 'amount' },
  });
  expect(await record({ disbursement: proposal })).toMatchObject({
    refusal: { refusal: 'input.choice', field: 'disbursement' },
  });
  expect(await recordRefund(pilar, actors.rw1, refund)).toMatchObject({
    refusal: { refusal: 'access.office' },
  });
  const { voucher: id } = granted(await record({}));
  expect(await record({}), 'the same once more').toMatchObject({ refusal: { refusal: 'input.repeated' } });
  expect((await moneyIn(city, proposal)).money.advance, 'not before it is approved').toBe(10_000_000n);

  const review = { voucher: id, outcome: 'approve', remark: '' } as const;
  expect(await reviewVoucher(pilar, actors.treasurer, review)).toMatchObject({
    refusal: { refusal: 'access.office' },
  });
  granted(await reviewVoucher(pilar, actors.lurah, review));
  expect(await reviewVoucher(pilar, actors.lurah, review)).toMatchObject({
    refusal: { refusal: 'voucher.state' },
  });

  const found = await moneyIn(city, proposal);
  expect(found.money).toEqual({ commitment: 44_000_000n, advance: 8_500_000n, spent: 0n });
  expect(found.disbursements).toMatchObject([
    { amount: 10_000_000n, state: 'approved', paidOn: '2026-02-10' },
  ]);
  expect(found.refunds).toMatchObject([
    { amount: 1_500_000n, paidOn: '2026-02-18', state: 'approved', receipt: { number: 'STS-014' } },
  ]);
  expect(found.postings.map((one) => [one.kind, one.happenedOn])).toEqual([
    ['commit', '2026-02-10'],
    ['disburse', '2026-02-10'],
    ['refund', '2026-02-18'],
  ]);
  expect(await faultsOf(city)).toEqual([]);
});

test('a refused refund moves nothing and may be recorded again', async () => {
  const city = await withCity();
  const { pilar, actors } = city;
  const { proposal, disbursement } = await paid(city);
  const refund = {
    proposal,
    disbursement,
    amount: '10.000.000',
    purpose: 'Batal dibeli',
    receiptNumber: 'STS-001',
    paidOn: '2026-02-10',
    receipt: await photo(),
  };
  const { voucher: id } = granted(await recordRefund(pilar, actors.treasurer, refund));
  expect(
    await reviewVoucher(pilar, actors.lurah, { voucher: id, outcome: 'refuse', remark: '' }),
  ).toMatchObject({
    refusal: { refusal: 'input.required', field: 'remark' },
  });
  granted(
    await reviewVoucher(pilar, actors.lurah, {
      voucher: id,
      outcome: 'refuse',
      remark: 'Slip tidak terbaca',
    }),
  );
  expect((await moneyIn(city, proposal)).money.advance).toBe(10_000_000n);
  granted(await recordRefund(pilar, actors.treasurer, refund));
  expect(await faultsOf(city)).toEqual([]);
});

test('nothing is paid before the decision binds, on a coming day, or in another year', async () => {
  const city = await withCity();
  const { pilar, actors } = city;
  const { proposal } = await fundedProposal(city);
  const pay = (paidOn: string) => recordDisbursement(pilar, actors.treasurer, payment(proposal, { paidOn }));
  expect(await pay('2026-02-09')).toMatchObject({
    refusal: { refusal: 'disbursement.before-decision', field: 'paidOn', params: { day: '2026-02-10' } },
  });
  expect(await pay('2026-02-11')).toMatchObject({
    refusal: { issues: [{ refusal: 'input.date-order', field: 'paidOn' }] },
  });
  pilar.clock.set(new Date('2027-01-05T03:00:00Z'));
  expect(await pay('2027-01-04')).toMatchObject({
    refusal: { refusal: 'disbursement.outside-year', field: 'paidOn', params: { year: '2026' } },
  });
});

test.each([
  [
    'a day before its decision',
    `update voucher set paid_on = '2026-01-02' where kind = 'disbursement'`,
    /came before its decision bound/,
  ],
  [
    'another year',
    `update voucher set paid_on = '2027-02-10' where kind = 'disbursement'`,
    /outside the year 2026/,
  ],
  ['a posting on a coming day', `update posting set happened_on = '2026-12-01'`, /after it was recorded/],
  [
    'a payment on another day than its posting',
    `update voucher set paid_on = '2026-02-11' where kind = 'disbursement'`,
    /but its payment on 2026-02-11/,
  ],
  [
    'a refund on another day than its posting',
    `update voucher set paid_on = '2026-02-11' where kind = 'refund'`,
    /but its refund on 2026-02-11/,
  ],
  [
    'more back than was paid',
    `update voucher set amount = 10000001 where kind = 'refund'`,
    /more than the 10000000 that was paid/,
  ],
  [
    'a refund taken back by hand',
    `update voucher set state = 'refused' where kind = 'refund'`,
    /is refused, but 1000000 came back/,
  ],
  [
    'a refund of another amount',
    `update voucher set amount = 2 where kind = 'refund'`,
    /is approved, but 1000000 of 2 came back/,
  ],
  [
    'a payment that moved as something else',
    `update posting set kind = 'spend', to_account = 'spent' where kind = 'disburse'`,
    /moved money as spend/,
  ],
  [
    'a paper of another proposal',
    "update voucher set program_id = program_id, payment_id = null, kind = 'spending', purse_id = (select id from purse limit 1), provider = 'x' where kind = 'refund'",
    /counts as spent|moved money as refund/,
  ],
  [
    'a step that never answered',
    `update voucher set step = 0 where kind = 'refund'`,
    /step 1 of 1 has not answered/,
  ],
  [
    'a refund before its payment',
    `update voucher set paid_on = '2026-01-01' where kind = 'refund'`,
    /came before its payment/,
  ],
])('the check of the ledger finds %s', async (_, tampering, said) => {
  const city = await withCity();
  const { pilar, actors } = city;
  const { proposal, disbursement } = await paid(city);
  const { voucher: refund } = granted(
    await recordRefund(pilar, actors.treasurer, {
      proposal,
      disbursement,
      amount: '1.000.000',
      purpose: 'Harga turun',
      receiptNumber: 'STS-1',
      paidOn: '2026-02-10',
      receipt: await photo(),
    }),
  );
  granted(await reviewVoucher(pilar, actors.lurah, { voucher: refund, outcome: 'approve', remark: '' }));
  expect(await faultsOf(city)).toEqual([]);
  await pilar.database.script(tampering);
  expect(await faultsOf(city)).toEqual(expect.arrayContaining([expect.stringMatching(said)]));
});
