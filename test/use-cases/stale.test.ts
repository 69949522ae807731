import { expect, test } from 'vitest';
import type { Result } from '#kernel/result.ts';
import {
  handOverActivity,
  planActivity,
  recordExpense,
  recordParticipation,
  recordProgress,
  startActivity,
} from '#modules/activities/index.ts';
import {
  decideProposal,
  openForum,
  postponeForum,
  recordAttendance,
  scheduleForum,
  sealForum,
} from '#modules/deliberation/index.ts';
import { answerFiling, saveFiling } from '#modules/filings/index.ts';
import { recordDisbursement, reviewVoucher } from '#modules/funding/index.ts';
import {
  addProposalPhoto,
  returnProposal,
  startProposal,
  submitProposal,
  withdrawProposal,
} from '#modules/proposals/index.ts';
import { handIn } from '#modules/reporting/index.ts';
import { DRAINAGE, everybody, granted, photo, VILLAGE, withCity } from '../support/city.ts';
import { reportOwed } from '../support/report-owed.ts';

/** No thing is ever at this version: whoever names it saw another. */
const SEEN_BEFORE = 0;

/** Makes a change on a version that does not stand, which must be refused and change nothing, then as it should be. */
async function fresh<T>(change: (version: number | undefined) => Promise<Result<T>>): Promise<T> {
  expect(await change(SEEN_BEFORE)).toMatchObject({ ok: false, refusal: { refusal: 'input.stale' } });
  return granted(await change(undefined));
}

test('along the whole chain no change is made on an earlier version than the one that stands', async () => {
  const { pilar, tenant, actors, offices, program } = await withCity();
  const { rw1, lurah, camat, treasurer } = actors;
  const draft = { program: program.slug, organization: offices.rw1.id, fields: DRAINAGE };

  const { id: taken } = granted(await startProposal(pilar, rw1, draft));
  await fresh((version) => withdrawProposal(pilar, rw1, { proposal: taken, reason: 'Ganti', version }));

  const { id: proposal } = granted(await startProposal(pilar, rw1, draft));
  granted(await addProposalPhoto(pilar, rw1, { proposal, file: await photo(), caption: '' }));
  await fresh((version) => submitProposal(pilar, rw1, { proposal, version }));
  await fresh((version) => returnProposal(pilar, lurah, { proposal, remark: 'Lengkapi', version }));
  granted(await submitProposal(pilar, rw1, { proposal }));

  const call = { program: program.slug, region: VILLAGE, place: 'Balai RW 02' };
  const startsAt = new Date('2026-02-10T12:30:00Z');
  const { forum: first } = granted(await scheduleForum(pilar, lurah, { ...call, startsAt }));
  await fresh((version) => postponeForum(pilar, lurah, { forum: first, reason: 'Hujan', version }));
  const { forum } = granted(await scheduleForum(pilar, lurah, { ...call, startsAt, follows: first }));
  await fresh((version) => openForum(pilar, lurah, { forum, version }));
  granted(await recordAttendance(pilar, lurah, { forum, people: everybody() }));
  granted(await decideProposal(pilar, lurah, { forum, proposal, outcome: 'fund', reason: '' }));
  await fresh((version) => sealForum(pilar, lurah, { forum, version }));

  const day = '2026-02-10';
  const { activity } = granted(
    await planActivity(pilar, rw1, {
      proposal,
      startsOn: day,
      endsOn: '2026-03-15',
      executor: 'Pokmas RW 01',
      responsible: 'Ketua Pokmas',
    }),
  );
  const bought = { amount: '27.360.000', receiptNumber: 'KW-001', paidOn: day };
  const { voucher: disbursement } = granted(
    await recordDisbursement(pilar, treasurer, {
      proposal,
      provider: 'Toko',
      purpose: 'U-ditch',
      receipt: await photo(),
      ...bought,
    }),
  );
  await fresh((version) =>
    reviewVoucher(pilar, lurah, { voucher: disbursement, outcome: 'approve', remark: '', version }),
  );

  await fresh((version) => startActivity(pilar, rw1, { activity, startedOn: day, version }));
  for (const percent of [0, 50, 100]) {
    const photos = [await photo()];
    granted(await recordProgress(pilar, rw1, { activity, percent, note: '', happenedOn: day, photos }));
  }
  granted(
    await recordExpense(pilar, rw1, {
      activity,
      payment: disbursement,
      costPosition: 1,
      description: '',
      ...bought,
    }),
  );
  const occasion = { occasion: 'Kerja bakti', people: '40', women: '15', poorHouseholds: '8' };
  granted(await recordParticipation(pilar, rw1, { activity, happenedOn: day, ...occasion }));
  const minutes = await photo();
  await fresh((version) =>
    handOverActivity(pilar, rw1, {
      activity,
      handedOverOn: day,
      handedOverTo: 'Kelurahan',
      note: '',
      minutes,
      version,
    }),
  );

  const content = { narrative: 'Drainase selesai.', result: 'Gang tidak tergenang.' };
  const obligation = await reportOwed({ pilar, tenant }, activity);
  await fresh((version) => saveFiling(pilar, rw1, { obligation, content, version }));
  const { filing } = await fresh((version) => handIn(pilar, rw1, { obligation, content, version }));
  await fresh((version) => answerFiling(pilar, lurah, { filing, outcome: 'accept', remark: '', version }));
  await fresh((version) =>
    answerFiling(pilar, camat, { filing, outcome: 'return', remark: 'Foto kurang jelas', version }),
  );
});
