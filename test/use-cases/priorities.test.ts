import { expect, test } from 'vitest';
import type { Actor } from '#kernel/actor.ts';
import { flattened } from '#modules/fields/index.ts';
import {
  answerFiling,
  filingFacts,
  filingOverview,
  openRemarks,
  saveFiling,
} from '#modules/filings/index.ts';
import { pursesHeldBy } from '#modules/funding/index.ts';
import { keepPriorities, prioritiesOf } from '#modules/priorities/index.ts';
import { handIn } from '#modules/reporting/index.ts';
import { apiOf, tokenOf } from '../support/api.ts';
import { granted, VILLAGE } from '../support/city.ts';
import { cityWithTjsl } from '../support/tjsl.ts';

const LIST = [
  'kegiatan;prioritas;kecamatan',
  'Pendidikan;Minat baca anak;',
  'Kesehatan;Stok darah;Mandalajati',
].join('\n');
const LINE = {
  kegiatan: 'buku-perpustakaan',
  lokasi: VILLAGE,
  sasaran: 'Perpustakaan RW',
  kuantitas: '600',
  satuan: 'buku',
  tujuan: 'Anak-anak gemar membaca.',
  biaya: 'Rp 40 juta',
};
const FEAST = { ...LINE, kegiatan: 'hari-besar', sasaran: 'Warga', biaya: 'Rp 10 juta' };

/** A plan of two lines that its board has set and that waits for the Forum, with the priorities of the year kept. */
async function planBeforeForum() {
  const tjsl = await cityWithTjsl();
  const { pilar, tenant, economy, program } = tjsl;
  const keep = (who: Actor, text = LIST, year = '2026', source = 'RKPD 2026') =>
    keepPriorities(pilar, who, { program: program.slug, year, source, text });
  granted(await keep(economy));
  const director = await tjsl.join(tjsl.founder, 'PT Cahaya Hijau');
  const officer = await tjsl.officerOf(director, tjsl.neighbour);
  const obligation = await tjsl.owed(director.company, 'rencana');
  const send = (rincian: readonly Record<string, string>[], replies: Record<string, string> = {}) =>
    handIn(pilar, officer, {
      obligation,
      content: flattened({ ditetapkan: '2026-02-05', surat: '1/DIR/2026', rincian: [...rincian] }),
      replies,
    });
  const { filing } = granted(await send([LINE, FEAST]));
  const set = async () =>
    granted(await answerFiling(pilar, director, { filing, outcome: 'accept', remark: '' }));
  await set();
  const read = async () => {
    const found = await pilar.read(tenant, (tx) => filingOverview(tx, officer, filing));
    if ('refusal' in found) throw new Error(found.refusal);
    return found.filing;
  };
  return { ...tjsl, keep, director, officer, obligation, filing, send, set, read };
}

test('the Forum lays a plan beside the priorities, returns a line, and the company answers it before it is approved', async () => {
  const { pilar, tenant, secretary, officer, obligation, filing, send, set, read, ...tjsl } =
    await planBeforeForum();
  const [books, blood] = await pilar.read(tenant, (tx) => prioritiesOf(tx, tjsl.program.id, 2026));
  const remarks = async () => {
    const found = await pilar.read(tenant, (tx) => filingFacts(tx, officer, filing));
    if ('refusal' in found) throw new Error(found.refusal);
    return found.remarks;
  };
  const answer = (outcome: 'accept' | 'return', lines: Parameters<typeof answerFiling>[2]['lines']) =>
    answerFiling(pilar, secretary, { filing, outcome, remark: 'Satu baris belum selaras.', lines });
  const toAdjust = { line: 2, verdict: 'adjust', priority: '', remark: 'Pilih yang bertahan lama.' };
  expect(await answer('accept', [toAdjust])).toMatchObject({
    refusal: { refusal: 'filing.lines-to-adjust', params: { lines: ['2'] } },
  });
  expect(await answer('return', [{ ...toAdjust, remark: '' }])).toMatchObject({
    refusal: { issues: [{ field: 'lines.2.remark', refusal: 'input.required' }] },
  });
  expect(
    await answer('accept', [{ line: 1, verdict: 'in-step', priority: blood?.id ?? '', remark: '' }]),
  ).toMatchObject({
    refusal: { issues: [{ field: 'lines.1.priority', refusal: 'input.choice' }] },
  });
  // What was refused left no remark.
  expect(await remarks()).toEqual([]);
  granted(await answer('return', [toAdjust]));

  const returned = await read();
  const [remark, ...others] = await pilar.read(tenant, (tx) => openRemarks(tx, returned));
  expect(others).toEqual([]);
  expect(remark).toMatchObject({ part: 'rincian.2', told: { kegiatan: 'hari-besar' }, reply: '' });
  const id = remark?.id ?? '';

  // Sent again without an answer it stays; what was written of one is kept with the draft.
  expect(await send([LINE])).toMatchObject({
    refusal: { issues: [{ field: `replies.${id}`, refusal: 'filing.remark-unanswered' }] },
  });
  granted(await saveFiling(pilar, officer, { obligation, content: {}, replies: { [id]: 'Diganti.' } }));
  const draft = await read();
  expect(await pilar.read(tenant, (tx) => openRemarks(tx, draft))).toMatchObject([
    { reply: 'Diganti.', repliedAt: null },
  ]);
  // Everything that is wrong is said at once, the lines and the remarks.
  granted(await saveFiling(pilar, officer, { obligation, content: {}, replies: { [id]: '' } }));
  expect(await send([{ ...LINE, biaya: 'sekian' }])).toMatchObject({
    refusal: {
      issues: [{ field: 'content.rincian.1.biaya' }, { field: `replies.${id}` }],
    },
  });
  pilar.clock.set(new Date('2026-02-16T03:00:00Z'));
  granted(await send([LINE, { ...FEAST, kegiatan: 'donor-darah' }], { [id]: 'Diganti donor darah.' }));
  await set();
  granted(await answer('accept', []));
  expect(await read()).toMatchObject({ state: 'accepted' });
  expect((await remarks()).map((one) => [one.part, one.verdict, one.priority, one.reply])).toEqual([
    ['rincian.1', 'in-step', books?.id, ''],
    ['rincian.2', 'adjust', null, 'Diganti donor darah.'],
    ['rincian.1', 'in-step', books?.id, ''],
    ['rincian.2', 'in-step', blood?.id, ''],
  ]);
  expect(
    await pilar.read(tenant, (tx) => pursesHeldBy(tx, tjsl.program.id, [tjsl.director.company])),
  ).toMatchObject([{ amount: 50_000_000n }]);
});

test('the list of a year is kept by its office, all lines or none, and replaces the one before', async () => {
  const { pilar, tenant, program, keep, economy, secretary } = await planBeforeForum();
  const kept = () =>
    pilar.read(tenant, async (tx) => (await prioritiesOf(tx, program.id, 2026)).map((one) => one.title));
  expect(await keep(secretary)).toMatchObject({ refusal: { refusal: 'access.office' } });
  expect(await keep(economy, LIST, '2031')).toMatchObject({
    refusal: { issues: [{ field: 'year', refusal: 'input.choice' }] },
  });
  expect(await keep(economy, ' ', '2026', 'RK')).toMatchObject({
    refusal: { issues: [{ field: 'source' }, { field: 'text', refusal: 'input.required' }] },
  });
  expect(await keep(economy, `${LIST}\nBangun jembatan;Jembatan;`)).toMatchObject({
    refusal: {
      issues: [{ field: 'text', refusal: 'priorities.unreadable', params: { line: 4, reason: 'entry' } }],
    },
  });
  expect(await kept()).toEqual(['Minat baca anak', 'Stok darah']);
  expect(granted(await keep(economy, 'kegiatan;prioritas\nOlahraga;Lapangan kelurahan'))).toEqual({
    priorities: 1,
  });
  expect(await kept()).toEqual(['Lapangan kelurahan']);
});

test('programs keep and read the priorities, and answer a plan line by line', async () => {
  const tjsl = await planBeforeForum();
  const { pilar, tenant, program, secretary, officer, obligation, filing } = tjsl;
  const send = apiOf(tjsl);
  const base = '/api/v1/bandung';
  const list = `${base}/programs/${program.slug}/priorities`;
  const token = await tokenOf(tjsl, secretary);
  const json = { year: '2026', source: 'RKPD 2026 perubahan', text: LIST };
  expect((await send('POST', list, { json })).status).toBe(401);
  // Who keeps them stands in the model: not the Forum.
  expect((await send('POST', list, { token, json })).status).toBe(403);
  expect((await send('GET', `${list}?year=2026`)).body).toMatchObject({
    priorities: [
      { title: 'Minat baca anak', entry: 'pendidikan', place: '32.73', source: 'RKPD 2026' },
      { title: 'Stok darah', place: '32.73.30' },
    ],
  });
  const answers = `${base}/filings/${filing}/answers`;
  const lines = [{ line: 2, verdict: 'adjust', remark: 'Pilih yang bertahan.' }];
  const returned = { outcome: 'return', remark: 'Belum selaras.', lines };
  expect((await send('POST', answers, { token, json: returned })).status).toBe(201);
  const sentBack = await tjsl.read();
  const [open] = await pilar.read(tenant, (tx) => openRemarks(tx, sentBack));
  expect((await send('GET', `${base}/filings/${filing}`, { token })).body).toMatchObject({
    remarks: [
      { part: 'rincian.1', verdict: 'in-step' },
      { part: 'rincian.2', verdict: 'adjust', reply: '' },
    ],
  });
  const content = { ditetapkan: '2026-02-05', surat: '1/DIR/2026', rincian: [LINE] };
  const own = await tokenOf(tjsl, officer);
  const submission = `${base}/obligations/${obligation}/filing/submission`;
  expect(await send('POST', submission, { token: own, json: { content } })).toMatchObject({
    status: 422,
    body: { errors: [{ code: 'filing.remark-unanswered' }] },
  });
  const replies = { [open?.id ?? '']: 'Dihapus.' };
  expect((await send('POST', submission, { token: own, json: { content, replies } })).status).toBe(200);
});
