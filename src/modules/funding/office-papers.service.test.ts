import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Id } from '#kernel/id.ts';
import type { Refusal } from '#kernel/refusal.ts';
import { decideProposal, sealForum } from '#modules/deliberation/index.ts';
import { type City, DRAINAGE, granted, withCity } from '../../../test/support/city.ts';
import { forumWithQuorum, submittedProposal } from '../../../test/support/funded.ts';
import {
  type DisbursementInput,
  faultsInLedger,
  moneyFacts,
  moneyOf,
  recordDisbursement,
  recordDisbursements,
  recordTaxDeposit,
  reviewVoucher,
  taxesOfArea,
  toldVouchers,
} from './index.ts';

const MODEL = readFileSync('models/pippk-kota/2026.yaml', 'utf8');
const DAY = '2026-02-12';

const papers = (number: string, change: Readonly<Record<string, string>> = {}) =>
  ['spp', 'spm', 'sp2d'].map((paper) => ({ paper, number: `${number}/${paper}`, day: change[paper] ?? DAY }));

const PAYMENT = {
  provider: 'Toko Bangunan Jaya',
  purpose: 'U-ditch',
  amount: '10.000.000',
  receiptNumber: 'KW-001',
  paidOn: DAY,
};

/** Two proposals of one kelurahan, both funded, under a model that wants papers and knows taxes. */
async function twoFunded(): Promise<{ city: City; one: Id; two: Id }> {
  const city = await withCity({ model: MODEL });
  const { pilar, actors } = city;
  const fields = { ...DRAINAGE, costLines: DRAINAGE.costLines.slice(0, 1) };
  const one = await submittedProposal(city, { ...fields, title: 'Drainase Gang Satu' });
  const two = await submittedProposal(city, { ...fields, title: 'Drainase Gang Dua' });
  const forum = await forumWithQuorum(city, 'kelurahan');
  for (const proposal of [one, two]) {
    granted(await decideProposal(pilar, actors.lurah, { forum, proposal, outcome: 'fund', reason: '' }));
  }
  granted(await sealForum(pilar, actors.lurah, { forum }));
  pilar.clock.set(new Date('2026-02-12T03:00:00Z'));
  return { city, one, two };
}

const against = (refusal: Refusal) =>
  (refusal.issues ?? [refusal]).map((one) => `${one.field} ${one.refusal}`);

test('a payment stands on the papers of the office, in their order and each by its own number', async () => {
  const { city, one, two } = await twoFunded();
  const { pilar, actors } = city;
  const record = async (proposal: Id, change: Partial<DisbursementInput>) => {
    const result = await recordDisbursement(pilar, actors.treasurer, { ...PAYMENT, proposal, ...change });
    return result.ok ? 'recorded' : against(result.refusal);
  };
  expect(await record(one, {})).toEqual(
    ['spp', 'spm', 'sp2d'].flatMap((paper) =>
      ['number', 'day'].map((field) => `papers.${paper}.${field} input.required`),
    ),
  );
  expect(await record(one, { papers: papers('1', { spm: '2026-02-11' }) })).toEqual([
    'papers.spm.day payment.paper-order',
  ]);
  expect(await record(one, { papers: papers('1', { sp2d: '2026-02-13' }) })).toEqual([
    'papers.sp2d.day payment.paper-after',
  ]);
  expect(await record(one, { papers: papers('1', { spp: '2026-01-02' }) })).toEqual([
    'papers.spp.day disbursement.before-decision',
  ]);
  expect(await record(one, { papers: [...papers('1'), { paper: 'spj', number: '1', day: DAY }] })).toEqual([
    'papers input.choice',
  ]);
  expect(await record(one, { papers: papers('1') })).toBe('recorded');
  // The same number is taken for the rest of the year, however it is spelled, and for whatever proposal.
  expect(await record(two, { receiptNumber: 'KW-002', papers: papers('1') })).toEqual([
    'papers.spp.number payment.paper-taken',
    'papers.spm.number payment.paper-taken',
    'papers.sp2d.number payment.paper-taken',
  ]);
  const spelled = papers('2').map((one) => (one.paper === 'sp2d' ? { ...one, number: ' 1 / SP2D' } : one));
  expect(await record(two, { receiptNumber: 'KW-002', papers: spelled })).toEqual([
    'papers.sp2d.number payment.paper-taken',
  ]);
  expect(await record(two, { receiptNumber: 'KW-002', papers: papers('2') })).toBe('recorded');
  // Two who take a number at the same moment: one of them has it.
  const small = { amount: '1.000.000', papers: papers('3') };
  const both = await Promise.all([
    record(one, { ...small, receiptNumber: 'KW-003' }),
    record(two, { ...small, receiptNumber: 'KW-004' }),
  ]);
  expect(both.filter((answer) => answer === 'recorded')).toHaveLength(1);
  // Which of its numbers are told depends on how far the other was.
  const refused = both.find((answer) => answer !== 'recorded');
  expect(refused).toContainEqual(expect.stringMatching(/^papers\.\w+\.number payment\.paper-taken$/));
  expect(await pilar.read(city.tenant, faultsInLedger)).toEqual([]);
});

test('payments of one sheet share their papers; what was refused leaves its place, and the last its numbers', async () => {
  const { city, one, two } = await twoFunded();
  const { pilar, actors } = city;
  const line = (row: number) => ({
    ...PAYMENT,
    row,
    amount: '1.000.000',
    receiptNumber: `KW-10${row}`,
    withheld: [{ tax: 'ppn', amount: '99.000' }],
  });
  const missing = await recordDisbursements(pilar, actors.treasurer, {
    proposal: one,
    papers: papers('7').slice(0, 2),
    payments: [line(0), line(1)],
  });
  // The sheet lacks a paper once, not once for each of its payments.
  expect(missing.ok ? [] : against(missing.refusal)).toEqual([
    'papers.sp2d.number input.required',
    'papers.sp2d.day input.required',
  ]);
  const recorded = granted(
    await recordDisbursements(pilar, actors.treasurer, {
      proposal: one,
      papers: papers('7'),
      payments: [line(0), line(1)],
    }),
  );
  const again = async (proposal: Id, number: string) => {
    const result = await recordDisbursement(pilar, actors.treasurer, {
      ...PAYMENT,
      proposal,
      amount: '1.000.000',
      receiptNumber: number,
      papers: papers('7'),
    });
    return result.ok ? result.value.voucher : against(result.refusal);
  };
  expect(await again(one, 'KW-200')).toContain('papers.sp2d.number payment.paper-taken');
  const refuse = async (voucher: Id) =>
    granted(await reviewVoucher(pilar, actors.lurah, { voucher, outcome: 'refuse', remark: 'Salah' }));
  await refuse(recorded[0]?.voucher ?? '');
  expect(await again(two, 'KW-201')).toContain('papers.sp2d.number payment.paper-taken');
  const third = await again(one, 'KW-202');
  expect(third).toEqual(expect.any(String));
  expect(await again(one, 'KW-203')).toContain('papers.sp2d.number payment.paper-taken');
  await refuse(recorded[1]?.voucher ?? '');
  await refuse(String(third));
  expect(await again(two, 'KW-204')).toEqual(expect.any(String));
  expect(await pilar.read(city.tenant, faultsInLedger)).toEqual([]);
});

test('what is withheld is told as gross, withheld and net, and paid on to the state later', async () => {
  const { city, one } = await twoFunded();
  const { pilar, actors, tenant } = city;
  const typed = { ...PAYMENT, proposal: one, papers: papers('9') };
  const odd = await recordDisbursement(pilar, actors.treasurer, {
    ...typed,
    withheld: [
      { tax: 'ppn', amount: '10.000.000' },
      { tax: 'pajak-lain', amount: '1' },
    ],
  });
  expect(odd.ok ? [] : against(odd.refusal)).toEqual([
    'withheld input.choice',
    'withheld.ppn payment.withheld',
  ]);
  const { voucher } = granted(
    await recordDisbursement(pilar, actors.treasurer, {
      ...typed,
      withheld: [
        { tax: 'ppn', amount: '991.000' },
        { tax: 'pph-22', amount: '' },
      ],
    }),
  );
  const deposit = { voucher, tax: 'ppn', number: 'NTPN-1', paidOn: DAY };
  const deposited = async (change: Partial<typeof deposit>, who = actors.treasurer) => {
    const result = await recordTaxDeposit(pilar, who, { ...deposit, ...change });
    return result.ok ? 'recorded' : against(result.refusal)[0];
  };
  expect(await deposited({})).toBe('undefined tax.not-withheld');
  granted(await reviewVoucher(pilar, actors.lurah, { voucher, outcome: 'approve', remark: '' }));
  // The purse bears the whole of it.
  const { advance } = await pilar.read(tenant, (tx) => moneyOf(tx, one));
  expect(advance).toBe(10_000_000n);
  const [told] = await pilar.read(tenant, (tx) => toldVouchers(tx, one));
  expect(told).toMatchObject({
    amount: 10_000_000n,
    withheld: 991_000n,
    taxes: [{ tax: 'ppn', amount: 991_000n, depositedOn: null }],
    papers: papers('9').map(({ paper, number }) => ({ paper, number, datedOn: DAY })),
  });
  expect(await deposited({ tax: 'pph-22' })).toBe('undefined tax.not-withheld');
  expect(await deposited({ paidOn: '2026-02-11' })).toBe('paidOn refund.before-payment');
  expect(await deposited({}, actors.rw1)).toBe('undefined access.office');
  const waiting = async () =>
    pilar.read(tenant, (tx) =>
      taxesOfArea(tx, actors.treasurer, city.program, { area: '', after: undefined, limit: 10 }),
    );
  expect(await waiting()).toMatchObject([{ gross: 10_000_000n, amount: 991_000n, depositNumber: null }]);
  expect(await deposited({})).toBe('recorded');
  expect(await waiting()).toMatchObject([{ depositNumber: 'NTPN-1', depositedOn: DAY }]);
  // Everybody reads that it was paid on; by which number, those who may see receipts.
  const number = async (viewer: Parameters<typeof moneyFacts>[1]) => {
    const facts = await pilar.read(tenant, (tx) => moneyFacts(tx, viewer, one));
    return 'papers' in facts ? facts.papers.get(voucher)?.taxes[0]?.depositNumber : undefined;
  };
  expect(await number(actors.treasurer)).toBe('NTPN-1');
  expect(await number({ tenant: tenant })).toBeNull();
  expect(await pilar.read(tenant, faultsInLedger)).toEqual([]);
});
