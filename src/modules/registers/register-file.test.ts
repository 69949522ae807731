import { expect, test } from 'vitest';
import { REGISTER_LIMITS, readRegister, registerTemplate } from './register-file.ts';

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
  [`0120345678909;PT;${'s'.repeat(81)};;`, 'sektor', 'too-long'],
  [`0120345678909;PT;;;${'a'.repeat(201)}`, 'alamat', 'too-long'],
  ['x0120345678909;PT Huruf;;;', 'nib', 'digits'],
  ['ABCDEFGHIJ123;PT Huruf;;;', 'nib', 'digits'],
])('%s is not kept: %s %s', (line, column, reason) => {
  expect(read('0120345678901;PT Satu;;;', line)).toMatchObject({
    count: 1,
    problems: [{ line: 3, column, reason }],
  });
});

test('lines as long as they may be are kept, and a line that ends early has nothing in the rest', () => {
  const long = `0120345678909;${'P'.repeat(160)};${'s'.repeat(80)};;${'a'.repeat(200)}`;
  expect(read(long, '0120345678908;PT Pendek')).toMatchObject({
    entries: [{ sector: 's'.repeat(80) }, { sector: '', region: '32.73', address: '' }],
  });
});

test('of a broken cell its beginning is shown', () => {
  expect(read(`0120345678909;${'P'.repeat(161)};;;`)).toMatchObject({
    problems: [{ value: 'P'.repeat(40) }],
  });
  expect(read('0120345678909;PT;;kec tidak ada;')).toMatchObject({ problems: [{ value: 'kec tidak ada' }] });
});

test.each(['kec mandalajati', 'Kec. Mandalajati', 'KECAMATAN Mandalajati', 'mandalajati'])(
  '%s is Mandalajati',
  (typed) => {
    expect(read(`0120345678909;PT;;${typed};`)).toMatchObject({ entries: [{ region: '32.73.30' }] });
  },
);

test('a name that only holds the word is another place', () => {
  expect(read('0120345678909;PT;;Bekec Mandalajati;')).toMatchObject({ problems: [{ reason: 'place' }] });
});

test('a register that has more lines than there may be is refused', () => {
  expect(readRegister(`nib;nama\n${'1;\n'.repeat(REGISTER_LIMITS.lines + 1)}`, RULE)).toEqual({
    problems: [{ line: REGISTER_LIMITS.lines + 2, column: 'nib', value: '', reason: 'too-long' }],
    count: 1,
  });
});

test('what is no register says what is missing', () => {
  expect(readRegister('nama\nPT Satu', RULE)).toMatchObject({
    problems: [{ column: 'nib', reason: 'empty' }],
  });
  expect(readRegister(HEAD, RULE)).toEqual({
    problems: [{ line: 1, column: 'nib', value: '', reason: 'empty' }],
    count: 1,
  });
  expect(readRegister('', RULE)).toMatchObject({ problems: [{ line: 1, column: 'nib', reason: 'empty' }] });
  expect(readRegister('\n\nnib\n1', RULE)).toMatchObject({ problems: [{ line: 3, column: 'nama' }] });
  const broken = Array.from({ length: 30 }, (_, n) => `${n};PT ${n};;;`);
  const found = read(...broken);
  expect('problems' in found && [found.problems.length, found.count]).toEqual([20, 30]);
});
