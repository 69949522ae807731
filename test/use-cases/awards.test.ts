import { describe, expect, test } from 'vitest';
import { isRefusal } from '#kernel/refusal.ts';
import {
  awardFacts,
  awardOverview,
  awardsIn,
  changeAward,
  closeAward,
  draftAward,
  jurorSheet,
  markCandidate,
  publishAward,
  setAwardResult,
  withdrawAward,
} from '#modules/awards/index.ts';
import { verifyRecords } from '#modules/journal/index.ts';
import { deskOf } from '#modules/notices/index.ts';
import { granted } from '../support/city.ts';
import { employ, seatedJury } from '../support/jury.ts';
import { cityWithTjsl } from '../support/tjsl.ts';

const WEIGHTS = new Map([
  ['komitmen', '100'],
  ['perencanaan', '0'],
  ['pelaksanaan', '200'],
  ['evaluasi', '0'],
  ['keberlanjutan', '300'],
  ['dokumen', '300'],
  ['lainnya', '100'],
]);
const DAYS = { marksFrom: '2026-02-17', marksUntil: '2026-03-03' };

/** TJSL with two companies and a jury of four, and a round drawn up by the secretary of the Forum. */
async function drawnUp() {
  const tjsl = await cityWithTjsl();
  const anggrek = await tjsl.join(tjsl.founder, 'PT Anggrek');
  const melati = await tjsl.join(tjsl.rival, 'PT Melati');
  const jurors = await seatedJury(tjsl);
  const { round } = granted(
    await draftAward(tjsl.pilar, tjsl.secretary, {
      program: tjsl.program.slug,
      award: 'penghargaan-tjsl',
      ...DAYS,
      weights: WEIGHTS,
    }),
  );
  const on = (day: string) => tjsl.pilar.clock.set(new Date(`${day}T03:00:00Z`));
  const [first, second, third, fourth] = jurors;
  if (!first || !second || !third || !fourth) throw new Error('the jury is not full');
  const mark = (who: typeof first, candidate: string, all: string, others: Record<string, string> = {}) =>
    markCandidate(tjsl.pilar, who, {
      round,
      candidate,
      marks: new Map(
        Object.entries({ perencanaan: all, keberlanjutan: all, dokumen: all, lainnya: all, ...others }),
      ),
    });
  const facts = async (viewer: Parameters<typeof awardFacts>[1]) => {
    const found = await tjsl.pilar.read(tjsl.tenant, (tx) => awardFacts(tx, viewer, round));
    if (isRefusal(found)) throw new Error(found.refusal);
    return found;
  };
  return {
    ...tjsl,
    anggrek,
    melati,
    jurors: [first, second, third, fourth] as const,
    round,
    on,
    mark,
    facts,
  };
}

/** The round published on 10 February, and its first day of marking. */
async function beingMarked() {
  const city = await drawnUp();
  granted(await publishAward(city.pilar, city.secretary, { round: city.round }));
  city.on('2026-02-17');
  return city;
}

describe('a round of an award', () => {
  test('is published with its weights, marked in private, closed with its computation and set by the mayor', async () => {
    const city = await drawnUp();
    const { pilar, tenant, round, secretary, mayor, chair, anggrek, melati, jurors, mark, on } = city;
    const [first, second, third, fourth] = jurors;
    const visitor = { tenant };
    const seen = (viewer: Parameters<typeof awardFacts>[1]) =>
      pilar.read(tenant, (tx) => awardFacts(tx, viewer, round));
    const desk = async (who: typeof first) =>
      (await pilar.read(tenant, (tx) => deskOf(tx, who, 50))).map((one) => one.kind);

    // A draft is there for the secretary alone.
    expect(await seen(visitor)).toMatchObject({ refusal: 'access.not-found' });
    expect(await pilar.read(tenant, (tx) => awardsIn(tx, visitor, city.program, 5))).toEqual([]);
    expect(await seen(secretary)).toMatchObject({ round: { state: 'draft' } });
    granted(await publishAward(pilar, secretary, { round, version: 1 }));
    const published = await city.facts(visitor);
    expect(published).toMatchObject({
      jurors: 4,
      computation: undefined,
      round: { publishedOn: '2026-02-10' },
    });
    expect(published.candidates.map((one) => one.name)).toEqual(['PT Anggrek', 'PT Melati']);
    expect([...published.weights.values()].reduce((sum, one) => sum + one, 0)).toBe(1000);

    // Nobody is asked before the first day; then each juror by themselves.
    expect(await desk(first)).not.toContain('award.mark');
    expect(await mark(first, anggrek.company, '80')).toMatchObject({
      refusal: { refusal: 'award.not-marking', params: { from: '2026-02-17', until: '2026-03-03' } },
    });
    on('2026-02-17');
    expect(await desk(first)).toContain('award.mark');
    granted(await mark(first, anggrek.company, '80'));
    granted(await mark(second, anggrek.company, '60'));
    granted(await mark(third, anggrek.company, '70', { dokumen: '' }));
    granted(await mark(first, melati.company, '90'));
    granted(await mark(second, melati.company, '90'));
    granted(await mark(third, melati.company, '90'));
    expect(await desk(first)).not.toContain('award.mark');
    expect(await desk(third)).toContain('award.mark');

    // A juror sees their own marks; nobody sees others', nor any of them before the end.
    const sheet = await pilar.read(tenant, (tx) => jurorSheet(tx, second, round));
    if (isRefusal(sheet)) throw new Error(sheet.refusal);
    expect(sheet.sheet.map((one) => [...one.marks.values()])).toEqual([
      [60, 60, 60, 60],
      [90, 90, 90, 90],
    ]);
    expect(await city.facts(secretary)).toMatchObject({ computation: undefined });
    expect(await pilar.read(tenant, (tx) => jurorSheet(tx, chair, round))).toMatchObject({
      refusal: 'access.office',
    });

    // While somebody could still mark it stays open; after the last day it is closed, and marks come too late.
    expect(await closeAward(pilar, secretary, { round })).toMatchObject({
      refusal: { refusal: 'award.marking', params: { missing: 9 } },
    });
    on('2026-03-04');
    expect(await mark(fourth, anggrek.company, '100')).toMatchObject({
      refusal: { refusal: 'award.not-marking' },
    });
    granted(await closeAward(pilar, secretary, { round }));
    expect(await mark(fourth, anggrek.company, '100')).toMatchObject({
      refusal: { refusal: 'award.not-marking' },
    });
    expect(await changeAward(pilar, secretary, { round, ...DAYS, weights: WEIGHTS })).toMatchObject({
      refusal: { refusal: 'award.state' },
    });
    const { computation } = await city.facts(visitor);
    // Melati: no activity and nothing given is nothing by the records; 300·900 + 300·900 + 100·900 = 630 000 of 800.
    // Anggrek: documents have two marks of three, and are left out: 300·700 + 100·700 = 280 000 of 500.
    expect(computation?.candidates).toMatchObject([
      { name: 'PT Melati', place: 1, points: 630_000, weight: 800 },
      { name: 'PT Anggrek', place: 2, points: 280_000, weight: 500 },
    ]);
    expect(computation?.candidates[1]?.aspects.map((one) => [one.aspect, one.standing, one.score])).toEqual([
      ['komitmen', 'rated', 0],
      ['perencanaan', 'no-evidence', null],
      ['pelaksanaan', 'no-evidence', null],
      ['evaluasi', 'no-evidence', null],
      ['keberlanjutan', 'rated', 700],
      ['dokumen', 'too-few-marks', null],
      ['lainnya', 'rated', 700],
    ]);
    expect(computation?.candidates[1]?.aspects[4]?.marks).toEqual({
      count: 3,
      lowest: 60,
      median: 700,
      highest: 80,
      mean: 700,
    });

    // Set by the mayor, and by nobody who kept the round.
    expect(await desk(mayor)).toContain('award.set');
    expect(await setAwardResult(pilar, secretary, { round, decree: 'Kepwal 1' })).toMatchObject({
      refusal: { refusal: 'access.office' },
    });
    const both = { ...secretary, mandates: [...secretary.mandates, ...mayor.mandates] };
    expect(await setAwardResult(pilar, both, { round, decree: 'Kepwal 1' })).toMatchObject({
      refusal: { refusal: 'access.maker-checker' },
    });
    expect(await setAwardResult(pilar, mayor, { round, decree: ' ' })).toMatchObject({
      refusal: { refusal: 'input.required', field: 'decree' },
    });
    granted(await setAwardResult(pilar, mayor, { round, decree: 'Kepwal 500/Kep.1/2026' }));
    expect(await city.facts(visitor)).toMatchObject({
      round: { state: 'set', decree: 'Kepwal 500/Kep.1/2026' },
    });
    expect(await withdrawAward(pilar, secretary, { round, reason: 'Salah.' })).toMatchObject({
      refusal: { refusal: 'award.state', params: { state: 'set' } },
    });
    // The award is given every two years.
    const next = await draftAward(pilar, secretary, {
      program: city.program.slug,
      award: 'penghargaan-tjsl',
      marksFrom: '2026-03-20',
      marksUntil: '2027-01-20',
      weights: WEIGHTS,
    });
    expect(next).toMatchObject({ refusal: { field: 'marksUntil', refusal: 'input.date-order' } });
    const again = granted(
      await draftAward(pilar, secretary, {
        program: city.program.slug,
        award: 'penghargaan-tjsl',
        marksFrom: '2026-11-20',
        marksUntil: '2027-01-20',
        weights: WEIGHTS,
      }),
    );
    expect(await publishAward(pilar, secretary, { round: again.round })).toMatchObject({
      refusal: { refusal: 'award.too-soon', params: { year: '2028' } },
    });
    await pilar.read(tenant, async (tx) => expect((await verifyRecords(tx)).faults).toEqual([]));
  });

  test('closes before its last day once all marks are there that could be given', async () => {
    const { pilar, secretary, round, anggrek, melati, jurors, mark, tenant } = await beingMarked();
    for (const juror of jurors) {
      granted(await mark(juror, anggrek.company, '50'));
      granted(await mark(juror, melati.company, '50'));
    }
    const over = await pilar.read(tenant, (tx) => awardOverview(tx, secretary, round));
    expect(over).toMatchObject({ keeps: true, close: undefined, sets: false, seat: undefined });
    granted(await closeAward(pilar, secretary, { round }));
  });
});

describe('weights', () => {
  test.each([
    // what is typed instead          refused
    ['more than the whole', { komitmen: '101' }, { refusal: 'award.weights', params: { sum: 1001 } }],
    ['less than the whole', { dokumen: '299' }, { refusal: 'award.weights', params: { sum: 999 } }],
    [
      'no number',
      { komitmen: 'seratus' },
      { refusal: 'input.invalid', issues: [{ field: 'weight.komitmen', refusal: 'input.number' }] },
    ],
    [
      'one that is left out',
      { lainnya: '' },
      { refusal: 'input.invalid', issues: [{ field: 'weight.lainnya', refusal: 'input.required' }] },
    ],
  ])('%s are refused, and what stood stays', async (_, typed, refusal) => {
    const { pilar, secretary, round, facts } = await drawnUp();
    const weights = new Map([...WEIGHTS, ...Object.entries(typed)]);
    expect(await changeAward(pilar, secretary, { round, version: 1, ...DAYS, weights })).toMatchObject({
      refusal,
    });
    expect((await facts(secretary)).weights.get('dokumen')).toBe(300);
  });

  test('of a draft are changed by who saw the newest, and by nobody once they are published', async () => {
    const { pilar, secretary, economy, round } = await drawnUp();
    const weights = new Map([...WEIGHTS, ['komitmen', '50'], ['lainnya', '150']]);
    expect(await changeAward(pilar, economy, { round, ...DAYS, weights })).toMatchObject({
      refusal: { refusal: 'access.office' },
    });
    granted(await changeAward(pilar, secretary, { round, version: 1, ...DAYS, weights }));
    expect(await publishAward(pilar, secretary, { round, version: 1 })).toMatchObject({
      refusal: { refusal: 'input.stale' },
    });
    granted(await publishAward(pilar, secretary, { round, version: 2 }));
    expect(await changeAward(pilar, secretary, { round, version: 3, ...DAYS, weights })).toMatchObject({
      refusal: { refusal: 'award.state', params: { state: 'published' } },
    });
  });
});

describe('before a round is published', () => {
  test('there is time to read its weights', async () => {
    const { pilar, secretary, round, on } = await drawnUp();
    on('2026-02-11');
    expect(await publishAward(pilar, secretary, { round })).toMatchObject({
      refusal: { refusal: 'award.notice', params: { from: '2026-02-18' } },
    });
  });

  test('one of the award is under way at a time', async () => {
    const { pilar, secretary, program, round } = await drawnUp();
    const draft = { program: program.slug, award: 'penghargaan-tjsl', ...DAYS, weights: WEIGHTS };
    expect(await draftAward(pilar, secretary, draft)).toMatchObject({
      refusal: { refusal: 'award.open-already' },
    });
    granted(await withdrawAward(pilar, secretary, { round, reason: 'Disusun ulang.' }));
    granted(await draftAward(pilar, secretary, draft));
  });

  test('it has candidates, and enough jurors for every aspect', async () => {
    const tjsl = await cityWithTjsl();
    const { pilar, secretary, program } = tjsl;
    const draft = { program: program.slug, award: 'penghargaan-tjsl', ...DAYS, weights: WEIGHTS };
    const { round } = granted(await draftAward(pilar, secretary, draft));
    expect(await publishAward(pilar, secretary, { round })).toMatchObject({
      refusal: { refusal: 'award.candidates', params: { count: 0, limit: 500 } },
    });
    await tjsl.join(tjsl.founder, 'PT Anggrek');
    await seatedJury(tjsl, 1);
    expect(await publishAward(pilar, secretary, { round })).toMatchObject({
      refusal: { refusal: 'award.jury', params: { seated: 2, wanted: 3 } },
    });
  });
});

describe('a juror with an office in a candidate', () => {
  test.each([
    // the office in the candidate                             may mark it
    ['held now', '2026-01-01', null, 'award.conflict'],
    ['that ended after publishing', '2026-01-01', '2026-02-10', 'award.conflict'],
    ['that begins before the last day', '2026-03-03', null, 'award.conflict'],
    ['that ended before publishing', '2026-01-01', '2026-02-09', undefined],
    ['that begins after the last day', '2026-03-04', null, undefined],
  ])('%s', async (_, startsOn, endsOn, refusal) => {
    const city = await beingMarked();
    const { jurors, anggrek, melati, mark } = city;
    await employ(city, jurors[0], anggrek.company, { startsOn, endsOn });
    const marked = await mark(jurors[0], anggrek.company, '100');
    if (refusal) expect(marked).toMatchObject({ refusal: { refusal } });
    else granted(marked);
    granted(await mark(jurors[0], melati.company, '100'));
  });

  test('is counted without a name, and what they marked before does not count', async () => {
    const city = await beingMarked();
    const { pilar, tenant, secretary, round, jurors, anggrek, mark, on } = city;
    for (const juror of jurors) granted(await mark(juror, anggrek.company, '40'));
    granted(await mark(jurors[0], anggrek.company, '100'));
    await employ(city, jurors[0], anggrek.company, { startsOn: '2026-03-01', endsOn: null });
    on('2026-03-04');
    granted(await closeAward(pilar, secretary, { round }));
    const { computation } = await city.facts({ tenant });
    const found = computation?.candidates.find((one) => one.name === 'PT Anggrek');
    expect(found).toMatchObject({ conflicts: 1 });
    expect(found?.aspects[4]?.marks).toMatchObject({ count: 3, lowest: 40, highest: 40 });
    expect(JSON.stringify(computation)).not.toContain(jurors[0].person);
    expect(JSON.stringify(computation)).not.toContain(jurors[0].name);
  });

  test('nobody but a juror marks, and nobody what is no candidate or off the scale', async () => {
    const { pilar, secretary, round, jurors, anggrek, offices, mark } = await beingMarked();
    expect(await mark(secretary, anggrek.company, '50')).toMatchObject({
      refusal: { refusal: 'access.office' },
    });
    expect(await mark(jurors[0], offices.setda.id, '50')).toMatchObject({
      refusal: { refusal: 'access.not-found' },
    });
    expect(await mark(jurors[0], anggrek.company, '101')).toMatchObject({
      refusal: {
        issues: expect.arrayContaining([
          expect.objectContaining({ field: 'mark.dokumen', refusal: 'input.above' }),
        ]),
      },
    });
    expect(await publishAward(pilar, secretary, { round })).toMatchObject({
      refusal: { refusal: 'award.state' },
    });
  });
});
