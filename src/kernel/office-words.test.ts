import { expect, test } from 'vitest';
import { ordinalOf, spelledDay } from './office-words.ts';

test.each([
  [1, 'KESATU'],
  [2, 'KEDUA'],
  [3, 'KETIGA'],
  [4, 'KEEMPAT'],
  [11, 'KESEBELAS'],
])('decision %i is numbered %s', (position, word) => {
  expect(ordinalOf(position)).toBe(word);
});

test.each([
  ['2026-01-28', 'Rabu, tanggal dua puluh delapan bulan Januari tahun dua ribu dua puluh enam'],
  ['2026-02-01', 'Minggu, tanggal satu bulan Februari tahun dua ribu dua puluh enam'],
])('%s in words', (date, words) => {
  expect(spelledDay(date)).toBe(words);
});
