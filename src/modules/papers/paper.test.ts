import { expect, test } from 'vitest';
import { documentTitle, fileNameOf, widthWithin } from './paper.ts';

test.each([
  [
    ['Berita acara', 'Musrenbang kelurahan Pasir Impun', '2026-01-28'],
    'berita-acara-musrenbang-kelurahan-pasir-impun-2026-01-28',
  ],
  [['Surat', 'Jl. Pa’un & "Cigadung"/é'], 'surat-jl-pa-un-cigadung-e'],
  [['a'.repeat(200)], 'a'.repeat(80)],
  // No name ends with a stroke, also where it was cut.
  [['a'.repeat(79), 'b'], 'a'.repeat(79)],
  [['…'], ''],
])('%j names its file %s', (parts, name) => {
  expect(fileNameOf(...parts)).toBe(name);
});

test.each([
  // sheet   lies        between its margins, in millimetres
  ['A4', 'upright', 165],
  ['A4', 'across', 252],
  ['F4', 'upright', 170],
  ['F4', 'across', 285],
] as const)('%s %s holds %d mm between its margins', (size, lies, width) => {
  expect(widthWithin(size, lies)).toBe(width);
});

test.each([
  [['Berita acara', 'Musrenbang'], '005/001/2026', 'Berita acara · Musrenbang · 005/001/2026'],
  [['Berita acara'], undefined, 'Berita acara'],
  [['Berita acara'], '', 'Berita acara'],
  // A letter has no title: it is called like its file.
  [[], undefined, 'undangan-musrenbang'],
])('a paper titled %j with the number %s is shown as “%s”', (title, number, shown) => {
  expect(documentTitle({ title, number, fileName: 'undangan-musrenbang' })).toBe(shown);
});
