import { expect, test } from 'vitest';
import type { Id } from '#kernel/id.ts';
import { decideProposal, sealForum } from '#modules/deliberation/index.ts';
import { type City, DRAINAGE, granted, withCity } from '../../../test/support/city.ts';
import { forumWithQuorum, submittedProposal } from '../../../test/support/funded.ts';
import { type DisbursementInput, recordDisbursement, reviewVoucher } from './index.ts';

const RECEIPT = {
  provider: 'Toko Bangunan Jaya',
  purpose: 'U-ditch',
  amount: '1.000.000',
  receiptNumber: 'KW-001',
  paidOn: '2026-02-10',
};

/** Two proposals of one institution, both funded. */
async function twoFunded(city: City): Promise<readonly [Id, Id]> {
  const { pilar, actors } = city;
  const fields = { ...DRAINAGE, costLines: DRAINAGE.costLines.slice(0, 1) };
  const one = await submittedProposal(city, { ...fields, title: 'Drainase Gang Satu' });
  const two = await submittedProposal(city, { ...fields, title: 'Drainase Gang Dua' });
  const forum = await forumWithQuorum(city);
  for (const proposal of [one, two]) {
    granted(await decideProposal(pilar, actors.lurah, { forum, proposal, outcome: 'fund', reason: '' }));
  }
  granted(await sealForum(pilar, actors.lurah, { forum }));
  return [one, two];
}

test('one receipt proves one payment, of whatever proposal, however it is typed', async () => {
  const city = await withCity();
  const { pilar, actors } = city;
  const [one, two] = await twoFunded(city);
  const record = async (proposal: Id, change: Partial<DisbursementInput> = {}) => {
    const result = await recordDisbursement(pilar, actors.treasurer, { ...RECEIPT, proposal, ...change });
    return result.ok ? 'recorded' : result.refusal;
  };
  const { voucher } = granted(
    await recordDisbursement(pilar, actors.treasurer, { ...RECEIPT, proposal: one }),
  );
  const twice = {
    refusal: 'voucher.same-receipt',
    params: { title: 'Drainase Gang Satu', day: '2026-02-10', voucher },
  };
  expect(await record(two)).toMatchObject(twice);
  expect(await record(one, { purpose: 'Pasir' })).toMatchObject(twice);
  expect(await record(two, { provider: 'TOKO  bangunan jaya', receiptNumber: 'kw - 001' })).toMatchObject({
    refusal: 'voucher.same-receipt',
  });
  // Another number, amount, provider or day is another receipt.
  expect(await record(two, { receiptNumber: 'KW-002' })).toBe('recorded');
  expect(await record(two, { amount: '1.000.001' })).toBe('recorded');
  expect(await record(two, { provider: 'Toko Lain' })).toBe('recorded');
  // What its examiner refused proves nothing: it may be recorded anew.
  granted(await reviewVoucher(pilar, actors.lurah, { voucher, outcome: 'refuse', remark: 'Salah usulan' }));
  expect(await record(two)).toBe('recorded');
});
