import { expect, test } from 'vitest';
import {
  handOverActivity,
  planActivity,
  recordContribution,
  recordExpense,
  recordParticipation,
  recordProgress,
  startActivity,
} from '#modules/activities/index.ts';
import {
  decideProposal,
  openForum,
  recordAttendance,
  scheduleForum,
  sealForum,
} from '#modules/deliberation/index.ts';
import {
  disbursementsOf,
  faultsInLedger,
  moneyOf,
  recordDisbursement,
  recordRefund,
  reviewVoucher,
} from '#modules/funding/index.ts';
import { sealJournal, verifyJournal } from '#modules/journal/index.ts';
import { deskOf } from '#modules/notices/index.ts';
import { countsBy } from '#modules/programs/index.ts';
import { addProposalPhoto, proposalById, startProposal, submitProposal } from '#modules/proposals/index.ts';
import { handIn } from '#modules/reporting/index.ts';
import { DRAINAGE, everybody, granted, photo, VILLAGE, withCity } from '../../../test/support/city.ts';
import { purseOf } from '../../../test/support/purse.ts';
import { reportOwed } from '../../../test/support/report-owed.ts';
import { answerFiling } from './index.ts';

test("one proposal goes from an RW's idea to an accepted filing, and every rupiah is where it should be", async () => {
  const { pilar, tenant, actors, offices, program } = await withCity();

  const { id: proposal } = granted(
    await startProposal(pilar, actors.rw1, {
      program: program.slug,
      organization: offices.rw1.id,
      fields: DRAINAGE,
    }),
  );
  granted(
    await addProposalPhoto(pilar, actors.rw1, { proposal, file: await photo(), caption: 'Gang tergenang' }),
  );
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
  const early = await decideProposal(pilar, actors.lurah, { forum, proposal, outcome: 'fund', reason: '' });
  expect(early).toMatchObject({ ok: false, refusal: { refusal: 'forum.no-quorum' } });
  granted(await recordAttendance(pilar, actors.lurah, { forum, people: everybody() }));
  granted(
    await decideProposal(pilar, actors.lurah, {
      forum,
      proposal,
      outcome: 'fund',
      amount: '50.000.000',
      reason: 'Harga satuan disesuaikan',
    }),
  );
  granted(await sealForum(pilar, actors.lurah, { forum }));

  const { activity } = granted(
    await planActivity(pilar, actors.rw1, {
      proposal,
      startsOn: '2026-02-16',
      endsOn: '2026-03-15',
      executor: 'Pokmas RW 01',
      responsible: 'Ketua Pokmas',
    }),
  );
  const { voucher: disbursement } = granted(
    await recordDisbursement(pilar, actors.treasurer, {
      proposal,
      provider: 'Toko Bangunan Jaya',
      purpose: 'U-ditch dan bahan',
      amount: '50.000.000',
      receiptNumber: 'KW-001',
      paidOn: '2026-02-10',
      receipt: await photo(),
    }),
  );
  expect(
    await reviewVoucher(pilar, actors.treasurer, { voucher: disbursement, outcome: 'approve', remark: '' }),
  ).toMatchObject({
    ok: false,
    refusal: { refusal: 'access.office' },
  });
  granted(
    await reviewVoucher(pilar, actors.lurah, { voucher: disbursement, outcome: 'approve', remark: '' }),
  );

  granted(await startActivity(pilar, actors.rw1, { activity, startedOn: '2026-02-10' }));
  for (const percent of [0, 50, 100]) {
    granted(
      await recordProgress(pilar, actors.rw1, {
        activity,
        percent,
        note: '',
        happenedOn: '2026-02-10',
        photos: [await photo()],
      }),
    );
  }
  granted(
    await recordExpense(pilar, actors.rw1, {
      activity,
      costPosition: 1,
      payment: disbursement,
      description: '',
      amount: '27.360.000',
      paidOn: '',
      receiptNumber: '',
    }),
  );
  granted(
    await recordExpense(pilar, actors.rw1, {
      activity,
      costPosition: 2,
      description: 'Tukang',
      amount: '16.200.000',
      paidOn: '2026-02-10',
      receiptNumber: 'NOTA-2',
      receipt: await photo(),
    }),
  );
  granted(
    await recordContribution(pilar, actors.rw1, {
      activity,
      form: 'labour',
      description: 'Kerja bakti',
      value: '5.400.000',
    }),
  );
  granted(
    await recordParticipation(pilar, actors.rw1, {
      activity,
      occasion: 'Kerja bakti',
      happenedOn: '2026-02-10',
      people: '40',
      women: '15',
      poorHouseholds: '8',
    }),
  );
  granted(
    await handOverActivity(pilar, actors.rw1, {
      activity,
      handedOverOn: '2026-02-10',
      handedOverTo: 'Kelurahan',
      note: '',
      minutes: await photo(),
    }),
  );

  const { filing } = granted(
    await handIn(pilar, actors.rw1, {
      obligation: await reportOwed({ pilar, tenant }, activity),
      content: { narrative: 'Drainase selesai.', result: 'Gang tidak tergenang.' },
    }),
  );
  for (const reviewer of [actors.lurah, actors.camat, actors.setda]) {
    granted(await answerFiling(pilar, reviewer, { filing, outcome: 'accept', remark: '' }));
  }

  // What was paid and not spent is still out, and the treasurer's desk says so, until it came back with its paper.
  const stands = () => pilar.read(tenant, (tx) => moneyOf(tx, proposal));
  expect(await stands()).toEqual({ commitment: 0n, advance: 6_440_000n, spent: 43_560_000n });
  const tasks = await pilar.read(tenant, (tx) => deskOf(tx, actors.treasurer, 10));
  expect(tasks.map((task) => task.kind)).toContain('refund.record');
  const [payment] = await pilar.read(tenant, (tx) => disbursementsOf(tx, proposal));
  const { voucher: refund } = granted(
    await recordRefund(pilar, actors.treasurer, {
      proposal,
      disbursement: payment?.id ?? '',
      amount: '6.440.000',
      purpose: 'Tidak terbelanjakan',
      receiptNumber: 'STS-001',
      paidOn: payment?.paidOn ?? '',
      receipt: await photo(),
    }),
  );
  granted(await reviewVoucher(pilar, actors.lurah, { voucher: refund, outcome: 'approve', remark: '' }));

  await sealJournal(pilar, tenant);
  await pilar.read(tenant, async (tx) => {
    expect((await proposalById(tx, proposal))?.state).toBe('funded');
    expect(await moneyOf(tx, proposal)).toEqual({ commitment: 0n, advance: 0n, spent: 43_560_000n });
    expect((await purseOf(tx, program.id, offices.rw1.id))?.remaining).toBe(100_000_000n - 43_560_000n);
    expect((await disbursementsOf(tx, proposal))[0]?.state).toBe('approved');
    expect(await faultsInLedger(tx)).toEqual([]);
    const [cell] = await countsBy(tx, program.id, 'district', '32.73');
    expect(cell).toMatchObject({
      key: '32.73.30',
      funded: 1n,
      reported: 1n,
      settled: 43_560_000n,
      committed: 43_560_000n,
      contribution: 5_400_000n,
    });
    const verified = await verifyJournal(tx);
    expect(verified.faults).toEqual([]);
    expect(verified.sealed).toBe(verified.entries);
    for (const actor of Object.values(actors)) expect(await deskOf(tx, actor, 10)).toEqual([]);
  });
});
