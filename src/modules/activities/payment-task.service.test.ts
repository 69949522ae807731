import { expect, test } from 'vitest';
import { recordDisbursement, reviewVoucher } from '#modules/funding/index.ts';
import { deskOf } from '#modules/notices/index.ts';
import { type City, granted, withCity } from '../../../test/support/city.ts';
import { fundedProposal } from '../../../test/support/funded.ts';
import { planActivity } from './index.ts';

test('the treasurer is asked to record a payment until all the money is recorded, and again when one is refused', async () => {
  const city = await withCity();
  const { proposal } = await fundedProposal(city, { amount: '50.000.000' });
  const { pilar, tenant, actors } = city;
  const waits = async () =>
    (await pilar.read(tenant, (tx) => deskOf(tx, actors.treasurer, 10))).map((task) => task.kind);
  const pay = (amount: string) =>
    recordDisbursement(pilar, actors.treasurer, {
      proposal,
      provider: 'Toko Bangunan Jaya',
      purpose: 'U-ditch dan bahan',
      amount,
      receiptNumber: 'KW-001',
      paidOn: '2026-02-10',
    });

  granted(await plan(city, proposal));
  expect(await waits()).toEqual(['disbursement.record']);
  granted(await pay('20.000.000'));
  expect(await waits()).toEqual(['disbursement.record']);
  const { voucher: disbursement } = granted(await pay('30.000.000'));
  expect(await waits()).toEqual([]);
  granted(
    await reviewVoucher(pilar, actors.lurah, {
      voucher: disbursement,
      outcome: 'refuse',
      remark: 'Bukan toko itu',
    }),
  );
  expect(await waits()).toEqual(['disbursement.record']);
});

test('nobody is asked for a payment that was recorded before the activity was planned', async () => {
  const city = await withCity();
  const { proposal } = await fundedProposal(city, { amount: '50.000.000' });
  const { pilar, tenant, actors } = city;
  granted(
    await recordDisbursement(pilar, actors.treasurer, {
      proposal,
      provider: 'Toko Bangunan Jaya',
      purpose: 'U-ditch dan bahan',
      amount: '50.000.000',
      receiptNumber: 'KW-001',
      paidOn: '2026-02-10',
    }),
  );
  granted(await plan(city, proposal));
  expect(await pilar.read(tenant, (tx) => deskOf(tx, actors.treasurer, 10))).toEqual([]);
});

function plan({ pilar, actors }: City, proposal: string) {
  return planActivity(pilar, actors.rw1, {
    proposal,
    startsOn: '2026-02-16',
    endsOn: '2026-03-15',
    executor: 'Pokmas RW 01',
    responsible: 'Ketua Pokmas',
  });
}
