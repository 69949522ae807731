import { expect, test } from 'vitest';
import { letterNumber, officeCode, readLetterNumber, readPattern, USUAL_PATTERN } from './letter-number.ts';

test.each([
  // pattern                               sequence  day            number
  [USUAL_PATTERN, 7, '2026-07-01', '007/KPI/VII/2026'],
  ['005/{nomor}/{kantor}/{bulan}/{tahun}', 1, '2026-01-31', '005/001/KPI/I/2026'],
  ['{nomor}/KEP/{tahun}', 1234, '2026-12-01', '1234/KEP/2026'],
  ['{nomor}/{kelas}/{tahun}', 12, '2026-12-01', '012/{kelas}/2026'],
])('%s, the %i. on %s, is %s', (pattern, sequence, day, number) => {
  expect(letterNumber(pattern, sequence, 'Kelurahan Pasir Impun', day)).toBe(number);
});

test.each([
  ['Kelurahan Pasir Impun', 'KPI'],
  ['RW 07 Gumuruh', 'RW07G'],
  ['Kecamatan Mandalajati', 'KM'],
  ['LPM Antapani Kidul', 'LPMAK'],
  [' Kelurahan - Pasir Impun (2) ', 'KPI2'],
  ['Posyandu A3b', 'PA'],
  ['Dinas Élok', 'DÉ'],
])('%s is written %s', (office, code) => {
  expect(officeCode(office)).toBe(code);
});

test.each([
  [' {nomor}/{tahun} ', '{nomor}/{tahun}'],
  [
    '{nomer}/{tahun}',
    { issues: [{ refusal: 'letter.placeholder', params: { found: 'nomer', near: 'nomor' } }] },
  ],
  [
    '{zzzz}/{tahun}',
    {
      issues: [{ refusal: 'letter.placeholder', field: 'pattern', params: { found: 'zzzz', near: 'nomor' } }],
    },
  ],
  ['{tahun}/{thn}', { issues: [{ refusal: 'letter.placeholder', params: { found: 'thn', near: 'tahun' } }] }],
  ['{nomor}/{}/{tahun}', { issues: [{ refusal: 'letter.placeholder', params: { found: '' } }] }],
  [`{nomor}/{tahun}/${'x'.repeat(64)}`, `{nomor}/{tahun}/${'x'.repeat(64)}`],
  [
    `{nomor}/{tahun}/${'x'.repeat(65)}`,
    { issues: [{ refusal: 'input.too-long', field: 'pattern', params: { limit: 80 } }] },
  ],
  [
    '{nomor}/{bulan}',
    { issues: [{ refusal: 'letter.pattern', field: 'pattern', params: { lacking: '{tahun}' } }] },
  ],
  ['005/2026', { issues: [{ refusal: 'letter.pattern', params: { lacking: '{nomor}' } }] }],
  ['', { issues: [{ refusal: 'input.required', field: 'pattern' }] }],
])('the pattern %j is read', (typed, read) => {
  const found = readPattern(typed);
  const expected = typeof read === 'string' ? read : read.issues[0];
  if (typeof expected === 'string') expect(found).toBe(expected);
  else expect(found).toMatchObject(expected ?? {});
});

test.each([
  ['  005 / 12 / 2026 ', '005 / 12 / 2026'],
  ['005  /\n12', '005 / 12'],
  ['9'.repeat(80), '9'.repeat(80)],
  ['9'.repeat(81), { refusal: 'input.too-long', field: 'number', params: { limit: 80 } }],
  ['tanpa angka', { refusal: 'letter.no-figure', field: 'number' }],
])('the number %j is read', (typed, read) => {
  const found = readLetterNumber(typed);
  if (typeof read === 'string') expect(found).toBe(read);
  else expect(found).toMatchObject(read);
});
