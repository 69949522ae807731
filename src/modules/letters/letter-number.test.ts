import { expect, test } from 'vitest';
import { letterNumber, officeCode, readLetterNumber, readPattern, USUAL_PATTERN } from './letter-number.ts';

test.each([
  // pattern                               sequence  day            number
  [USUAL_PATTERN, 7, '2026-07-01', '007/KPI/VII/2026'],
  ['005/{nomor}/{kantor}/{bulan}/{tahun}', 1, '2026-01-31', '005/001/KPI/I/2026'],
  ['{nomor}/KEP/{tahun}', 1234, '2026-12-01', '1234/KEP/2026'],
])('%s, the %i. on %s, is %s', (pattern, sequence, day, number) => {
  expect(letterNumber(pattern, sequence, 'Kelurahan Pasir Impun', day)).toBe(number);
});

test.each([
  ['Kelurahan Pasir Impun', 'KPI'],
  ['RW 07 Gumuruh', 'RW07G'],
  ['Kecamatan Mandalajati', 'KM'],
  ['LPM Antapani Kidul', 'LPMAK'],
])('%s is written %s', (office, code) => {
  expect(officeCode(office)).toBe(code);
});

test.each([
  [' {nomor}/{tahun} ', '{nomor}/{tahun}'],
  [
    '{nomer}/{tahun}',
    { issues: [{ refusal: 'letter.placeholder', params: { found: 'nomer', near: 'nomor' } }] },
  ],
  ['{nomor}/{bulan}', { issues: [{ refusal: 'letter.pattern', params: { lacking: '{tahun}' } }] }],
  ['005/2026', { issues: [{ refusal: 'letter.pattern', params: { lacking: '{nomor}' } }] }],
  ['', { issues: [{ refusal: 'input.required' }] }],
])('the pattern %j is read', (typed, read) => {
  const found = readPattern(typed);
  const expected = typeof read === 'string' ? read : read.issues[0];
  if (typeof expected === 'string') expect(found).toBe(expected);
  else expect(found).toMatchObject(expected ?? {});
});

test.each([
  ['  005 / 12 / 2026 ', '005 / 12 / 2026'],
  ['tanpa angka', { refusal: 'letter.no-figure' }],
])('the number %j is read', (typed, read) => {
  const found = readLetterNumber(typed);
  if (typeof read === 'string') expect(found).toBe(read);
  else expect(found).toMatchObject(read);
});
