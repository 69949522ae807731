import { expect, test } from 'vitest';
import { PLACE_FILE_EXAMPLE, PLACE_FILE_LIMITS, readingPlaces, readPlaceFile } from './place-file.ts';

const read = (text: string) => readPlaceFile(text, '32.73');
const NAMES = 'kode, penduduk, keluarga_miskin, lintang, bujur';

test('the example is read as it is shown', () => {
  expect(read(PLACE_FILE_EXAMPLE)).toEqual([
    { code: '32.73.30.1003', people: 14_210, poorHouseholds: 820, latitude: -6.9012, longitude: 107.6805 },
  ]);
});

test.each([
  // what a file says                                                      what is known
  ['kode,Keluarga Miskin\n32.73,7', { people: null, poorHouseholds: 7, latitude: null, longitude: null }],
  ['kode,penduduk,lintang,bujur\n32.73,-,-,', { people: null }],
  ['kode,penduduk,keluarga_miskin\n32.73,-,-', {}],
  ['kode,penduduk,keluarga_miskin\n32.73,6,6', { people: 6, poorHouseholds: 6 }],
  ['kode,penduduk,keluarga_miskin\n32.73,,6', { people: null, poorHouseholds: 6 }],
  ['kode,penduduk,keluarga_miskin\n32.73,6,', { people: 6, poorHouseholds: null }],
  ['kode,lintang,bujur\n32.73,12,180', { latitude: 12, longitude: 180 }],
  ['kode,lintang,bujur\n32.73,-12,-180', { latitude: -12, longitude: -180 }],
])('of %j', (text, known) => {
  const found = read(text);
  // A place of which nothing is known is told; see below.
  if (Array.isArray(found)) expect(found).toMatchObject([known]);
  else expect(found.reason).toBe('nothing');
});

test.each([
  // what a file says                                     what is wrong: line, column, value, reason
  ['', [1, NAMES, '', 'no-header']],
  ['kode\n32.73', [1, NAMES, 'kode', 'no-header']],
  ['penduduk,lintang\n1,2', [1, NAMES, 'penduduk lintang', 'no-header']],
  [`nama,${'x'.repeat(80)}\n1,2`, [1, NAMES, `nama ${'x'.repeat(55)}`, 'no-header']],
  ['kode,penduduk\n"32.73,5', [2, '', '"', 'quotes']],
  ['kode,penduduk', [2, '', '', 'no-lines']],
  ['kode,penduduk\n3273,5', [2, 'kode', '3273', 'code']],
  ['kode,penduduk\n32.10.01,5', [2, 'kode', '32.10.01', 'outside']],
  ['kode,penduduk\n32.73,5\n32.73,5', [3, 'kode', '32.73', 'twice']],
  ['kode,penduduk\n32.73,banyak', [2, 'penduduk', 'banyak', 'count']],
  ['kode,keluarga_miskin\n32.73,1.5', [2, 'keluarga_miskin', '1.5', 'count']],
  ['kode,penduduk,keluarga_miskin\n32.73,5,6', [2, 'keluarga_miskin', '6', 'more-poor']],
  ['kode,lintang,bujur\n32.73,12.1,107', [2, 'lintang', '12.1', 'degrees']],
  ['kode,lintang,bujur\n32.73,-12.1,107', [2, 'lintang', '-12.1', 'degrees']],
  ['kode,lintang,bujur\n32.73,-6.9,181', [2, 'bujur', '181', 'degrees']],
  ['kode,lintang,bujur\n32.73,-6.9,', [2, 'bujur', '', 'half-point']],
  ['kode,lintang,bujur\n32.73,,107', [2, 'lintang', '', 'half-point']],
  ['kode,penduduk,lintang\n32.73,-,-', [2, '', '32.73', 'nothing']],
])('the file %j is refused', (text, [line, column, value, reason]) => {
  expect(read(text)).toEqual({ line, column, value, reason });
});

test('as many places are read as a file may bring', () => {
  const rows = Array.from({ length: PLACE_FILE_LIMITS.lines }, (_, i) => {
    const [district, village] = [Math.floor(i / 9000) + 10, (i % 9000) + 1000];
    return `32.73.${district}.${village},7`;
  });
  const text = `kode,penduduk\n${rows.join('\n')}`;
  expect(read(text)).toHaveLength(20_000);
  expect(read(`${text}\n32.73,7`)).toEqual({
    line: 20_002,
    column: '',
    value: '20000',
    reason: 'too-many',
  });
});

test('a process of its own reads the same', () => {
  const text = PLACE_FILE_EXAMPLE;
  expect(readingPlaces.file).toBe('modules/transparency/balance/place-file.ts');
  expect(readingPlaces.name).toBe('readPlaces');
  expect(readingPlaces.work({ text, area: '32.73' })).toEqual(read(text));
});
