import { expect, test } from 'vitest';
import { timeZoneOf } from './time-zone.ts';

const WEST = '11 12 13 14 15 16 17 18 19 21 31 32 33 34 35 36 61 62'.split(' ');
/** Bali, both Nusa Tenggara; southern, eastern and northern Kalimantan; Sulawesi. */
const CENTRE = '51 52 53 63 64 65 71 72 73 74 75 76'.split(' ');
/** Both Maluku, and Papua with its new provinces. */
const EAST = '81 82 91 92 93 94 95 96'.split(' ');

test.each([
  ...WEST.map((province) => [province, 'Asia/Jakarta']),
  ...CENTRE.map((province) => [province, 'Asia/Makassar']),
  ...EAST.map((province) => [province, 'Asia/Jayapura']),
])('a city of province %s keeps %s', (province, zone) => {
  expect(timeZoneOf(`${province}.71`)).toBe(zone);
});

test('digits further on in a code say nothing', () => {
  expect(timeZoneOf('32.81.91.1001')).toBe('Asia/Jakarta');
});
