import { expect, test } from 'vitest';
import { askedWords, gramsOf, meantBy, mistakesBetween, wordKeys } from './word-keys.ts';

test.each([
  // typed                                 words
  ['RW 05 Sekeloa', ['rw', '5', 'sekeloa']],
  ['rw05', ['rw', '5']],
  ['Jum’at, Jum‘at dan Jumat', ['jumat', 'dan']],
  ['Kafé Océan', ['kafe', 'ocean']],
  ['U-ditch 40 × 40 cm', ['u', 'ditch', '40', 'cm']],
  ['Jl. H. Akbar No. 007', ['jl', 'h', 'akbar', 'no', '7']],
  ['000', ['0']],
  ['%_ \\ -- ', []],
])('%j has the words %j', (text, words) => {
  expect(wordKeys(text)).toEqual(words);
});

test('a letter alone is not looked for, a number is; of 200 words the first ten are', () => {
  expect(askedWords('a')).toEqual([]);
  expect(askedWords('rw 5 a')).toEqual(['rw', '5']);
  const many = Array.from({ length: 200 }, (_, i) => `kata${'x'.repeat(i + 1)}`).join(' ');
  expect(askedWords(many)).toHaveLength(10);
});

test.each([
  ['lampu', 'lampu', 0],
  ['lmapu', 'lampu', 1],
  ['lamp', 'lampu', 1],
  ['lampuu', 'lampu', 1],
  ['lanpu', 'lampu', 1],
  ['drainsae', 'drainase', 1],
  ['peneragan', 'penerangan', 1],
  ['penreagan', 'penerangan', 2],
  ['', 'ab', 2],
])('%s for %s: %d mistakes', (typed, word, mistakes) => {
  expect(mistakesBetween(typed, word)).toBe(mistakes);
  expect(mistakesBetween(word, typed)).toBe(mistakes);
});

test('the nearest words are meant, and what is too far from all of them is nobody’s', () => {
  const known = ['lampu', 'lampung', 'jalan', 'penerangan', 'rw'];
  expect(meantBy('lmapu', known)).toEqual(['lampu']);
  expect(meantBy('lampun', known)).toEqual(['lampu', 'lampung']);
  expect(meantBy('penreagan', known)).toEqual(['penerangan']);
  expect(meantBy('rv', known)).toEqual([]);
  expect(meantBy('jembatan', known)).toEqual([]);
});

test('a word with one mistake shares a part with the right one', () => {
  for (const typed of ['lmapu', 'lamp', 'kampu', 'lampi', 'lammpu']) {
    expect(gramsOf(typed).filter((gram) => gramsOf('lampu').includes(gram)).length).toBeGreaterThan(0);
  }
  expect(gramsOf('lampu', 'within')).toEqual(['lam', 'amp', 'mpu']);
});
