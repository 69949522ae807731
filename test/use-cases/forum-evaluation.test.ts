import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Actor } from '#kernel/actor.ts';
import { type Id, newId } from '#kernel/id.ts';
import { stewardOf } from '#modules/actors/index.ts';
import { listForums, sweepMeetings } from '#modules/deliberation/index.ts';
import { answerFiling, askForFiling, filedByMeeting, filingOverview } from '#modules/filings/index.ts';
import { deskOf } from '#modules/notices/index.ts';
import { openBy, sweepClocks } from '#modules/obligations/index.ts';
import { openProgram } from '#modules/programs/index.ts';
import { handIn } from '#modules/reporting/index.ts';
import { granted, withCity } from '../support/city.ts';
import { repliesTo } from '../support/replies.ts';
import { cityWithTjsl } from '../support/tjsl.ts';

const WRITTEN = {
  perkembangan: 'Tiga perusahaan bergabung.',
  'bidang-tertinggal': 'Olahraga dan seni budaya.',
};

/** The city with its Forum, and what it takes to look at desks and at what the Forum owes. */
async function withForum() {
  const tjsl = await cityWithTjsl();
  const { pilar, tenant, secretary } = tjsl;
  const on = (day: string) => pilar.clock.set(new Date(`${day}T03:00:00Z`));
  const desk = (who: Actor, kind: string) =>
    pilar.read(tenant, async (tx) =>
      (await deskOf(tx, who, 50))
        .filter((one) => one.kind === kind)
        .map((one) => [one.called?.id, one.occasion, one.dueOn]),
    );
  const owed = async (kind: string, occasion: string): Promise<Id> => {
    const body = secretary.mandates[0]?.organization.id ?? '';
    const found = await pilar.read(tenant, (tx) => openBy(tx, body));
    return found.find((one) => one.kind === kind && one.occasion === occasion)?.id ?? '';
  };
  const meeting = async (): Promise<Id> => {
    const [last] = await pilar.read(tenant, (tx) => listForums(tx, { program: tjsl.program.id }, 1));
    return last?.id ?? '';
  };
  const read = async (filing: Id, viewer: Actor | { tenant: Id } = { tenant }) => {
    const found = await pilar.read(tenant, (tx) => filingOverview(tx, viewer, filing));
    if ('refusal' in found) throw new Error(found.refusal);
    return found;
  };
  await sweepClocks(pilar, tenant);
  return { ...tjsl, on, desk, owed, meeting, read };
}

test('the Forum evaluates its quarter on its minutes, with figures that stay as they were, and the mayor receives it', async () => {
  const { pilar, tenant, secretary, chair, mayor, founder, program, ...tjsl } = await withForum();
  await tjsl.join(founder, 'PT Cahaya Hijau');
  const quarter = await tjsl.owed('evaluasi', '2026-Q1');
  expect(await handIn(pilar, secretary, { obligation: quarter, content: WRITTEN })).toMatchObject({
    refusal: { refusal: 'filing.not-open', params: { day: '2026-04-01' } },
  });
  tjsl.on('2026-04-06');
  const { filing } = granted(await handIn(pilar, secretary, { obligation: quarter, content: WRITTEN }));
  expect(await tjsl.desk(chair, 'filing.review')).toEqual([['Evaluasi triwulan', '2026-Q1', null]]);
  const { figures } = (await tjsl.read(filing, secretary)).filing;
  expect(figures).toMatchObject({ from: '2026-01-01', until: '2026-03-31' });
  expect(figures?.measures).toContainEqual({ measure: 'forums-held', value: '0', before: '0', pages: [] });
  expect(figures?.measures.find((one) => one.measure === 'proposals')).toMatchObject({ value: '1' });

  // Without a meeting nobody sends it up for the Forum, and whoever wrote it never does.
  const answer = (who: Actor, meeting?: Id) =>
    answerFiling(pilar, who, { filing, outcome: 'accept', remark: '', meeting });
  expect(await answer(chair)).toMatchObject({
    refusal: { refusal: 'filing.no-minutes', field: 'meeting' },
  });
  expect(await answer(secretary, await tjsl.meeting())).toMatchObject({
    refusal: { refusal: 'access.office' },
  });
  await tjsl.meet([]);
  const meeting = await tjsl.meeting();
  expect(await answer(mayor, meeting)).toMatchObject({ refusal: { refusal: 'access.office' } });
  granted(await answer(chair, meeting));
  expect(await tjsl.desk(mayor, 'filing.review')).toEqual([['Evaluasi triwulan', '2026-Q1', null]]);

  // The public knows that it is on its way; once the mayor has it, all of it.
  const public_ = await tjsl.read(filing);
  expect(public_.fieldAnswers).toBeUndefined();
  granted(await answer(mayor));
  const told = await tjsl.read(filing);
  expect(told.filing).toMatchObject({ state: 'accepted', meeting, figures });
  expect(told.fieldAnswers?.map((one) => one.value)).toEqual(Object.values(WRITTEN));
  // What was held afterwards changes no figure of the quarter that was told.
  expect(told.filing.figures).toEqual(figures);
  const filed = await pilar.read(tenant, (tx) => filedByMeeting(tx, program));
  expect(filed.get('triwulan')?.filed).toMatchObject([
    { id: filing, occasion: '2026-Q1', state: 'accepted' },
  ]);
});

test('what comes back from the mayor is told anew, with the figures of that day', async () => {
  const { pilar, secretary, chair, mayor, founder, ...tjsl } = await withForum();
  await tjsl.meet([]);
  tjsl.on('2026-04-06');
  const obligation = await tjsl.owed('evaluasi', '2026-Q1');
  const { filing } = granted(await handIn(pilar, secretary, { obligation, content: WRITTEN }));
  const meeting = await tjsl.meeting();
  granted(await answerFiling(pilar, chair, { filing, outcome: 'accept', remark: '', meeting }));
  granted(await answerFiling(pilar, mayor, { filing, outcome: 'return', remark: 'Sebutkan wilayahnya.' }));
  await tjsl.join(founder, 'PT Cahaya Hijau');
  const replies = await repliesTo(pilar, tjsl.tenant, filing);
  granted(await handIn(pilar, secretary, { obligation, content: WRITTEN, replies }));
  const { figures } = (await tjsl.read(filing, secretary)).filing;
  expect(figures?.measures.find((one) => one.measure === 'proposals')).toMatchObject({ value: '1' });
  expect(figures?.measures.find((one) => one.measure === 'forums-held')).toMatchObject({
    value: '1',
    before: '0',
    pages: [`musyawarah/${meeting}`],
  });
});

test('the mayor asks for an evaluation on any day, once a day, and nobody else does', async () => {
  const { pilar, secretary, chair, mayor, program, ...tjsl } = await withForum();
  const ask = (who: Actor, question = 'Bagaimana perkembangan bidang pendidikan?', kind = 'evaluasi') =>
    askForFiling(pilar, who, { program: program.slug, kind, question });
  tjsl.on('2026-05-04');
  expect(await ask(secretary)).toMatchObject({ refusal: { refusal: 'access.office' } });
  expect(await ask(mayor, ' ')).toMatchObject({ refusal: { refusal: 'input.required', field: 'question' } });
  expect(await ask(mayor, 'Apa?', 'rencana')).toMatchObject({ refusal: { refusal: 'access.not-found' } });
  expect(granted(await ask(mayor))).toMatchObject({ asked: 1 });
  expect(await ask(mayor)).toMatchObject({ refusal: { refusal: 'filing.asked-today' } });
  // Ten working days from Monday 4 May 2026; this city keeps no holidays.
  const [, , due] =
    (await tjsl.desk(secretary, 'filing.write')).find(([, day]) => day === '2026-05-04') ?? [];
  expect(due).toBe('2026-05-18');
  const obligation = await tjsl.owed('evaluasi', '2026-05-04');
  tjsl.on('2026-05-06');
  await tjsl.meet([]);
  const { filing } = granted(await handIn(pilar, secretary, { obligation, content: WRITTEN }));
  const meeting = await tjsl.meeting();
  granted(await answerFiling(pilar, chair, { filing, outcome: 'accept', remark: '', meeting }));
  granted(await answerFiling(pilar, mayor, { filing, outcome: 'accept', remark: '' }));
  expect(await tjsl.read(filing)).toMatchObject({
    owed: { askedFor: 'Bagaimana perkembangan bidang pendidikan?' },
    filing: { occasion: '2026-05-04', figures: { from: '2026-04-01', until: '2026-05-06' } },
  });
});

test('where no Forum was formed nobody can be asked', async () => {
  const { pilar, actors, offices, tenant } = await withCity();
  const source = readFileSync('models/tjsl/2014.yaml', 'utf8');
  const program = granted(
    await pilar.change(actors.setda, 'offices:write', (tx, who) =>
      openProgram(tx, stewardOf(who), { source, region: '32.73', fiscalYear: 2026 }),
    ),
  );
  const { setda } = offices;
  const mandates = [{ id: newId(), office: 'mayor', organization: setda, region: setda.region }];
  const mayor = { ...actors.setda, tenant, mandates };
  const input = { program: program.slug, kind: 'evaluasi', question: 'Bagaimana perkembangannya?' };
  expect(await askForFiling(pilar, mayor, input)).toMatchObject({
    refusal: { refusal: 'filing.nobody-files' },
  });
});

test('a quarter that comes to its end without a meeting lies on the desk of the secretary until one is called', async () => {
  const { pilar, tenant, secretary, mayor, ...tjsl } = await withForum();
  const waiting = () => tjsl.desk(secretary, 'forum.call');
  expect(await sweepMeetings(pilar, tenant)).toBe(0);
  tjsl.on('2026-03-12');
  expect(await sweepMeetings(pilar, tenant)).toBe(1);
  expect(await sweepMeetings(pilar, tenant)).toBe(0);
  expect(await waiting()).toEqual([['Rapat Forum TJSL', '2026-Q1', '2026-03-31']]);
  expect(await tjsl.desk(mayor, 'forum.call')).toEqual([]);
  // The quarter went by: it stays there, and the next one comes to it.
  tjsl.on('2026-06-15');
  expect(await sweepMeetings(pilar, tenant)).toBe(1);
  expect(await waiting()).toEqual([
    ['Rapat Forum TJSL', '2026-Q1', '2026-03-31'],
    ['Rapat Forum TJSL', '2026-Q2', '2026-06-30'],
  ]);
  await tjsl.meet([]);
  expect(await waiting()).toEqual([]);
  expect(await sweepMeetings(pilar, tenant)).toBe(0);
});

test('the work plan of the Forum is set by its chair, who belongs to the Forum that wrote it', async () => {
  const { pilar, secretary, chair, ...tjsl } = await withForum();
  const obligation = await tjsl.owed('rencana-forum', '2027');
  tjsl.on('2027-01-05');
  const content = { rencana: 'Empat rapat, dua kunjungan lapangan.' };
  const { filing } = granted(await handIn(pilar, secretary, { obligation, content }));
  expect(await answerFiling(pilar, secretary, { filing, outcome: 'accept', remark: '' })).toMatchObject({
    refusal: { refusal: 'access.office' },
  });
  granted(await answerFiling(pilar, chair, { filing, outcome: 'accept', remark: '' }));
});
