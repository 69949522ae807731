import { expect, test } from 'vitest';
import type { Actor } from '#kernel/actor.ts';
import {
  handOverActivity,
  recordExpense,
  recordParticipation,
  strikeFromActivity,
} from '#modules/activities/index.ts';
import { recordDisbursement, reviewVoucher } from '#modules/funding/index.ts';
import { obligationFor, overdueNow, waiveObligation } from '#modules/obligations/index.ts';
import { handIn } from '#modules/reporting/index.ts';
import { carriedOut } from '../../../test/support/carried-out.ts';
import { type City, granted, photo, withCity } from '../../../test/support/city.ts';
import { repliesTo } from '../../../test/support/replies.ts';
import { reportOwed } from '../../../test/support/report-owed.ts';
import { answerFiling, filingOverview, saveFiling } from './index.ts';

const CONTENT = { narrative: 'Drainase selesai.', result: 'Gang tidak tergenang.' };

/** An activity of RW 01 completed on 10 February 2026 and handed over, with one payment and participants recorded. */
async function completed(city: City) {
  const { pilar, actors } = city;
  const { proposal, activity } = await carriedOut(city);
  const { expense } = granted(
    await recordExpense(pilar, actors.rw1, { ...payment(activity), receipt: await photo() }),
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
  return { proposal, activity, expense };
}

function payment(activity: string) {
  return {
    activity,
    costPosition: 1,
    description: 'U-ditch',
    amount: '27.360.000',
    paidOn: '2026-02-10',
    receiptNumber: 'KW-001',
  };
}

async function payOut({ pilar, actors }: City, proposal: string): Promise<void> {
  const { voucher: disbursement } = granted(
    await recordDisbursement(pilar, actors.treasurer, {
      proposal,
      provider: 'Toko Bangunan Jaya',
      purpose: 'U-ditch',
      amount: '27.360.000',
      receiptNumber: 'KW-900',
      paidOn: '2026-02-10',
    }),
  );
  granted(
    await reviewVoucher(pilar, actors.lurah, { voucher: disbursement, outcome: 'approve', remark: '' }),
  );
}

test('what was not paid out cannot be reported as spent', async () => {
  const city = await withCity();
  const { pilar, actors } = city;
  const { activity, proposal } = await completed(city);
  expect(
    await handIn(pilar, actors.rw1, { obligation: await reportOwed(city, activity), content: CONTENT }),
  ).toMatchObject({
    ok: false,
    refusal: { refusal: 'filing.not-paid-out', params: { spent: 27_360_000n, paid: 0n } },
  });
  await payOut(city, proposal);
  expect(
    await handIn(pilar, actors.rw1, { obligation: await reportOwed(city, activity), content: CONTENT }),
  ).toMatchObject({ ok: true });
});

test('the records beneath a filing are closed while it stands and open again when it is returned', async () => {
  const city = await withCity();
  const { pilar, actors } = city;
  const { activity, proposal, expense } = await completed(city);
  await payOut(city, proposal);
  const { filing } = granted(
    await handIn(pilar, actors.rw1, { obligation: await reportOwed(city, activity), content: CONTENT }),
  );

  const closed = { ok: false, refusal: { refusal: 'activity.reported' } };
  expect(await recordExpense(pilar, actors.rw1, payment(activity))).toMatchObject(closed);
  expect(
    await strikeFromActivity(pilar, actors.rw1, { activity, kind: 'expense', row: expense }),
  ).toMatchObject(closed);

  granted(
    await answerFiling(pilar, actors.lurah, { filing, outcome: 'return', remark: 'Kuitansi belum ada' }),
  );
  granted(await strikeFromActivity(pilar, actors.rw1, { activity, kind: 'expense', row: expense }));
  granted(await recordExpense(pilar, actors.rw1, { ...payment(activity), receipt: await photo() }));
  granted(
    await handIn(pilar, actors.rw1, {
      obligation: await reportOwed(city, activity),
      content: CONTENT,
      replies: await repliesTo(pilar, city.tenant, filing),
    }),
  );
  for (const reviewer of [actors.lurah, actors.camat, actors.setda]) {
    granted(await answerFiling(pilar, reviewer, { filing, outcome: 'accept', remark: '' }));
  }
  expect(await recordExpense(pilar, actors.rw1, payment(activity))).toMatchObject(closed);
});

test('an overdue filing is excused by the offices the model names, with a reason, and may still be handed in', async () => {
  const city = await withCity();
  const { pilar, tenant, actors, offices, program } = city;
  const { activity, proposal } = await completed(city);
  await payOut(city, proposal);
  const owed = () => pilar.read(tenant, (tx) => obligationFor(tx, 'lpj', activity));
  expect(await owed()).toMatchObject({ state: 'open', dueOn: '2026-02-24' });

  pilar.clock.set(new Date('2026-03-02T03:00:00Z'));
  const overdue = (area: string) =>
    pilar.read(tenant, (tx) => overdueNow(tx, 10, { program: program.id, area }));
  expect(await overdue('32.73.30')).toMatchObject([
    { subjectId: activity, organizationName: offices.rw1.name },
  ]);
  expect(await overdue('32.73.29')).toEqual([]);

  const obligation = (await owed())?.id ?? '';
  const excuse = (who: Actor, reason: string) => waiveObligation(pilar, who, { obligation, reason });
  expect(await excuse(actors.lurah, 'Banjir')).toMatchObject({ refusal: { refusal: 'access.office' } });
  expect(await excuse(actors.camat, ' ')).toMatchObject({
    refusal: { refusal: 'input.required', field: 'reason' },
  });
  granted(await excuse(actors.camat, 'Banjir merusak bukti'));
  expect(await overdue('32.73.30')).toEqual([]);

  const { filing } = granted(
    await handIn(pilar, actors.rw1, { obligation: await reportOwed(city, activity), content: CONTENT }),
  );
  expect((await owed())?.state).toBe('fulfilled');
  granted(
    await answerFiling(pilar, actors.lurah, { filing, outcome: 'return', remark: 'Foto kurang jelas' }),
  );
  expect(await owed()).toMatchObject({ state: 'waived', waiverReason: 'Banjir merusak bukti' });
});

test('what is sent back with remarks by part is answered one by one, and whoever checks sees old and new side by side', async () => {
  const city = await withCity();
  const { pilar, tenant, actors } = city;
  const { activity, proposal, expense } = await completed(city);
  await payOut(city, proposal);
  const obligation = await reportOwed(city, activity);
  const { filing } = granted(await handIn(pilar, actors.rw1, { obligation, content: CONTENT }));
  const seenBy = async (who: Actor | { tenant: string }) => {
    const found = await pilar.read(tenant, (tx) => filingOverview(tx, who, filing));
    if ('refusal' in found) throw new Error(found.refusal);
    return found;
  };
  const answer = (who: Actor, outcome: 'accept' | 'return', remarks: { part: string; remark: string }[]) =>
    answerFiling(pilar, who, { filing, outcome, remark: '', remarks });
  const ofExpense = { part: `expense.${expense}`, remark: 'Nilainya tidak sama dengan kuitansi.' };
  const ofResult = { part: 'result', remark: 'Sebutkan berapa rumah.' };

  expect((await seenBy(actors.lurah)).parts?.map((one) => one.part)).toContain(ofExpense.part);
  expect(await answer(actors.lurah, 'accept', [ofResult])).toMatchObject({
    refusal: { refusal: 'filing.remarks-kept' },
  });
  expect(await answer(actors.lurah, 'return', [])).toMatchObject({
    refusal: { field: 'remark', refusal: 'input.required' },
  });
  expect(
    await answer(actors.lurah, 'return', [{ part: `expense.${activity}`, remark: 'Tidak ada.' }]),
  ).toMatchObject({
    refusal: { issues: [{ field: `remarks.expense.${activity}`, refusal: 'input.choice' }] },
  });
  granted(await answer(actors.lurah, 'return', [ofExpense, ofResult]));

  pilar.clock.set(new Date('2026-02-12T03:00:00Z'));
  granted(await strikeFromActivity(pilar, actors.rw1, { activity, kind: 'expense', row: expense }));
  granted(
    await recordExpense(pilar, actors.rw1, {
      ...payment(activity),
      amount: '27.000.000',
      receipt: await photo(),
    }),
  );
  const content = { ...CONTENT, result: 'Dua belas rumah tidak tergenang.' };
  const replies = await repliesTo(pilar, tenant, filing);
  const [first = '', second = ''] = Object.keys(replies);
  expect(
    await handIn(pilar, actors.rw1, { obligation, content, replies: { [first]: 'Sudah.' } }),
  ).toMatchObject({
    refusal: { issues: [{ field: `replies.${second}`, refusal: 'filing.remark-unanswered' }] },
  });
  // What is written of an answer is the institution's own until it is handed in.
  granted(await saveFiling(pilar, actors.rw1, { obligation, content, replies: { [first]: 'Rancangan.' } }));
  expect((await seenBy(actors.lurah)).remarks.map((one) => one.reply)).toEqual(['', '']);
  expect((await seenBy(actors.lurah)).since).toBeUndefined();
  granted(await handIn(pilar, actors.rw1, { obligation, content, replies }));

  const seen = await seenBy(actors.lurah);
  expect(seen.since?.mended).toMatchObject([
    {
      changed: true,
      before: { amount: '27360000' },
      now: { amount: '27000000' },
      remark: { remark: ofExpense.remark, reply: 'Sudah diperbaiki.' },
    },
    { part: 'result', changed: true, before: { result: CONTENT.result }, now: { result: content.result } },
  ]);
  const visitor = await seenBy({ tenant });
  expect([visitor.remarks, visitor.since, visitor.parts]).toEqual([[], undefined, undefined]);
  expect((await seenBy(actors.camat)).parts).toBeUndefined();
  granted(await answer(actors.lurah, 'accept', []));
});
