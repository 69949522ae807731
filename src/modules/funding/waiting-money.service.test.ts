import { expect, test } from 'vitest';
import {
  decideProposal,
  openForum,
  recordAttendance,
  scheduleForum,
  sealForum,
} from '#modules/deliberation/index.ts';
import { addProposalPhoto, startProposal, submitProposal } from '#modules/proposals/index.ts';
import { DRAINAGE, everybody, granted, photo, VILLAGE, withCity } from '../../../test/support/city.ts';
import {
  areasOfMoney,
  listPurses,
  postingsOfPurses,
  pursesHeldBy,
  recordDisbursement,
  reviewVoucher,
  unpaidProposals,
  waitingDisbursements,
} from './index.ts';

test('a funded proposal waits for sealed minutes, then for a payment, then the payment for approval, then nothing waits', async () => {
  const { pilar, tenant, actors, offices, program } = await withCity();
  pilar.clock.set(new Date('2026-02-10T04:00:00Z'));
  const { id: proposal } = granted(
    await startProposal(pilar, actors.rw1, {
      program: program.slug,
      organization: offices.rw1.id,
      fields: DRAINAGE,
    }),
  );
  granted(await addProposalPhoto(pilar, actors.rw1, { proposal, file: await photo(), caption: 'Gang' }));
  granted(await submitProposal(pilar, actors.rw1, { proposal }));
  const { forum } = granted(
    await scheduleForum(pilar, actors.lurah, {
      program: program.slug,
      region: VILLAGE,
      place: 'Balai RW 02',
      startsAt: new Date('2026-02-10T12:30:00Z'),
    }),
  );
  granted(await openForum(pilar, actors.lurah, { forum }));
  granted(await recordAttendance(pilar, actors.lurah, { forum, people: everybody() }));
  const waits = (area: string) =>
    pilar.read(tenant, async (tx) => ({
      unpaid: (await unpaidProposals(tx, { program: program.id, area }, 10)).map((one) => [one.id, one.left]),
      unapproved: (await waitingDisbursements(tx, { program: program.id, area }, 10)).map((one) => one.id),
    }));
  expect(await waits('32.73')).toEqual({ unpaid: [], unapproved: [] });

  granted(
    await decideProposal(pilar, actors.lurah, {
      forum,
      proposal,
      outcome: 'fund',
      amount: '50.000.000',
      reason: 'Disesuaikan',
    }),
  );
  const early = {
    proposal,
    provider: 'Toko',
    purpose: 'Bahan',
    amount: '1',
    receiptNumber: '1',
    paidOn: '2026-02-10',
  };
  expect(await recordDisbursement(pilar, actors.treasurer, early)).toMatchObject({
    refusal: { refusal: 'decision.not-binding' },
  });
  expect(await waits('32.73.30')).toEqual({ unpaid: [], unapproved: [] });
  granted(await sealForum(pilar, actors.lurah, { forum }));
  expect(await waits('32.73.30')).toEqual({ unpaid: [[proposal, 50_000_000n]], unapproved: [] });
  expect(await waits('32.73.29')).toEqual({ unpaid: [], unapproved: [] });

  const payment = {
    proposal,
    provider: 'Toko Bangunan Jaya',
    purpose: 'U-ditch',
    amount: '20.000.000',
    receiptNumber: 'KW-001',
    paidOn: '2026-02-10',
  };
  pilar.clock.set(new Date('2026-02-11T03:00:00Z'));
  const first = granted(await recordDisbursement(pilar, actors.treasurer, payment)).voucher;
  // A part is recorded: the rest is still to be paid.
  expect(await waits(VILLAGE)).toEqual({ unpaid: [[proposal, 30_000_000n]], unapproved: [first] });
  granted(
    await reviewVoucher(pilar, actors.lurah, {
      voucher: first,
      outcome: 'refuse',
      remark: 'Salah',
    }),
  );
  expect(await waits(VILLAGE)).toEqual({ unpaid: [[proposal, 50_000_000n]], unapproved: [] });
  const second = granted(await recordDisbursement(pilar, actors.treasurer, payment)).voucher;
  granted(await reviewVoucher(pilar, actors.lurah, { voucher: second, outcome: 'approve', remark: '' }));
  expect(await waits(VILLAGE)).toEqual({ unpaid: [[proposal, 30_000_000n]], unapproved: [] });
  const rest = { ...payment, amount: '30.000.000', receiptNumber: 'KW-002' };
  const last = granted(await recordDisbursement(pilar, actors.treasurer, rest)).voucher;
  expect(await waits(VILLAGE)).toEqual({ unpaid: [], unapproved: [last] });
  granted(await reviewVoucher(pilar, actors.lurah, { voucher: last, outcome: 'refuse', remark: 'Nanti' }));

  await pilar.read(tenant, async (tx) => {
    const purses = (await pursesHeldBy(tx, program.id, [offices.rw1.id])).map((one) => one.id);
    const postings = await postingsOfPurses(tx, purses, 10);
    expect(postings.map((one) => [one.kind, one.amount, one.proposal])).toEqual([
      ['disburse', 20_000_000n, proposal],
      ['commit', 50_000_000n, proposal],
      ['allot', 100_000_000n, null],
    ]);
    const older = await postingsOfPurses(tx, purses, 10, postings[0]?.id);
    expect(older.map((one) => one.kind)).toEqual(['commit', 'allot']);

    const everyone = await listPurses(tx, { program: program.id, area: VILLAGE }, 10);
    expect(everyone.map((one) => [one.organizationName, one.remaining])).toEqual([
      ['PKK Pasir Impun', 100_000_000n],
      ['RW 01 Pasir Impun', 50_000_000n],
      ['RW 02 Pasir Impun', 100_000_000n],
      ['RW 03 Pasir Impun', 100_000_000n],
    ]);
    const further = await listPurses(tx, { program: program.id, area: VILLAGE }, 10, everyone[1]?.id);
    expect(further).toEqual(everyone.slice(2));
  });
});

test('whose money an office looks after', async () => {
  const { actors, program } = await withCity();
  expect(areasOfMoney(actors.lurah, program.model)).toEqual([VILLAGE]);
  expect(areasOfMoney(actors.treasurer, program.model)).toEqual([VILLAGE]);
  expect(areasOfMoney(actors.camat, program.model)).toEqual(['32.73.30']);
  expect(areasOfMoney(actors.rw1, program.model)).toEqual([]);
  const both = { ...actors.camat, mandates: [...actors.lurah.mandates, ...actors.camat.mandates] };
  expect(areasOfMoney(both, program.model)).toEqual(['32.73.30']);
});
