import { expect, test } from 'vitest';
import type { KeptLetterhead } from '#modules/letters/index.ts';
import { letterheadOf, readHeadAddress, readHeadLines } from './letterhead.ts';

const CITY = { city: 'Kota Bandung' };
const NAMES = new Map([['32.73.30', 'Mandalajati']]);
const KELURAHAN = { name: 'Kelurahan Pasir Impun', region: '32.73.30.1004' };
const KECAMATAN = { name: 'Kecamatan Mandalajati', region: '32.73.30' };

function entered(said: Partial<KeptLetterhead>): KeptLetterhead {
  return { office: '', lines: '', address: '', contact: '', logoSha256: null, version: 1, ...said };
}
const OF_CITY = entered({
  lines: 'Pemerintah Daerah\nKota Bandung',
  address: 'Jl. Wastukancana 2',
  logoSha256: 'abc',
});

test.each([
  // whose            entered for it                                                          above                                                      office                 address
  [
    'nothing yet',
    KELURAHAN,
    undefined,
    ['Pemerintah Kota Bandung', 'Kecamatan Mandalajati'],
    'Kelurahan Pasir Impun',
    [],
  ],
  [
    'an address',
    KELURAHAN,
    entered({ address: 'Jl. Pasir Impun 1', contact: '(022) 1' }),
    ['Pemerintah Kota Bandung', 'Kecamatan Mandalajati'],
    'Kelurahan Pasir Impun',
    ['Jl. Pasir Impun 1', '(022) 1'],
  ],
  [
    'another name',
    KECAMATAN,
    entered({ lines: 'Kantor Kecamatan\nMandalajati' }),
    ['Pemerintah Kota Bandung', 'Kantor Kecamatan'],
    'Mandalajati',
    [],
  ],
])('an office with %s, in a city that entered none', (_, writes, office, above, name, address) => {
  expect(letterheadOf('government', CITY, writes, NAMES, { city: undefined, office })).toEqual({
    above,
    office: name,
    address,
  });
});

test('an office bears the lines and the logo of its city, and never the address of another', () => {
  const kept = { city: OF_CITY, office: undefined };
  expect(letterheadOf('government', CITY, KELURAHAN, NAMES, kept)).toEqual({
    above: ['Pemerintah Daerah', 'Kota Bandung', 'Kecamatan Mandalajati'],
    office: 'Kelurahan Pasir Impun',
    address: [],
    logo: 'abc',
  });
  expect(letterheadOf('government', CITY, { name: 'Kota Bandung', region: '32.73' }, NAMES, kept)).toEqual({
    above: ['Pemerintah Daerah'],
    office: 'Kota Bandung',
    address: ['Jl. Wastukancana 2'],
    logo: 'abc',
  });
});

test('an institution of residents bears nothing of the government', () => {
  const rw = { name: 'RW 01 Pasir Impun', region: '32.73.30.1004.001' };
  const head = letterheadOf('institution', CITY, rw, NAMES, { city: OF_CITY, office: OF_CITY });
  expect(head).toMatchObject({ office: 'RW 01 Pasir Impun', address: [] });
  expect(head.above[0]).toBe('Kota Bandung');
  expect(head.logo).toBeUndefined();
});

test.each([
  ['', ''],
  ['  Pemerintah  Kota \n\n Bandung ', 'Pemerintah Kota\nBandung'],
  ['a\nb\nc', 'a\nb\nc'],
  ['a'.repeat(80), 'a'.repeat(80)],
  // Letters are counted as people count them.
  ['𝒶'.repeat(80), '𝒶'.repeat(80)],
  ['a\nb\nc\nd', { refusal: 'letter.head-lines', params: { limit: 3 } }],
  ['a'.repeat(81), { refusal: 'input.too-long', params: { limit: 80, over: 1 } }],
  ['a\n'.repeat(200), { refusal: 'input.too-long', params: { limit: 240 } }],
])('lines typed as %j are read', (typed, read) => {
  const found = readHeadLines(typed, 3);
  if (typeof read === 'string') expect(found).toBe(read);
  else expect(found).toMatchObject(read);
});

test.each([
  ['', ''],
  [' Jl. Pasir Impun 1 \n Bandung 40195 ', 'Jl. Pasir Impun 1 Bandung 40195'],
  ['a'.repeat(161), { refusal: 'input.too-long', params: { limit: 160, over: 1 } }],
])('an address typed as %j is read', (typed, read) => {
  const found = readHeadAddress(typed);
  if (typeof read === 'string') expect(found).toBe(read);
  else expect(found).toMatchObject(read);
});
