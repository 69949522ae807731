import { expect, test } from 'vitest';
import { timeZoneOf } from './time-zone.ts';

test.each([
  ['32.73', 'Asia/Jakarta'], // Kota Bandung
  ['61.71', 'Asia/Jakarta'], // Kota Pontianak
  ['62.71', 'Asia/Jakarta'], // Kota Palangka Raya
  ['63.71', 'Asia/Makassar'], // Kota Banjarmasin
  ['51.71', 'Asia/Makassar'], // Kota Denpasar
  ['73.71', 'Asia/Makassar'], // Kota Makassar
  ['81.71', 'Asia/Jayapura'], // Kota Ambon
  ['91.71', 'Asia/Jayapura'], // Kota Jayapura
  ['96.71', 'Asia/Jayapura'], // Kota Sorong
])('%s keeps %s', (place, zone) => {
  expect(timeZoneOf(place)).toBe(zone);
});
