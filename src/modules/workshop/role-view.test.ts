import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { PERSON, readModel } from '#modules/models/index.ts';
import { isIdle, rolesIn, roleView } from './role-view.ts';

function modelIn(path: string) {
  const read = readModel(readFileSync(path, 'utf8'));
  if (!read.ok) throw new Error(path);
  return read.model;
}

const EMPAT = modelIn('models/empat-pilar/2016.yaml');

test.each([
  // in whose place        brings                               answers                                       files
  ['chair', ['kebutuhan', 'gagasan'], [], []],
  ['lurah', [], ['kebutuhan.lurah'], []],
  ['direktur', ['gagasan', 'program-perusahaan'], ['dana-perusahaan.direksi'], ['rencana', 'realisasi']],
  ['forum/ketua', [], [], ['evaluasi']],
  [PERSON, ['pendaftaran-perusahaan', 'pendaftaran-kampus'], [], []],
])('%s brings %j, answers %j and files %j', (office, brings, answers, files) => {
  const view = roleView(EMPAT, office);
  expect(view.brings.map((one) => one.kind)).toEqual(brings);
  expect(view.answers.map((one) => `${one.kind}.${one.step.step}`).toSorted()).toEqual(answers.toSorted());
  expect(view.files.map((one) => one.filing.kind)).toEqual(files);
});

test('whoever calls, decides, holds money, keeps offices or excuses sees that; an office without anything is told', () => {
  expect(roleView(EMPAT, 'forum/ketua')).toMatchObject({
    forums: [{ does: ['decides'] }],
    roles: [{ role: 'mediator' }],
  });
  expect(roleView(EMPAT, 'setda')).toMatchObject({
    forums: [{ does: ['calls'] }],
    keeps: ['perangkat-daerah', 'kelurahan', 'perusahaan', 'perguruan-tinggi', 'forum'],
    excuses: ['program-perusahaan'],
  });
  expect(roleView(EMPAT, 'keuangan')).toMatchObject({ records: ['dana-perusahaan'], holds: true });
  const pippk = modelIn('models/pippk/2015.yaml');
  expect(isIdle(roleView(pippk, 'inspectorate'))).toBe(true);
  expect(rolesIn(pippk).find((one) => one.office === 'chair')?.parties).toEqual([
    'rw',
    'pkk',
    'karang-taruna',
    'lpm',
  ]);
  // What is late lies before the offices above.
  const late = roleView(modelIn('test/models/janji-layanan.yaml'), 'camat');
  expect(late.answers).toMatchObject([{ kind: 'aduan', late: true }]);
});

const KOTA = modelIn('models/pippk-kota/2026.yaml');
const TJSL = modelIn('models/tjsl/2014.yaml');
const PASAR = modelIn('test/models/iuran-pasar.yaml');
const JANJI = modelIn('test/models/janji-layanan.yaml');
const BERKALA = modelIn('test/models/laporan-berkala.yaml');

test.each([
  // in whose place                    what comes before them, along which way
  [KOTA, 'lurah', ['proposal usulan verify', 'filing lpj lurah', 'money  approval']],
  [KOTA, 'planning', ['proposal usulan jawaban-bappeda']],
  [
    PASAR,
    'ketua-koperasi',
    ['proposal perbaikan ketua', 'money  persetujuan', 'money kas-pasar persetujuan'],
  ],
  [
    TJSL,
    'economy',
    [
      'proposal surat-partisipasi pemeriksaan',
      'proposal surat-partisipasi laporan',
      'money dana-tjsl perekonomian',
    ],
  ],
  [JANJI, 'lurah', ['proposal aduan kelurahan']],
  [JANJI, 'camat', ['proposal aduan kelurahan late']],
])('%# %s: %s answers %j', (model, office, answers) => {
  const told = roleView(model, office).answers.map(
    ({ of, kind, step, late }) => `${of} ${kind} ${step.step}${late ? ' late' : ''}`,
  );
  expect(told).toEqual(answers);
});

test.each([
  // in whose place                records    holds  carries out  keeps                              files
  [KOTA, 'lurah', [''], true, false, ['rw', 'pkk', 'karang-taruna', 'lpm'], []],
  [KOTA, 'camat', [], true, false, ['rw', 'pkk', 'karang-taruna', 'lpm', 'kelurahan'], []],
  [KOTA, 'chair', [], false, true, [], ['lpj']],
  [PASAR, 'bendahara-koperasi', ['', 'kas-pasar'], true, false, [], []],
  [TJSL, 'petugas-tjsl', ['dana-tjsl'], false, true, [], ['rencana', 'realisasi']],
  [TJSL, 'mayor', [], false, false, ['forum-tjsl'], []],
  // Without money, nobody holds any.
  [JANJI, 'lurah', [], false, false, ['rw'], []],
])(
  '%# %s: %s records %j, holds: %s, carries out: %s, keeps %j, files %j',
  (model, office, records, holds, carriesOut, keeps, files) => {
    const view = roleView(model, office);
    expect(view).toMatchObject({ records, holds, carriesOut, keeps });
    expect(view.files.map((one) => one.filing.kind)).toEqual(files);
  },
);

test.each([
  // in whose place                what is late may be excused
  [KOTA, 'camat', ['usulan']],
  [KOTA, 'lurah', []],
  [BERKALA, 'camat', ['rencana-kerja']],
  [BERKALA, 'lurah', []],
  [JANJI, 'camat', ['aduan']],
  [PASAR, 'ketua-koperasi', ['kas-pasar']],
])('%# %s: %s excuses %j', (model, office, excuses) => {
  expect(roleView(model, office).excuses).toEqual(excuses);
});

test('whoever counts ballots is told; who has one thing to do is not idle; residents stand last', () => {
  expect(roleView(KOTA, 'village-secretary').forums).toMatchObject([{ does: ['counts'] }]);
  for (const office of ['chair', 'village-treasurer', 'public-works', 'district-secretary'])
    expect(isIdle(roleView(KOTA, office))).toBe(false);
  const nothing = roleView(KOTA, 'inspectorate');
  expect(isIdle(nothing)).toBe(true);
  expect(isIdle({ ...nothing, holds: true })).toBe(false);
  expect(isIdle({ ...nothing, carriesOut: true })).toBe(false);
  expect(rolesIn(KOTA).at(-1)).toEqual({ office: PERSON, parties: [] });
});

test('of a filing of several parties each office that files it is told', () => {
  const by = { parties: ['perusahaan', 'perguruan-tinggi'] };
  const model = { ...EMPAT, filings: EMPAT.filings.map((one) => ({ ...one, by })) };
  for (const office of ['direktur', 'rektor'])
    expect(roleView(model, office).files.map((one) => one.filing.kind)).toContain('rencana');
  expect(roleView(model, 'lurah').files).toEqual([]);
});
