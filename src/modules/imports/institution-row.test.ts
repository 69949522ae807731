import { expect, test } from 'vitest';
import type { TitledRow } from '#kernel/readers/titled-table.ts';
import { itemsIn } from './import-kind.ts';
import { type Gazetteer, INSTITUTION_COLUMNS, type RowParty, readInstitutionRow } from './institution-row.ts';

const PARTIES: readonly RowParty[] = [
  { kind: 'rw', labels: ['Rukun Warga', 'Neighbourhood'], at: 'neighbourhood', joins: false },
  { kind: 'kelurahan', labels: ['Kelurahan', 'Village'], at: 'village', joins: false },
  { kind: 'kecamatan', labels: ['Kecamatan', 'District'], at: 'district', joins: false },
  { kind: 'dinas', labels: ['Dinas', 'Agency'], at: 'regency', joins: false },
  { kind: 'gubernur', labels: ['Gubernur', 'Governor'], at: 'province', joins: false },
  { kind: 'perusahaan', labels: ['Perusahaan', 'Company'], at: 'regency', joins: true },
];

/** Two kecamatan, each with a kelurahan called Jatihandap; one also has Pasir Impun. Two more are both called Ujung. */
const NAMES: Readonly<Record<string, string>> = {
  '32.73.30': 'Mandalajati',
  '32.73.20': 'Antapani',
  '32.73.30.1003': 'Pasir Impun',
  '32.73.30.1001': 'Jatihandap',
  '32.73.20.1001': 'Jatihandap',
  '32.73.11': 'Ujung',
  '32.73.12': 'Ujung',
  '32.73.12.1001': 'Sukaasih',
};
const PLACES: Gazetteer = {
  area: '32.73',
  place: (code) => Object.keys(NAMES).includes(code),
  named: (level, name) =>
    Object.keys(NAMES).filter(
      (code) =>
        code.split('.').length === { district: 3, village: 4 }[level] &&
        NAMES[code]?.toLowerCase() === name.toLowerCase(),
    ),
};

const row = (cells: Readonly<Record<string, string>>): TitledRow<string> => ({
  line: 2,
  cells,
  place: (column) => ({ sheet: 'Lembaga', line: 2, column }),
});
const read = (cells: Readonly<Record<string, string>>, places = PLACES) =>
  readInstitutionRow(row(cells), PARTIES, places);
/** The place that was read, or in which column it is refused with what. */
function told(found: ReturnType<typeof read>): string {
  return 'region' in found
    ? found.region
    : found.map((one) => `${one.params['column']} ${one.refusal}`).join(', ');
}
const RW = { name: 'RW 05 Pasir Impun', kind: 'rw' };

test('a row says which institution stands where, and how many RT it has', () => {
  expect(read({ ...RW, kind: 'Rukun  WARGA', village: 'Pasir Impun', rw: '5', rts: '4', id: 'abc' })).toEqual(
    {
      id: 'abc',
      name: 'RW 05 Pasir Impun',
      kind: 'rw',
      region: '32.73.30.1003.005',
      rts: 4,
    },
  );
  expect(read({ ...RW, village: 'Pasir Impun', rw: '5' })).toMatchObject({ id: '', rts: undefined });
});

test.each<[Readonly<Record<string, string>>, string]>([
  // what stands in the row                                                its place, or refused in which column
  [{ kind: 'rw', place: '32.73.30.1003.005' }, '32.73.30.1003.005'],
  [{ kind: 'rw', place: '32.73.30.1009.005' }, 'place region.unknown'],
  [{ kind: 'rw', place: '32.73.30.1003' }, 'place region.unknown'],
  [{ kind: 'kelurahan', place: '32.73.30.1003' }, '32.73.30.1003'],
  [{ kind: 'kelurahan', place: '32.73.30.1009' }, 'place region.unknown'],
  [{ kind: 'kecamatan', place: '32.01.01' }, 'place region.unknown'],
  [{ kind: 'dinas', place: '32.73' }, '32.73'],
  [{ kind: 'dinas', place: '32.77' }, 'place region.unknown'],
  [{ kind: 'dinas' }, '32.73'],
  [{ kind: 'gubernur' }, 'place region.unknown'],
  [{ kind: 'kecamatan', district: 'Kec. Antapani' }, '32.73.20'],
  [{ kind: 'kecamatan', district: 'KECAMATAN mandalajati' }, '32.73.30'],
  [{ kind: 'kecamatan', district: 'Lembang' }, 'district region.unknown'],
  [{ kind: 'kecamatan' }, 'district region.unknown'],
  [{ kind: 'kelurahan', village: 'Kel. Pasir Impun' }, '32.73.30.1003'],
  [{ kind: 'kelurahan', village: 'Desa Pasir Impun' }, '32.73.30.1003'],
  [{ kind: 'kelurahan', village: 'Jatihandap' }, 'district region.unknown'],
  [{ kind: 'kelurahan', village: 'Jatihandap', district: 'Antapani' }, '32.73.20.1001'],
  [{ kind: 'kelurahan', village: 'Pasir Impun', district: 'Antapani' }, 'village region.unknown'],
  [{ kind: 'kelurahan', village: 'Pasir Impun', district: 'Lembang' }, 'district region.unknown'],
  [{ kind: 'kelurahan', village: 'Kelapa' }, 'village region.unknown'],
  [{ kind: 'rw', village: 'Pasir Impun', rw: 'RW 12' }, '32.73.30.1003.012'],
  [{ kind: 'rw', village: 'Pasir Impun', rw: 'rw07' }, '32.73.30.1003.007'],
  [{ kind: 'rw', village: 'Pasir Impun', rw: '999' }, '32.73.30.1003.999'],
  [{ kind: 'rw', village: 'Pasir Impun', rw: '1000' }, 'rw input.above'],
  [{ kind: 'rw', village: 'Pasir Impun', rw: '0' }, 'rw input.number'],
  [{ kind: 'rw', village: 'Pasir Impun' }, 'rw input.required'],
  // columns that cannot stand, all at once, before any place is looked for
  [{ kind: 'posyandu', village: 'Kelapa' }, 'kind input.choice'],
  [{ kind: '' }, 'kind input.required'],
  [{ name: '', kind: '', rts: '41' }, 'name input.required, kind input.required, rts input.above'],
  [{ kind: 'dinas', rts: '40' }, '32.73'],
  [{ kind: 'dinas', id: 'x'.repeat(36) }, '32.73'],
  [{ kind: 'dinas', id: 'x'.repeat(37) }, 'id access.not-found'],
  [{ kind: 'dinas', name: 'D'.repeat(121) }, 'name input.too-long'],
  [{ kind: 'rw', village: 'Pasir Impun', rw: '1rw2' }, 'rw input.number'],
  [{ kind: 'kelurahan', village: 'Kelurahan.Pasir Impun' }, '32.73.30.1003'],
  [{ kind: 'kelurahan', village: 'Pasir Desa Impun' }, 'village region.unknown'],
  [{ kind: 'kecamatan', district: 'Ujung' }, 'district region.unknown'],
  [{ kind: 'kelurahan', village: 'Sukaasih', district: 'Ujung' }, '32.73.12.1001'],
  // a code says it all: the RW may be new where its kelurahan is official
  [{ kind: 'rw', place: '32.73.20.1001.001' }, '32.73.20.1001.001'],
  [{ kind: 'Company' }, 'kind import.joins'],
])('%j: %s', (cells, wanted) => {
  expect(told(read({ ...RW, ...cells }))).toBe(wanted);
});

test('a list as an office fills it in is read by its headings', () => {
  const text = [
    'nama;jenis;kecamatan;kelurahan;rw;jumlah rt;kode wilayah;id',
    'RW 05 Jatihandap;rw;Antapani;Jatihandap;RW 5;4;;abc',
    'RW 06 Pasir Impun;rw;;;;3;32.73.30.1003.006;',
  ];
  const kind = { columns: INSTITUTION_COLUMNS, most: 10, mostRows: 10 };
  const items = itemsIn(kind, { text: text.join('\r\n'), sheet: '' });
  expect('refusal' in items || items.map(([one]) => readInstitutionRow(one, PARTIES, PLACES))).toEqual([
    { id: 'abc', name: 'RW 05 Jatihandap', kind: 'rw', region: '32.73.20.1001.005', rts: 4 },
    { id: '', name: 'RW 06 Pasir Impun', kind: 'rw', region: '32.73.30.1003.006', rts: 3 },
  ]);
});

test('an RW of a city that is a kelurahan itself stands in the whole area', () => {
  const village = { ...PLACES, area: '32.73.30.1003', place: () => false };
  expect(told(read({ ...RW, place: '32.73.30.1003.001' }, village))).toBe('32.73.30.1003.001');
});

test('an office of the whole city stands in no kelurahan', () => {
  const village = { ...PLACES, area: '32.73.30.1003' };
  expect(told(read({ ...RW, kind: 'dinas' }, village))).toBe('place region.unknown');
});

test('the list that Pilar offers needs a name and a kind, and may leave out the rest', () => {
  expect(INSTITUTION_COLUMNS.filter((one) => !one.optional).map((one) => one.key)).toEqual(['name', 'kind']);
  const example = Object.fromEntries(INSTITUTION_COLUMNS.map((one) => [one.key, String(one.example)]));
  expect(told(read(example))).toBe('32.73.30.1003.005');
});
