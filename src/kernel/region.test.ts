import { expect, test } from 'vitest';
import { ancestor, LEVELS, levelOf, officialName, REGION_CODE_LENGTH } from './region.ts';

test.each([
  ['16.74', 'Kota Prabumulih', 'Kota Prabumulih'],
  ['32.73.30', 'Mandalajati', 'Kecamatan Mandalajati'],
  ['32.73.30.1003', 'Pasir Impun', 'Kelurahan Pasir Impun'],
  ['16.74.06.2002', 'Pangkul', 'Desa Pangkul'],
  ['32.73.30.1003.007', 'RW 07', 'RW 07'],
])('%s, %s, is called %s', (code, name, called) => {
  expect(officialName(code, name)).toBe(called);
});

test.each([
  // what looks like a code and is none
  'x32',
  '32x',
  '32.',
  '3',
  '32.7',
  '32.733',
  '32.73.3',
  '32.73.30.100',
  '32.73.30.10034',
  '32.73.30.1003.07',
  '32.73.30.1003.007.01',
  'a2.73',
  '32.ab',
  '32.73.ab',
  '32.73.30.abcd',
  '32.73.30.1003.abc',
  '',
])('%j is the code of no place', (code) => {
  expect(levelOf(code)).toBeUndefined();
});

test.each([
  ['province', '32'],
  ['regency', '32.73'],
  ['district', '32.73.30'],
  ['village', '32.73.30.1003'],
  ['neighbourhood', '32.73.30.1003.007'],
] as const)('the %s of an RW is %s', (level, code) => {
  expect(ancestor('32.73.30.1003.007', level)).toBe(code);
  expect(levelOf(code)).toBe(level);
});

test.each(LEVELS)('so many signs of a longer code name its %s', (level) => {
  const code = '32.73.30.1003.007';
  expect(code.slice(0, REGION_CODE_LENGTH[level])).toBe(ancestor(code, level));
});
