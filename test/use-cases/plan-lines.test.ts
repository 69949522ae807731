import { expect, test } from 'vitest';
import { z } from 'zod';
import type { Actor } from '#kernel/actor.ts';
import { cellKey, flattened, type NestedAnswers } from '#modules/fields/index.ts';
import { answerFiling, filingFacts, filingForm, saveFiling, submitFiling } from '#modules/filings/index.ts';
import { pursesHeldBy } from '#modules/funding/index.ts';
import { verifyRecords } from '#modules/journal/index.ts';
import { daysLate, obligationById, promptnessIn } from '#modules/obligations/index.ts';
import { apiOf, tokenOf } from '../support/api.ts';
import { granted, VILLAGE } from '../support/city.ts';
import { cityWithTjsl } from '../support/tjsl.ts';

const LINE = {
  kegiatan: 'buku-perpustakaan',
  lokasi: VILLAGE,
  sasaran: 'Perpustakaan RW',
  kuantitas: '600',
  satuan: 'buku',
  tujuan: 'Anak-anak gemar membaca.',
  biaya: 'Rp 40 juta',
};
const HEAD = { ditetapkan: '2026-02-05', surat: '1/DIR/2026' };

/** A plan of a company, from its first line to what it fills the purse with. */
async function planner() {
  const tjsl = await cityWithTjsl();
  const director = await tjsl.join(tjsl.founder, 'PT Cahaya Hijau');
  const officer = await tjsl.officerOf(director, tjsl.neighbour);
  const obligation = await tjsl.owed(director.company, 'rencana');
  const submit = (content: NestedAnswers) =>
    submitFiling(tjsl.pilar, officer, { obligation, content: flattened({ ...HEAD, ...content }) });
  return { ...tjsl, director, officer, obligation, submit };
}

test('a plan grows line by line, and nothing that was typed is lost', async () => {
  const { pilar, tenant, program, officer, director, obligation, secretary, submit } = await planner();
  const kept = () => pilar.read(tenant, (tx) => filingForm(tx, officer, obligation));
  const save = (content: NestedAnswers, out?: number) =>
    saveFiling(pilar, officer, {
      obligation,
      content: flattened(content),
      without: out === undefined ? undefined : { field: 'rincian', line: out },
    });

  // As typed, wrong or not; a line in which nothing stands is none.
  granted(await save({ surat: '1', rincian: [LINE, {}, { biaya: 'sekian' }, { tujuan: 'Sehat' }] }));
  expect(await kept()).toMatchObject({
    content: {
      surat: '1',
      'rincian.1.biaya': 'Rp 40 juta',
      'rincian.2.biaya': 'sekian',
      'rincian.3.tujuan': 'Sehat',
    },
  });
  granted(await save({ rincian: [LINE, { biaya: 'sekian' }, { tujuan: 'Sehat' }] }, 2));
  expect(await kept()).toMatchObject({ content: { 'rincian.2.tujuan': 'Sehat' } });
  expect(await kept()).not.toHaveProperty(['content', 'rincian.3.tujuan']);

  // What is wrong is said at its cell; all of it at once.
  const wrong = { ...LINE, kegiatan: 'bangun-jembatan', kuantitas: 'banyak', lokasi: '31.71.01.1001' };
  expect(await submit({ rincian: [LINE, wrong] })).toMatchObject({
    refusal: {
      issues: [
        { field: 'content.rincian.2.kegiatan', refusal: 'scope.unknown' },
        { field: 'content.rincian.2.lokasi', refusal: 'region.unknown' },
        { field: 'content.rincian.2.kuantitas', refusal: 'input.number' },
      ],
    },
  });
  expect(await submit({})).toMatchObject({
    refusal: { issues: [{ field: 'content.rincian', refusal: 'input.no-lines' }] },
  });
  const many = Array.from({ length: 201 }, () => LINE);
  expect(await submit({ rincian: many })).toMatchObject({
    refusal: {
      issues: [{ field: 'content.rincian', refusal: 'input.too-many-lines', params: { limit: 200 } }],
    },
  });
  expect(
    await submit({ rincian: [LINE, LINE].map((one) => ({ ...one, biaya: '5000000000000000' })) }),
  ).toMatchObject({
    refusal: { issues: [{ field: 'content.rincian', refusal: 'money.too-large' }] },
  });
  const request = { ...LINE, permohonan: '019c44e8-6d00-7000-8000-2f1d3c9a5b10' };
  expect(await submit({ rincian: [request] })).toMatchObject({
    refusal: { issues: [{ field: 'content.rincian.1.permohonan', refusal: 'input.choice' }] },
  });

  // Two hundred lines are a plan; what they cost in all fills the purse once everybody accepted it.
  const { filing } = granted(await submit({ rincian: many.slice(1) }));
  const answer = (who: Actor) => answerFiling(pilar, who, { filing, outcome: 'accept', remark: '' });
  expect(await answer({ ...officer, mandates: director.mandates })).toMatchObject({
    refusal: { refusal: 'access.maker-checker' },
  });
  granted(await answer(director));
  granted(await answer(secretary));
  await pilar.read(tenant, async (tx) => {
    expect(await pursesHeldBy(tx, program.id, [director.company])).toMatchObject([
      { purse: 'dana-tjsl', amount: 8_000_000_000n },
    ]);
    const facts = await filingFacts(tx, { tenant }, filing);
    expect(facts).toMatchObject({ filing: { state: 'accepted' } });
    const named = 'fieldAnswers' in facts ? (facts.fieldAnswers ?? []) : [];
    const cell = (column: string) =>
      named.find((one) => one.field.key === cellKey('rincian', 200, column))?.called;
    expect(cell('kegiatan')).toMatchObject({ id: 'Pengadaan buku perpustakaan sekolah dan masyarakat' });
    expect(cell('lokasi')).toBe('Pasir Impun');
    expect((await verifyRecords(tx)).faults).toEqual([]);
  });
});

test('programs send and read the lines of a plan as a list', async () => {
  const { pilar, tenant, officer, obligation } = await planner();
  const city = { pilar, tenant };
  const send = apiOf(city);
  const token = await tokenOf(city, officer);
  const base = '/api/v1/bandung';
  const owed = `${base}/obligations/${obligation}/filing`;
  const content = { ...HEAD, rincian: [LINE, { ...LINE, biaya: '' }] };
  expect(await send('POST', `${owed}/submission`, { token, json: { content } })).toMatchObject({
    status: 422,
    body: { errors: [{ field: 'content.rincian.2.biaya', code: 'input.required' }] },
  });
  const sent = await send('PUT', owed, { token, json: { content } });
  expect(sent.status).toBe(200);
  const { id } = z.object({ id: z.string() }).parse(sent.body);
  expect(await send('GET', `${base}/filings/${id}`, { token })).toMatchObject({
    body: { state: 'draft', content: { rincian: [LINE, { ...LINE, biaya: '' }] } },
  });
});

test('a plan is due a month after its board set it, and what came later is counted as late', async () => {
  const { pilar, tenant, program, officer, obligation, director } = await planner();
  const owed = async () => {
    const found = await pilar.read(tenant, (tx) => obligationById(tx, obligation));
    return found && { due: found.dueOn, from: found.setOn, late: daysLate(found), state: found.state };
  };
  const at = (ditetapkan: string) => ({
    obligation,
    content: flattened({ ...HEAD, ditetapkan, rincian: [LINE] }),
  });
  expect(await owed()).toMatchObject({ due: '2026-03-31', from: null });
  granted(await saveFiling(pilar, officer, at('2026-02-05')));
  expect(await owed()).toMatchObject({ due: '2026-03-05', from: '2026-02-05' });
  // What was typed is no day: then the city's day holds.
  granted(await saveFiling(pilar, officer, at('5 kemarin')));
  expect(await owed()).toMatchObject({ due: '2026-03-31', from: null });
  expect(await submitFiling(pilar, officer, at('2026-12-01'))).toMatchObject({
    refusal: { issues: [{ field: 'content.ditetapkan', refusal: 'input.date-order' }] },
  });
  pilar.clock.set(new Date('2026-03-09T03:00:00Z'));
  granted(await submitFiling(pilar, officer, at('2026-02-05')));
  expect(await owed()).toEqual({ due: '2026-03-05', from: '2026-02-05', late: 4, state: 'fulfilled' });
  const extent = { area: '32.73', owner: director.company };
  expect(await pilar.read(tenant, (tx) => promptnessIn(tx, program.id, extent, '2026-12-31'))).toMatchObject({
    inTime: 0,
    owed: 1,
  });
});

test('nobody plans a year that is over', async () => {
  const { pilar, officer, obligation, submit } = await planner();
  pilar.clock.set(new Date('2026-12-31T03:00:00Z'));
  granted(await saveFiling(pilar, officer, { obligation, content: flattened({ rincian: [LINE] }) }));
  pilar.clock.set(new Date('2027-01-01T03:00:00Z'));
  expect(await submit({ rincian: [LINE] })).toMatchObject({
    refusal: { refusal: 'filing.period-over', params: { period: '2026' } },
  });
});
