import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Actor, Visitor } from '#kernel/actor.ts';
import { newId } from '#kernel/id.ts';
import { isRefusal } from '#kernel/refusal.ts';
import { insertOrganizations, stewardOf } from '#modules/actors/index.ts';
import { answerFiling, filingOverview, listFilings, openRemarks } from '#modules/filings/index.ts';
import { deskOf } from '#modules/notices/index.ts';
import {
  enterHoliday,
  owedByParty,
  owePeriods,
  sweepClocks,
  waiveObligation,
} from '#modules/obligations/index.ts';
import { type Searched, searchThings } from '#modules/overview/index.ts';
import { openProgram } from '#modules/programs/index.ts';
import { handIn } from '#modules/reporting/index.ts';
import { granted, VILLAGE, withCity } from '../support/city.ts';

/**
 * Accounts without money, over two years: each RW plans its year and tells of each quarter, the city evaluates each year in
 * the next. Every period is owed by itself, with its own day. All of it stands in its YAML.
 */
test('every RW owes its plan and its quarters, the city its evaluation, each by its own day', async () => {
  const { pilar, tenant, actors, offices } = await withCity();
  const source = readFileSync('test/models/laporan-berkala.yaml', 'utf8');
  const program = granted(
    await pilar.change(actors.setda, 'offices:write', async (tx, actor) => {
      const opened = await openProgram(tx, stewardOf(actor), { source, region: '32.73', fiscalYear: 2026 });
      if (opened.ok) await owePeriods(tx, stewardOf(actor), opened.value);
      return opened;
    }),
  );
  const on = (day: string) => pilar.clock.set(new Date(`${day}T03:00:00Z`));
  const owed = async (organization: string) =>
    (await pilar.read(tenant, (tx) => owedByParty(tx, organization))).map((one) => [
      one.kind,
      one.occasion,
      one.dueOn,
      one.state,
    ]);
  expect(await owed(offices.rw1.id)).toEqual([
    ['rencana-kerja', '2026', '2026-03-02', 'open'],
    ['triwulan', '2026-Q1', '2026-04-14', 'open'],
    ['triwulan', '2026-Q2', '2026-07-14', 'open'],
    ['triwulan', '2026-Q3', '2026-10-14', 'open'],
    ['triwulan', '2026-Q4', '2027-01-14', 'open'],
    ['rencana-kerja', '2027', '2027-03-01', 'open'],
    ['triwulan', '2027-Q1', '2027-04-14', 'open'],
    ['triwulan', '2027-Q2', '2027-07-14', 'open'],
    ['triwulan', '2027-Q3', '2027-10-14', 'open'],
    ['triwulan', '2027-Q4', '2028-01-14', 'open'],
  ]);
  expect((await owed(offices.setda.id)).map(([kind, occasion, due]) => [kind, occasion, due])).toEqual([
    ['evaluasi', '2026', '2027-03-01'],
    ['evaluasi', '2027', '2028-02-28'],
  ]);

  // On the desk lies what may be written by now: the plan, not the quarters to come.
  const desk = (actor: Actor) =>
    pilar.read(tenant, async (tx) =>
      (await deskOf(tx, actor, 20))
        .filter((one) => one.kind.startsWith('filing'))
        .map((one) => [one.kind, one.called?.id, one.occasion, one.dueOn]),
    );
  expect(await desk(actors.rw1)).toEqual([['filing.write', 'Rencana kerja', '2026', '2026-03-02']]);

  const due = async (organization: string, occasion: string) =>
    (await pilar.read(tenant, (tx) => owedByParty(tx, organization))).find((one) => one.occasion === occasion)
      ?.id ?? '';
  const quarter = await due(offices.rw1.id, '2026-Q1');
  const told = {
    kegiatan: 'Kerja bakti dua kali.',
    peserta: '1.250',
    nilai: 'Rp 1,5 juta',
    penghubung: 'Ketua RT 2',
  };
  expect(await handIn(pilar, actors.rw1, { obligation: quarter, content: told })).toMatchObject({
    refusal: { refusal: 'filing.not-open', params: { day: '2026-04-01' } },
  });

  // The plan: what lacks is named, another RW cannot write it, the lurah sends it back once and accepts it.
  const plan = await due(offices.rw1.id, '2026');
  expect(await handIn(pilar, actors.rw1, { obligation: plan, content: {} })).toMatchObject({
    refusal: { issues: [{ field: 'content.rencana', refusal: 'input.required' }] },
  });
  const content = { rencana: 'Posyandu setiap bulan.' };
  expect(await handIn(pilar, actors.rw2, { obligation: plan, content })).toMatchObject({
    refusal: { refusal: 'access.office' },
  });
  const { filing } = granted(await handIn(pilar, actors.rw1, { obligation: plan, content }));
  expect(await desk(actors.rw1)).toEqual([]);
  expect(await desk(actors.lurah)).toEqual([['filing.review', 'Rencana kerja', '2026', '2026-02-17']]);
  const answer = (outcome: 'accept' | 'return', remark: string) =>
    answerFiling(pilar, actors.lurah, { filing, outcome, remark });
  granted(await answer('return', 'Kapan?'));
  expect(await desk(actors.rw1)).toEqual([['filing.mend', 'Rencana kerja', '2026', '2026-03-02']]);
  // What was said in sending it back is answered, also where nothing else is changed.
  expect(await handIn(pilar, actors.rw1, { obligation: plan, content })).toMatchObject({
    refusal: { issues: [{ refusal: 'filing.remark-unanswered' }] },
  });
  const [open] = await pilar.read(tenant, (tx) => openRemarks(tx, { id: filing, state: 'returned' }));
  const replies = { [open?.id ?? '']: 'Setiap Rabu pertama.' };
  granted(await handIn(pilar, actors.rw1, { obligation: plan, content, replies }));
  expect(await pilar.read(tenant, (tx) => filingOverview(tx, { tenant }, filing))).toMatchObject({
    fieldAnswers: undefined,
    about: undefined,
  });
  granted(await answer('accept', ''));
  expect(await pilar.read(tenant, (tx) => filingOverview(tx, { tenant }, filing))).toMatchObject({
    fieldAnswers: [{ value: content.rencana }],
    filing: { state: 'accepted', occasion: '2026', activity: null },
    organization: { id: offices.rw1.id },
  });
  expect(await pilar.read(tenant, (tx) => listFilings(tx, { program: program.id }, 10))).toMatchObject([
    { id: filing, title: null, placeName: 'RW 01', dueOn: '2026-03-02' },
  ]);

  // The second RW is late: the lurah sees it after three working days, the camat excuses it.
  on('2026-03-05');
  expect(await desk(actors.lurah)).toMatchObject([
    ['filing.overdue', 'Rencana kerja', '2026', '2026-03-02'],
    ['filing.overdue', 'Rencana kerja', '2026', '2026-03-02'],
  ]);
  expect(await sweepClocks(pilar, tenant)).toEqual({ owed: 0, escalated: 2 });
  const second = await due(offices.rw2.id, '2026');
  granted(await waiveObligation(pilar, actors.camat, { obligation: second, reason: 'Ketua baru' }));
  expect(await desk(actors.rw2)).toEqual([]);

  // A holiday decreed late moves the quarter of everybody who owes it.
  on('2026-04-01');
  expect(await desk(actors.rw1)).toEqual([['filing.write', 'Laporan triwulan', '2026-Q1', '2026-04-14']]);
  const off = { day: '2026-04-10', kind: 'local', name: 'Hari Jadi', decree: 'SE 9/2026' };
  expect(granted(await enterHoliday(pilar, actors.setda, off)).moved).toBe(3);
  expect(await desk(actors.rw1)).toEqual([['filing.write', 'Laporan triwulan', '2026-Q1', '2026-04-15']]);

  // A figure is read as it is asked, what is about somebody stays among those who judge it.
  const wrong = { ...told, peserta: 'seribu lebih', nilai: '' };
  expect(await handIn(pilar, actors.rw1, { obligation: quarter, content: wrong })).toMatchObject({
    refusal: {
      issues: [
        { field: 'content.peserta', refusal: 'input.number' },
        { field: 'content.nilai', refusal: 'input.required' },
      ],
    },
  });
  const handedIn = granted(await handIn(pilar, actors.rw1, { obligation: quarter, content: told }));
  granted(
    await answerFiling(pilar, actors.lurah, { filing: handedIn.filing, outcome: 'accept', remark: '' }),
  );
  const seenBy = (viewer: Actor | Visitor) =>
    pilar.read(tenant, async (tx) => {
      const found = await filingOverview(tx, viewer, handedIn.filing);
      return isRefusal(found) ? [] : (found.fieldAnswers ?? []).map((one) => one.value);
    });
  expect(await seenBy(actors.lurah)).toEqual(['Kerja bakti dua kali.', '1250', '1500000', 'Ketua RT 2']);
  // Neither everybody nor an officer of the place who is on no step of its way.
  for (const viewer of [{ tenant }, actors.camat, actors.treasurer]) {
    expect(await seenBy(viewer)).toEqual(['Kerja bakti dua kali.', '1250', '1500000', undefined]);
  }
  expect((await seenBy(actors.rw1))[3]).toBe('Ketua RT 2');

  // By words it is found as it is called, with whose it is and for when; a draft is not.
  const found = async (kind: Searched, text: string) =>
    (await pilar.read(tenant, (tx) => searchThings(tx, kind, { text, limit: 9 }))).hits;
  expect(await found('filing', 'triwulan rw 2026-q1')).toMatchObject([
    { id: handedIn.filing, page: `laporan/${handedIn.filing}`, region: `${VILLAGE}.001` },
  ]);
  expect(await found('filing', 'work PLAN')).toMatchObject([{ id: filing }]);
  expect(await found('filing', 'triwulan 2027')).toEqual([]);
  expect(await found('program', 'berkala 2026')).toMatchObject([{ id: program.id }]);

  // An RW that is founded now owes what is still to come, once.
  const founded = { id: newId(), kind: 'rw', name: 'RW 04', region: `${VILLAGE}.003` };
  await pilar.change(actors.setda, 'offices:write', async (tx) => {
    await insertOrganizations(tx, [founded]);
    return { ok: true, value: founded };
  });
  expect(await sweepClocks(pilar, tenant)).toMatchObject({ owed: 9 });
  expect(await sweepClocks(pilar, tenant)).toMatchObject({ owed: 0 });
  expect((await owed(founded.id))[0]).toEqual(['triwulan', '2026-Q1', '2026-04-15', 'open']);
});
