import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readModel, readYaml } from '#modules/models/index.ts';
import { Cases, runCases } from './index.ts';
import { type CaseSort, factsAsked, rulesToTry, tryRule, withCase } from './one-case.ts';

function modelIn(path: string) {
  const read = readModel(readFileSync(path, 'utf8'));
  if (!read.ok) throw new Error(path);
  return read.model;
}

const PIPPK = modelIn('models/pippk/2015.yaml');
const EMPAT = modelIn('models/empat-pilar/2016.yaml');
const TJSL = modelIn('models/tjsl/2014.yaml');
const HIBAH = modelIn('test/models/hibah-desa.yaml');
const BELANJA = modelIn('test/models/belanja-sendiri.yaml');
const FIELDS = 'pendidikan|kesehatan|kemakmuran|lingkungan|seni-budaya|olahraga|agama';

test.each<[typeof PIPPK, CaseSort, string, readonly string[] | undefined]>([
  // of which rule                                             is asked what, of whom, with which choices
  [PIPPK, 'checks', 'proposals.usulan.photos', ['photos']],
  [PIPPK, 'checks', 'proposals.usulan.none-overdue', ['overdue']],
  [TJSL, 'checks', 'proposals.permohonan.not-repeated', ['others']],
  [TJSL, 'checks', 'proposals.surat-partisipasi.one-per-party', ['others']],
  [TJSL, 'checks', 'proposals.surat-partisipasi.documents', ['documents']],
  [HIBAH, 'checks', 'purses.hibah.dua.filing-accepted', ['accepted yes|no']],
  [
    PIPPK,
    'routes',
    'filings.lpj',
    ['answer lurah accept|return', 'answer camat accept|return', 'answer setda accept|return'],
  ],
  // Where nobody has to say yes, whoever may send back is asked.
  [PIPPK, 'routes', 'proposals.usulan', ['answer verify return']],
  [
    BELANJA,
    'routes',
    'purses.dana-mitra.spending',
    ['amount', 'answer pemeriksa accept|refuse', 'answer kepala accept|refuse'],
  ],
  [
    TJSL,
    'routes',
    'proposals.permohonan',
    [
      `about ${FIELDS}`,
      ...['kelurahan', 'dinas-pendidikan', 'dinas-kesehatan', 'dinas-koperasi', 'bplh'].map(
        (step) => `answer ${step} accept|return|refuse`,
      ),
      ...['dinas-kebudayaan', 'dinas-olahraga', 'kesra'].map((step) => `answer ${step} accept|return|refuse`),
    ],
  ],
  [PIPPK, 'due', 'filings.lpj.due', ['from']],
  [
    PIPPK,
    'quorum',
    'forums.kelurahan',
    [
      ...['roll rt', 'roll neighbourhood', 'came rt', 'came rw', 'came community-leader'],
      ...['came religious-leader', 'came women-leader', 'came youth-leader'],
    ],
  ],
  [
    modelIn('test/models/beasiswa.yaml'),
    'quorum',
    'forums.sidang',
    ['roll ketua', 'came ketua', 'roll anggota', 'came anggota'],
  ],
  [EMPAT, 'goals', 'goals.jawaban-cepat', ['says']],
  [PIPPK, 'checks', 'proposals.usulan.foto', undefined],
  [PIPPK, 'routes', 'filings.lain', undefined],
  [PIPPK, 'due', 'filings.lain.due', undefined],
  [PIPPK, 'quorum', 'forums.lain', undefined],
  [EMPAT, 'goals', 'goals.lain', undefined],
])('%# %s of %s is asked %j', (model, sort, name, wanted) => {
  const asked = factsAsked(model, { sort, name });
  expect(
    asked?.map(({ fact, of, options }) => [fact, of, options.join('|')].filter(Boolean).join(' ')),
  ).toEqual(wanted);
  expect(asked?.map(({ key }) => key)).toEqual(
    asked?.map(({ fact, of }) => [fact, of].filter(Boolean).join('.')),
  );
});

test('a field that several steps look at is asked once, with all that they look for', () => {
  const asked = factsAsked(TJSL, { sort: 'routes', name: 'proposals.surat-partisipasi.follow-up' });
  expect(asked?.filter((one) => one.fact === 'given')).toEqual([
    { key: 'given.bidang', fact: 'given', of: 'bidang', options: FIELDS.split('|') },
  ]);
  expect(asked?.some((one) => one.fact === 'about' || one.fact === 'amount')).toBe(false);
});

test.each<[typeof PIPPK, CaseSort, string, Record<string, string>, Record<string, unknown> | undefined]>([
  // of which rule                                   given what as typed          is kept as
  [PIPPK, 'checks', 'photos', { photos: ' 2 ' }, { given: { photos: 2 }, answer: 'met' }],
  [
    PIPPK,
    'checks',
    'photos',
    { photos: '0' },
    { given: { photos: 0 }, answer: 'not-met', because: 'proposal.photos' },
  ],
  [PIPPK, 'checks', 'photos', {}, { given: {}, answer: 'cannot-tell', because: 'check.cannot-tell' }],
  [PIPPK, 'checks', 'photos', { photos: '1.200' }, { given: { photos: 1200 }, answer: 'met' }],
  [PIPPK, 'checks', 'photos', { photos: '2a' }, undefined],
  [PIPPK, 'checks', 'photos', { photos: 'a2' }, undefined],
  [PIPPK, 'checks', 'photos', { photos: '1234567890' }, undefined],
  [
    PIPPK,
    'checks',
    'none-overdue',
    { overdue: ' ' },
    { given: { year: 2026 }, answer: 'cannot-tell', because: 'check.cannot-tell' },
  ],
  [PIPPK, 'checks', 'none-overdue', { overdue: '0' }, { given: { year: 2026, overdue: [] }, answer: 'met' }],
  [
    PIPPK,
    'checks',
    'none-overdue',
    { overdue: '1' },
    {
      given: { year: 2026, overdue: [{ filing: 'lpj', year: 2025, due: '2025-12-01' }] },
      answer: 'not-met',
      because: 'obligation.overdue',
    },
  ],
  [
    HIBAH,
    'checks',
    'filing-accepted',
    { accepted: 'yes' },
    { given: { accepted: ['laporan-satu'] }, answer: 'met' },
  ],
  [
    HIBAH,
    'checks',
    'filing-accepted',
    { accepted: 'no' },
    { given: { accepted: [] }, answer: 'not-met', because: 'check.filing-accepted' },
  ],
  [
    HIBAH,
    'checks',
    'filing-accepted',
    { accepted: 'mungkin' },
    { given: {}, answer: 'cannot-tell', because: 'check.cannot-tell' },
  ],
  [TJSL, 'checks', 'not-repeated', { others: '0' }, { given: { others: 0 }, answer: 'met' }],
  [TJSL, 'checks', 'documents', { documents: '1' }, { given: { documents: 1 }, answer: 'met' }],
  [
    PIPPK,
    'routes',
    'filings.lpj',
    { 'answer.camat': 'accept', 'answer.setda': 'refuse' },
    { answers: [{ step: 'camat', says: 'accept' }], ends: 'waits:lurah', because: 'turn' },
  ],
  [
    BELANJA,
    'routes',
    'dana-mitra.spending',
    { amount: '50000001', 'answer.pemeriksa': 'accept' },
    { amount: 50_000_001, answers: [{ step: 'pemeriksa', says: 'accept' }], ends: 'waits:kepala' },
  ],
  [
    BELANJA,
    'routes',
    'dana-mitra.spending',
    { amount: '', 'answer.pemeriksa': 'accept' },
    { answers: [{ step: 'pemeriksa', says: 'accept' }], ends: 'accepted' },
  ],
  [
    TJSL,
    'routes',
    'proposals.permohonan',
    { about: 'kesehatan', 'answer.kelurahan': 'accept' },
    { about: 'kesehatan', answers: [{ step: 'kelurahan', says: 'accept' }], ends: 'waits:dinas-kesehatan' },
  ],
  [
    TJSL,
    'routes',
    'surat-partisipasi.follow-up',
    { 'given.bidang': 'kesehatan' },
    { given: { bidang: 'kesehatan' }, answers: [], ends: 'waits:tindak-lanjut-dinas-kesehatan' },
  ],
  [
    TJSL,
    'routes',
    'surat-partisipasi.follow-up',
    { 'given.bidang': 'sihir' },
    { answers: [], ends: 'waits:laporan' },
  ],
  [PIPPK, 'due', 'lpj.due', { from: '2026-02-02' }, { from: '2026-02-02', on: '2026-02-16' }],
  [PIPPK, 'due', 'lpj.due', {}, undefined],
  [
    PIPPK,
    'quorum',
    'kelurahan',
    { 'roll.rt': '2', 'came.rt': '2', 'came.rw': '0' },
    { rolls: { rt: 2 }, came: { rt: 2, rw: 0 }, answer: 'cannot-tell' },
  ],
  [EMPAT, 'goals', 'jawaban-cepat', { says: '30' }, { says: 30, answer: 'met' }],
  [EMPAT, 'goals', 'jawaban-cepat', {}, { answer: 'cannot-tell' }],
  [EMPAT, 'goals', 'jawaban-cepat', { says: 'lama' }, undefined],
])('%# what was tried of %s %s with %j is kept as a case', (model, sort, ending, facts, kept) => {
  const rule = rulesToTry(model).find((one) => one.sort === sort && one.name.endsWith(ending));
  if (!rule) throw new Error(ending);
  expect(tryRule(model, rule, facts)?.kept).toEqual(kept && { of: rule.name, ...kept });
});

test('what is late is the filing that the check names, or any', () => {
  const source = readFileSync('models/empat-pilar/2016.yaml', 'utf8');
  const named = readModel(source.replace('check: none-overdue,', 'check: none-overdue, filing: evaluasi,'));
  if (!named.ok) throw new Error('it does not read');
  const rule = { sort: 'checks', name: 'proposals.program-perusahaan.none-overdue' } as const;
  const late = (model: typeof EMPAT) => tryRule(model, rule, { overdue: '1' })?.kept;
  expect(late(EMPAT)).toMatchObject({ given: { overdue: [{ filing: 'rencana' }] }, answer: 'not-met' });
  expect(late(named.model)).toMatchObject({
    given: { overdue: [{ filing: 'evaluasi' }] },
    answer: 'not-met',
  });
});

test('more that is late than twenty says no more than twenty', () => {
  const tried = tryRule(PIPPK, { sort: 'checks', name: 'proposals.usulan.none-overdue' }, { overdue: '25' });
  expect(tried?.kept).toMatchObject({ given: { overdue: { length: 20 } } });
});

test('a case stands on a line of its own, below those that are there', () => {
  const first = { of: 'filings.lpj.due', from: '2026-02-02', on: '2026-02-16' };
  const one = withCase(' \n', PIPPK, 'due', first) ?? '';
  expect(one).toBe(
    'model: pippk 2015\ndue:\n  - { of: filings.lpj.due, from: 2026-02-02, on: 2026-02-16 }\n',
  );
  const overdue = Array.from({ length: 3 }, () => ({ filing: 'lpj', year: 2025, due: '2025-12-01' }));
  const long = { of: 'proposals.usulan.none-overdue', given: { year: 2026, overdue }, answer: 'not-met' };
  expect(withCase(one, PIPPK, 'checks', long)?.split('\n')).toHaveLength(6);
  expect(withCase('- a list', PIPPK, 'due', first)).toBeUndefined();
});

test.each<[typeof PIPPK, CaseSort, string, Record<string, string>, string | undefined]>([
  // of which rule, given what                                                       it answers
  [PIPPK, 'checks', 'proposals.usulan.photos', { photos: '2' }, 'met'],
  [PIPPK, 'checks', 'proposals.usulan.photos', { photos: '0' }, 'not-met'],
  [PIPPK, 'checks', 'proposals.usulan.photos', { photos: '' }, 'cannot-tell'],
  [PIPPK, 'checks', 'proposals.usulan.photos', { photos: 'dua' }, undefined],
  [PIPPK, 'checks', 'proposals.usulan.none-overdue', { overdue: '1' }, 'not-met'],
  [PIPPK, 'checks', 'proposals.usulan.none-overdue', { overdue: '0' }, 'met'],
  [PIPPK, 'routes', 'filings.lpj', { 'answer.lurah': 'accept', 'answer.camat': 'return' }, 'returned'],
  [PIPPK, 'routes', 'filings.lpj', { 'answer.lurah': 'accept' }, 'waits:camat'],
  [PIPPK, 'due', 'filings.lpj.due', { from: '2026-02-02' }, '2026-02-16'],
  [PIPPK, 'due', 'filings.lpj.due', { from: 'besok' }, undefined],
  [
    EMPAT,
    'quorum',
    'forums.forum',
    { 'roll.ketua': '1', 'roll.usaha': '2', 'came.ketua': '1', 'came.usaha': '2' },
    'met',
  ],
  [EMPAT, 'quorum', 'forums.forum', {}, 'cannot-tell'],
  [EMPAT, 'goals', 'goals.jawaban-cepat', { says: '31' }, 'not-met'],
  [EMPAT, 'goals', 'goals.tidak-ada', { says: '31' }, undefined],
])('%# %s of %s given %j', (model, sort, name, facts, answer) => {
  const tried = tryRule(model, { sort, name }, facts);
  expect(tried?.outcome.found).toBe(answer);
  if (!tried) return;
  // Kept beside a model it is a case that says what came out.
  const text = withCase('', model, sort, tried.kept) ?? '';
  const read = readYaml(withCase(text, model, sort, tried.kept) ?? '', Cases);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  expect(read.model[sort]).toHaveLength(2);
  expect(runCases(model, read.model).filter((one) => one.at !== 'model')).toEqual([]);
});

test('every rule of a model can be tried, and all its facts have a name', () => {
  for (const model of [PIPPK, EMPAT, modelIn('test/models/hibah-desa.yaml')]) {
    for (const rule of rulesToTry(model)) expect(factsAsked(model, rule)?.length).toBeGreaterThan(0);
  }
  expect(withCase('checks: [', PIPPK, 'checks', {})).toBeUndefined();
});

test('two checks of one kind in one place are told apart by number', () => {
  const source = readFileSync('models/pippk/2015.yaml', 'utf8');
  const photos = '      - { check: photos, atLeast: 1, basis: kebijakan-kota }\n';
  const twice = readModel(source.replace(photos, `${photos}${photos.replace('1', '3')}`));
  if (!twice.ok) throw new Error('it does not read');
  const names = rulesToTry(twice.model).filter((one) => one.sort === 'checks');
  expect(names.map((one) => one.name.replace('proposals.usulan.', ''))).toEqual([
    'photos',
    'photos-2',
    'none-overdue',
  ]);
});
