import { expect, test } from 'vitest';
import { z } from 'zod';
import type { Actor } from '#kernel/actor.ts';
import { planActivity, recordExpense, recordProgress, startActivity } from '#modules/activities/index.ts';
import { organizationById } from '#modules/actors/index.ts';
import { cellKey, flattened, type NestedAnswers } from '#modules/fields/index.ts';
import { answerFiling, filingFacts, filingForm, plansCompared, saveFiling } from '#modules/filings/index.ts';
import { pursesHeldBy, recordSpending, reviewVoucher } from '#modules/funding/index.ts';
import { verifyRecords } from '#modules/journal/index.ts';
import { attachScan, lettersAbout } from '#modules/letters/index.ts';
import { readMeasures } from '#modules/measures/index.ts';
import { daysLate, obligationById, promptnessIn } from '#modules/obligations/index.ts';
import { issuePaper, letterOverview } from '#modules/papers/index.ts';
import { handIn } from '#modules/reporting/index.ts';
import { apiOf, tokenOf } from '../support/api.ts';
import { granted, photo, VILLAGE } from '../support/city.ts';
import { PAPER_SETTING } from '../support/paper-setting.ts';
import { reportOwed } from '../support/report-owed.ts';
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
    handIn(tjsl.pilar, officer, { obligation, content: flattened({ ...HEAD, ...content }) });
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

test('the board sets a plan on its own paper: numbered, its signed scan attached, read by the Forum and told to everybody', async () => {
  const { pilar, tenant, director, rival, secretary, submit, join } = await planner();
  const { filing } = granted(await submit({ rincian: [LINE] }));
  const paper = { form: 'laporan', id: filing, number: '1/DIR/2026', setting: PAPER_SETTING } as const;
  const other = await join(rival, 'PT Angin Timur');
  expect(await issuePaper(pilar, other, paper)).toMatchObject({ refusal: { refusal: 'access.not-found' } });
  const { letter } = granted(await issuePaper(pilar, director, paper));
  granted(await attachScan(pilar, director, { letter, scan: await photo() }));
  granted(await answerFiling(pilar, director, { filing, outcome: 'accept', remark: '' }));
  await pilar.read(tenant, async (tx) => {
    expect(await lettersAbout(tx, filing)).toMatchObject([{ id: letter, number: '1/DIR/2026' }]);
    expect(await letterOverview(tx, secretary, letter)).toMatchObject({ scan: { role: 'scan' } });
    const told = await letterOverview(tx, { tenant }, letter);
    expect(told).toMatchObject({ letter: { number: '1/DIR/2026' }, files: undefined });
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
  expect(await handIn(pilar, officer, at('2026-12-01'))).toMatchObject({
    refusal: { issues: [{ field: 'content.ditetapkan', refusal: 'input.date-order' }] },
  });
  pilar.clock.set(new Date('2026-03-09T03:00:00Z'));
  granted(await handIn(pilar, officer, at('2026-02-05')));
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

test('what was carried out is held against the plan, money by its sources', async () => {
  const tjsl = await planner();
  const { pilar, tenant, program, director, officer, economy, secretary, submit } = tjsl;
  const cheaper = { ...LINE, kegiatan: 'ruang-kelas', biaya: 'Rp 10 juta' };
  const plan = granted(await submit({ rincian: [LINE, cheaper] })).filing;
  const accept = (filing: string, who: Actor) =>
    answerFiling(pilar, who, { filing, outcome: 'accept', remark: '' });
  granted(await accept(plan, director));
  granted(await accept(plan, secretary));

  const work = {
    scope: LINE.kegiatan,
    title: 'Enam ratus buku',
    need: 'Minat baca.',
    place: VILLAGE,
    volume: '600',
    unit: 'buku',
    people: '400',
    total: LINE.biaya,
  };
  const { id: proposal, sent } = await tjsl.send(director, 'kegiatan', work, {
    organization: director.company,
  });
  granted(sent);
  await tjsl.meet([[proposal, 'selaras']]);
  const when = { startsOn: '2026-02-10', endsOn: '2026-03-15', executor: 'Tim TJSL', responsible: 'Direksi' };
  const { activity } = granted(await planActivity(pilar, officer, { proposal, ...when }));
  granted(await startActivity(pilar, officer, { activity, startedOn: '2026-02-10' }));
  for (const percent of [0, 100]) {
    const step = { activity, percent, note: '', happenedOn: '2026-02-10', photos: [await photo()] };
    granted(await recordProgress(pilar, officer, step));
  }
  const paid = { amount: '35.000.000', paidOn: '2026-02-10', receiptNumber: 'INV-1' };
  const receipt = await photo();
  const { voucher } = granted(
    await recordSpending(pilar, officer, {
      proposal,
      provider: 'CV Pustaka',
      purpose: 'Buku',
      ...paid,
      receipt,
    }),
  );
  granted(await reviewVoucher(pilar, economy, { voucher, outcome: 'approve', remark: '' }));
  granted(
    await recordExpense(pilar, officer, {
      activity,
      payment: voucher,
      costPosition: 1,
      description: '',
      ...paid,
    }),
  );

  const told = (jumlah: string) =>
    flattened({
      kegiatan: 'Buku diserahkan di Pasir Impun.',
      keluaran: 'Rak terisi.',
      kuantitas: '580',
      pembiayaan: [
        { sumber: 'anggaran', jumlah: '30.000.000' },
        { sumber: 'karyawan', jumlah },
      ],
      natura: [
        {
          jenis: 'waktu',
          uraian: 'Menyampul',
          volume: '40',
          satuan: 'jam',
          nilai: '1.000.000',
          penilaian: 'upah',
        },
      ],
    });
  const owed = await reportOwed({ pilar, tenant }, activity, 'realisasi');
  // More than was spent, or less, is told by no source.
  expect(await handIn(pilar, officer, { obligation: owed, content: told('6.000.000') })).toMatchObject({
    refusal: {
      issues: [
        {
          field: 'content.pembiayaan',
          refusal: 'filing.sources',
          params: { told: 36_000_000n, spent: 35_000_000n },
        },
      ],
    },
  });
  const { filing } = granted(await handIn(pilar, officer, { obligation: owed, content: told('5.000.000') }));
  const deviates = (until: string) =>
    pilar.read(tenant, async (tx) => {
      const party = await organizationById(tx, director.company);
      const asked = { program, area: '32.73', until, party };
      return (await readMeasures(tx, ['plan-deviation'], asked)).get('plan-deviation');
    });
  // Until the account is accepted nothing was carried out, and the year is not over.
  expect(await deviates('2026-12-31')).toEqual({ answer: 'cannot-tell' });
  granted(await accept(filing, director));
  granted(await accept(filing, secretary));
  expect(await deviates('2026-12-31')).toMatchObject({
    value: 125n,
    part: { counted: 5_000_000n, total: 40_000_000n },
  });
  expect(await deviates('2027-01-01')).toMatchObject({ part: { counted: 15_000_000n, total: 50_000_000n } });
  await pilar.read(tenant, async (tx) => {
    expect(await plansCompared(tx, program, { area: '32.73' })).toMatchObject([
      { lines: [1], standing: 'less', difference: -5_000_000n, plannedQuantity: 600n, quantity: 580n },
      { lines: [2], standing: 'not-carried-out', activities: [] },
    ]);
    expect(await plansCompared(tx, program, { area: '32.73.31' })).toEqual([]);
    expect((await verifyRecords(tx)).faults).toEqual([]);
  });
});
