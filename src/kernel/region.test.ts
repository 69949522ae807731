import { expect, test } from 'vitest';
import { officialName } from './region.ts';

test.each([
  ['16.74', 'Kota Prabumulih', 'Kota Prabumulih'],
  ['32.73.30', 'Mandalajati', 'Kecamatan Mandalajati'],
  ['32.73.30.1003', 'Pasir Impun', 'Kelurahan Pasir Impun'],
  ['16.74.06.2002', 'Pangkul', 'Desa Pangkul'],
  ['32.73.30.1003.007', 'RW 07', 'RW 07'],
])('%s, %s, is called %s', (code, name, called) => {
  expect(officialName(code, name)).toBe(called);
});
