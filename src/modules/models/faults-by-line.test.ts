import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readModel } from './index.ts';

/** The number of the line on which something stands, and stands once. */
function lineOf(text: string, part: string): number {
  const [before = '', ...after] = text.split(part);
  expect(after, part).toHaveLength(1);
  return before.split('\n').length;
}

test.each([
  // what is wrong                           model         in place of                stands                              it is said in the line of what stands
  [
    'a forum that is not there',
    'models/pippk/2015.yaml',
    'forum: kelurahan\n    basis',
    'forum: kecamatan\n    basis',
    'forum: kecamatan\n    basis',
    'proposals[0].forum: "kecamatan" is not listed under forums',
  ],
  [
    'what is paid into a fund of the city, written down in a market',
    'test/models/iuran-pasar.yaml',
    'record: [bendahara-koperasi]',
    'record: [ketua-kelompok]',
    'record: [ketua-kelompok]',
    'purses[0].deposits[0].record: none of them stands over a whole regency, for which it is',
  ],
  [
    'a year of the city that is ended in a market',
    'test/models/iuran-pasar.yaml',
    'carry-over, by: [ketua-koperasi]',
    'carry-over, by: [ketua-kelompok]',
    'atYearEnd:',
    'purses[0].atYearEnd.by: none of them stands over a whole regency, for which it is',
  ],
  [
    'what a checklist of the city states, by an office of a kelurahan',
    'models/dua-pilar/2016.yaml',
    'item: perda-lkk, basis: kajian-lan, pillar: government, offices: [setda]',
    'item: perda-lkk, basis: kajian-lan, pillar: government, offices: [lurah]',
    'item: perda-lkk',
    'checklists[0].items[0].offices: none of them stands over a whole regency, for which it is',
  ],
  [
    'a pledge of what is no amount',
    'models/tjsl/2014.yaml',
    'field: rincian.biaya',
    'field: rincian.tujuan',
    'field: rincian.tujuan',
    'filings[0].pledges.field: has to be an amount in rupiah that is required',
  ],
  [
    'a pledge of a column that may be left empty',
    'models/tjsl/2014.yaml',
    '{ key: biaya, type: rupiah, label',
    '{ key: biaya, type: rupiah, required: false, label',
    'field: rincian.biaya',
    'filings[0].pledges.field: has to be an amount in rupiah that is required',
  ],
  [
    'lines that name proposals of no kind',
    'models/tjsl/2014.yaml',
    'of: [permohonan], required: false',
    'of: [usulan], required: false',
    'of: [usulan]',
    'filings[0].fields[2].columns[7].of[0]: "usulan" is not listed under proposals',
  ],
  [
    'lines that ask about somebody',
    'models/tjsl/2014.yaml',
    '{ key: sasaran, type: text, label',
    '{ key: sasaran, type: text, personal: true, label',
    'personal: true, label: { id: Sasaran',
    'filings[0].fields[2].columns[2].personal: everybody reads lines',
  ],
  [
    'a day that is no day of the filing',
    'models/tjsl/2014.yaml',
    'or: { after: field.ditetapkan',
    'or: { after: field.surat',
    'or: { after: field.surat',
    'filings[0].due.or.after: has to be a day that is required',
  ],
  [
    'a report of an activity that closes with a period it does not have',
    'models/tjsl/2014.yaml',
    'due: { after: activity.completed, within: { months: 1 }, basis: perwal-354-2014 }',
    'due: { after: activity.completed, within: { months: 1 }, basis: perwal-354-2014 }\n    closes: with-period',
    'closes: with-period\n    fields:\n      - { key: kegiatan, type: long-text',
    'filings[1].closes: what is due after an event has no period',
  ],
  [
    'a column that stands twice',
    'models/tjsl/2014.yaml',
    '{ key: satuan, type: text',
    '{ key: sasaran, type: text, required: false',
    'key: sasaran, type: text, required: false',
    'filings[0].fields[2].columns[4].key: "sasaran" is listed twice',
  ],
  [
    'payments where givers spend all of it',
    'test/models/belanja-sendiri.yaml',
    'activities:\n',
    '  disbursement: { record: [pemeriksa], route: [{ step: setuju, label: { id: Setuju }, offices: [kepala-sekretariat], at: regency, may: [accept], basis: perda-13 }], basis: perda-13 }\nactivities:\n',
    '  disbursement:',
    "funding.disbursement: no purse is paid through the city's cash",
  ],
  [
    'money of the city that nobody pays',
    'test/models/iuran-pasar.yaml',
    '  disbursement: { record: [bendahara-koperasi], route: [{ step: persetujuan, label: { id: Persetujuan pencairan }, offices: [ketua-koperasi], at: regency, may: [accept, refuse], basis: adrt }], basis: adrt }\n',
    '',
    'sources:\n',
    'funding: who records what is paid out of the purses',
  ],
  [
    'a route nobody can finish',
    'test/models/iuran-pasar.yaml',
    'may: [accept, return, refuse]',
    'may: [return, refuse]',
    '{ step: ketua, label',
    'proposals[0].route: nobody accepts at its end',
  ],
  [
    'a check on a question that is not asked',
    'models/pippk/2015.yaml',
    'contributions, photos]',
    'contributions]',
    '{ check: photos, atLeast: 1',
    'not among what it asks',
  ],
  [
    'a check on a filing that is not there',
    'test/models/hibah-desa.yaml',
    'filing: laporan-satu, basis',
    'filing: laporan-nol, basis',
    'filing: laporan-nol, basis',
    'purses[0].tranches[1].checks[0].filing: "laporan-nol" is not listed under filings',
  ],
  [
    'a name of a field that is not there',
    'test/models/mitra-usaha.yaml',
    'admits: { party: perusahaan, name: nama }',
    'admits: { party: perusahaan, name: merek }',
    'admits: { party: perusahaan, name: merek }',
    'proposals[0].admits.name: ',
  ],
  [
    'leaving by an office of somebody else',
    'test/models/mitra-usaha.yaml',
    'leaves: { by: [direktur]',
    'leaves: { by: [kepala-sekretariat]',
    'by: [kepala-sekretariat]',
    'parties.kinds[1].leaves.by[0]: "perusahaan" has no office "kepala-sekretariat"',
  ],
  [
    'leaving of one whose answer others wait for',
    'test/models/mitra-usaha.yaml',
    'label: { id: Kepala sekretariat } }],',
    'label: { id: Kepala sekretariat } }], leaves: { by: [kepala-sekretariat], basis: perda-13 },',
    'leaves: { by: [kepala-sekretariat], basis: perda-13 }',
    'parties.kinds[0].leaves: others wait',
  ],
  [
    'an ending by an office that is not there',
    'test/models/mitra-usaha.yaml',
    'endedBy: [kepala-sekretariat]',
    'endedBy: [walikota]',
    'endedBy: [walikota]',
    'parties.kinds[1].leaves.endedBy[0]: no kind of party',
  ],
  [
    'due before its event',
    'test/models/hibah-desa.yaml',
    'after: activity.completed, within: { months: 1 }',
    'after: activity.completed, within: { months: -1 }',
    'months: -1',
    'filings[2].due.within.months: Too small',
  ],
  [
    'due on the day of its event',
    'test/models/kampung-hijau.yaml',
    'within: { workingDays: 3 }',
    'within: { workingDays: 0 }',
    'workingDays: 0',
    'filings[0].due.within.workingDays: Too small',
  ],
  [
    'due after what does not happen',
    'test/models/kampung-hijau.yaml',
    'after: activity.completed',
    'after: activity.cancelled',
    'after: activity.cancelled',
    'filings[0].due.after: Invalid option',
  ],
  [
    'shares of sources that are less than the whole',
    'test/models/hibah-desa.yaml',
    '{ source: apbd-kabupaten, perMille: 300 }',
    '{ source: apbd-kabupaten, perMille: 299 }',
    'sources: [{ source: apbd-provinsi, perMille: 700 }',
    'purses[0].sources: the shares do not add up to the whole (1000)',
  ],
  [
    'shares of purses that are more than the whole',
    'test/models/hibah-desa.yaml',
    '{ purse: dana-desa, perMille: 200 }',
    '{ purse: dana-desa, perMille: 201 }',
    'purses: [{ purse: hibah, perMille: 800 }',
    'proposals[0].purses: ',
  ],
  [
    'tranches that are less than the whole',
    'test/models/hibah-desa.yaml',
    'label: { id: Tahap III }, perMille: 300',
    'label: { id: Tahap III }, perMille: 200',
    '{ tranche: satu,',
    'purses[0].tranches: the tranches do not add up to the whole (1000)',
  ],
  [
    'a purse that feeds another: money comes from sources alone',
    'test/models/hibah-desa.yaml',
    'sources: [{ source: apbdes }]',
    'sources: [{ source: hibah }]',
    'sources: [{ source: hibah }]',
    'purses[1].sources[0].source: "hibah" is not listed under funding.sources',
  ],
  [
    'a purse that pays into another',
    'test/models/iuran-pasar.yaml',
    '        from: [kelompok-pedagang]',
    '        from: [kas-pasar]',
    '        from: [kas-pasar]',
    'purses[0].deposits[0].from[0]: ',
  ],
  [
    'a label without id',
    'models/pippk/2015.yaml',
    'label: { id: Usulan, en: Proposal }',
    'label: { en: Proposal }',
    'label: { en: Proposal }',
    'proposals[0].label.id: Invalid input',
  ],
])('%s is refused in its line, with the reason', (_, path, before, after, stands, says) => {
  const model = readFileSync(path, 'utf8');
  const text = model.replace(before, after);
  expect(text).not.toBe(model);
  const read = readModel(text);
  const problems = read.ok ? [] : read.problems.map((one) => `${one.line} ${one.path}: ${one.message}`);
  expect(
    problems.find((one) => one.includes(says)),
    problems.join('\n'),
  ).toMatch(new RegExp(`^${lineOf(text, stands)} `));
});
