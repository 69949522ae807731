import { expect, test } from 'vitest';
import { PIPPK } from '../../../test/support/pippk.ts';
import { capacityOf, placesAbove, seenAt, signedAt } from './setting.ts';

test.each([
  // a place               the places that its letterhead names
  ['32.73', []],
  ['32.73.30', []],
  ['32.73.30.1004', ['32.73.30']],
  ['32.73.30.1004.007', ['32.73.30', '32.73.30.1004']],
  // What no code is, is a city's own.
  ['kota', []],
])('above %s stand %j', (place, above) => {
  expect(placesAbove(place)).toEqual(above);
});

test.each([
  // an office                 is called
  ['lurah', null, 'Lurah'],
  ['lurah', 'plt', 'Plt. Lurah'],
  ['lurah', 'plh', 'Plh. Lurah'],
  ['village-treasurer', null, 'Bendahara kelurahan'],
  // One that no model names is called by the last of its words.
  ['kepala-sub-bagian', null, 'Kepala sub bagian'],
  ['steering/anggota-tim', 'plt', 'Plt. Anggota tim'],
] as const)('%s, acting %s, signs as %s', (office, acting, called) => {
  expect(capacityOf(PIPPK.model, office, acting)).toBe(called);
});

test('an office is called as it is unless somebody stands in', () => {
  expect(capacityOf(PIPPK.model, 'camat')).toBe('Camat');
});

const EUIS = { capacity: 'Lurah', name: 'Euis' };

test.each([
  // in                  on                 stands above who signs
  ['Kota Bandung', '2026-01-28', 'Bandung, 28 Januari 2026'],
  ['Kabupaten Garut', '2026-12-01', 'Garut, 1 Desember 2026'],
  ['Kota Bandung', undefined, 'Bandung, ……………………'],
])('a paper of %s of the day %s is signed beneath “%s”', (city, day, placeAndDay) => {
  expect(signedAt({ city }, day, EUIS)).toEqual({ ...EUIS, placeAndDay });
});

const home = 'https://pilar.example/bandung';

test('a paper leads to the page that says the same; an issued one to its own, where it can be told from a forged one', () => {
  expect(seenAt({ home }, 'usulan/7')).toEqual({
    address: 'https://pilar.example/bandung/usulan/7',
    says: 'Isi surat ini dapat dicocokkan dengan catatan Pilar di:',
  });
  const issued = { number: '005/001', on: '2026-01-28', letter: '9' };
  expect(seenAt({ home, issued }, 'usulan/7')).toEqual({
    address: 'https://pilar.example/bandung/surat/9',
    says: 'Keaslian surat ini dapat diperiksa di:',
  });
});
