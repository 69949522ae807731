import { expect, test } from 'vitest';
import { readRegister, registerTemplate } from './register-file.ts';

const RULE = {
  number: 'nib',
  length: 13,
  districts: [{ code: '32.73.30', name: 'Mandalajati' }],
  area: '32.73',
};
const HEAD = 'nib;nama;sektor;kecamatan;alamat';
const read = (...lines: string[]) => readRegister([HEAD, ...lines].join('\n'), RULE);

test('the template that is offered is one that can be read', () => {
  expect(readRegister(registerTemplate('nib', 13), RULE)).toEqual({
    entries: [
      {
        number: '1234567890123',
        name: 'PT Contoh Makmur',
        sector: 'Perdagangan',
        region: '32.73.30',
        address: 'Jalan Melati 1',
      },
    ],
  });
});

test('numbers are read with what stands between their figures, places by name or code, or left out', () => {
  const found = read(
    '0120 3456 78901;PT Satu;;kec. mandalajati;',
    '0120345678902;PT Dua;;32.73.30;',
    '0120.3456.78903;PT Tiga;;;',
  );
  expect('entries' in found && found.entries.map((one) => [one.number, one.region])).toEqual([
    ['0120345678901', '32.73.30'],
    ['0120345678902', '32.73.30'],
    ['0120345678903', '32.73'],
  ]);
});

test.each([
  // what stands in the line                         column       reason
  ['012034567890;PT Pendek;;;', 'nib', 'digits'],
  ['01203456789AB;PT Huruf;;;', 'nib', 'digits'],
  ['0120345678901;PT Kembar;;;', 'nib', 'twice'],
  ['0120345678909;;;;', 'nama', 'empty'],
  ['0120345678909;PT Jauh;;Lembang;', 'kecamatan', 'place'],
  [`0120345678909;${'P'.repeat(161)};;;`, 'nama', 'too-long'],
])('%s is not kept: %s %s', (line, column, reason) => {
  expect(read('0120345678901;PT Satu;;;', line)).toMatchObject({
    count: 1,
    problems: [{ line: 3, column, reason }],
  });
});

test('what is no register says what is missing', () => {
  expect(readRegister('nama\nPT Satu', RULE)).toMatchObject({
    problems: [{ column: 'nib', reason: 'empty' }],
  });
  expect(readRegister(HEAD, RULE)).toMatchObject({ problems: [{ reason: 'empty' }] });
  const broken = Array.from({ length: 30 }, (_, n) => `${n};PT ${n};;;`);
  const found = read(...broken);
  expect('problems' in found && [found.problems.length, found.count]).toEqual([20, 30]);
});
