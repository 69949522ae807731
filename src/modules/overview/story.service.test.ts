import { expect, test } from 'vitest';
import type { Actor, Visitor } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import { isRefusal } from '#kernel/refusal.ts';
import { recordDisbursement, recordRefund, reviewVoucher } from '#modules/funding/index.ts';
import { carriedOut } from '../../../test/support/carried-out.ts';
import { type City, granted, photo, withCity } from '../../../test/support/city.ts';
import { submittedProposal } from '../../../test/support/funded.ts';
import { proposalOverview, type Story } from './index.ts';

async function storyFor({ pilar, tenant }: City, viewer: Actor | Visitor, id: Id): Promise<Story> {
  const found = await pilar.read(tenant, (tx) => proposalOverview(tx, viewer, id));
  if (isRefusal(found)) throw new Error(found.refusal);
  return found.story;
}

test('a visitor reads every payment, whose yes it had, whether its paper is kept, and what came back', async () => {
  const city = await withCity();
  const { pilar, actors, tenant } = city;
  const { proposal } = await carriedOut(city);
  pilar.clock.set(new Date('2026-02-20T03:00:00Z'));
  const pay = async (provider: string, amount: string, paidOn: string) => {
    const told = { proposal, provider, purpose: 'U-ditch', amount, receiptNumber: `KW ${provider}`, paidOn };
    const receipt = provider === 'Toko Beton' ? { receipt: await photo() } : {};
    return granted(await recordDisbursement(pilar, actors.treasurer, { ...told, ...receipt })).voucher;
  };
  const approve = async (voucher: Id) =>
    granted(await reviewVoucher(pilar, actors.lurah, { voucher, outcome: 'approve', remark: '' }));
  const refuse = async (voucher: Id) =>
    granted(
      await reviewVoucher(pilar, actors.lurah, {
        voucher,
        outcome: 'refuse',
        remark: 'Kuitansi tidak terbaca',
      }),
    );
  const later = await pay('Toko Beton', '20.000.000', '2026-02-18');
  const sooner = await pay('Toko Jaya', '10.000.000', '2026-02-12');
  await refuse(await pay('Toko Lama', '5.000.000', '2026-02-13'));
  await approve(sooner);
  await approve(later);
  const { voucher: refund } = granted(
    await recordRefund(pilar, actors.treasurer, {
      proposal,
      disbursement: later,
      amount: '1.500.000',
      purpose: 'Harga turun',
      receiptNumber: 'STS-014',
      paidOn: '2026-02-19',
      receipt: await photo(),
    }),
  );
  await approve(refund);
  await pay('Toko Baru', '2.000.000', '2026-02-20');

  const story = await storyFor(city, { tenant }, proposal);
  // By the real days, not by when they were recorded; what was refused moved nothing.
  expect(story.vouchers).toMatchObject([
    {
      provider: 'Toko Jaya',
      supplier: expect.any(String),
      filed: false,
      state: 'approved',
      accepted: [{ office: 'lurah' }],
    },
    { provider: 'Toko Beton', filed: true, state: 'approved', accepted: [{ office: 'lurah' }] },
    { provider: 'Toko Beton', kind: 'refund', payment: later, filed: true, amount: 1_500_000n },
    { provider: 'Toko Baru', state: 'recorded', accepted: [] },
  ]);
  expect(story.sums).toEqual({
    decided: 52_500_000n,
    paid: 30_000_000n,
    back: 1_500_000n,
    accounted: 0n,
    open: 28_500_000n,
    unpaid: 24_000_000n,
    released: 0n,
  });
  expect(story.paidOn).toBe('2026-02-12');
  expect(story.work?.checkpoints.map((one) => one.photos.length)).toEqual([1, 1, 1]);
  // No receipt's number, and no person.
  const told = JSON.stringify(story.vouchers, (_, value) => (typeof value === 'bigint' ? `${value}` : value));
  expect(told).not.toContain('KW ');
  expect(told).not.toContain(actors.lurah.person);
});

test('of a proposal that was granted nothing there is no money to tell', async () => {
  const city = await withCity();
  const story = await storyFor(city, { tenant: city.tenant }, await submittedProposal(city));
  expect(story).toEqual({
    sums: undefined,
    borne: [],
    vouchers: [],
    paidOn: undefined,
    work: undefined,
    answered: [],
  });
});
