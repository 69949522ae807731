import { expect, test } from 'vitest';
import { askedWords, forgiven, gramsOf, meantBy, mistakesBetween, wordKeys } from './word-keys.ts';

test.each([
  // typed                                 words
  ['RW 05 Sekeloa', ['rw', '5', 'sekeloa']],
  ['rw05', ['rw', '5']],
  ['Jum’at, Jum‘at dan Jumat', ['jumat', 'dan']],
  ['Kafé Océan', ['kafe', 'ocean']],
  ['U-ditch 40 × 40 cm', ['u', 'ditch', '40', 'cm']],
  ['Jl. H. Akbar No. 007', ['jl', 'h', 'akbar', 'no', '7']],
  ['000', ['0']],
  ['1005', ['1005']],
  ['x'.repeat(50), ['x'.repeat(40)]],
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
  // Swapped is what stood in the other's place, not what only looks like one of them.
  ['ab', 'ba', 1],
  ['abc', 'cab', 2],
  ['ab', 'bc', 2],
  ['ba', 'cb', 2],
  ['ca', 'abc', 3],
  ['aabb', 'bbaa', 3],
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
  // What is written right is not meant otherwise.
  expect(meantBy('lampu', ['lampu'])).toEqual([]);
  expect(meantBy('lampu', ['lampu', 'lampus'])).toEqual(['lampus']);
  // The fewest mistakes win, whatever the order; those alike stand in that of the alphabet.
  expect(meantBy('peneragan', ['penerangann', 'penerangan'])).toEqual(['penerangan']);
  expect(meantBy('lampun', ['lampung', 'lampu'])).toEqual(['lampu', 'lampung']);
});

test.each([
  [3, 0],
  [4, 1],
  [7, 1],
  [8, 2],
])('a word of %i signs is forgiven %i mistakes', (length, mistakes) => {
  expect(forgiven(length)).toBe(mistakes);
});

test('a word with one mistake shares a part with the right one', () => {
  for (const typed of ['lmapu', 'lamp', 'kampu', 'lampi', 'lammpu']) {
    expect(gramsOf(typed).filter((gram) => gramsOf('lampu').includes(gram)).length).toBeGreaterThan(0);
  }
  expect(gramsOf('lampu', 'within')).toEqual(['lam', 'amp', 'mpu']);
  expect(gramsOf('lampu')).toEqual(['  l', ' la', 'lam', 'amp', 'mpu', 'pu ']);
  expect(gramsOf('kakaka', 'within')).toEqual(['kak', 'aka']);
});
