import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { sectionAt, sectionsOf, withSection } from './text-sections.ts';

const TEXT = `# A programme.
schema: 2
name: uji
title: { id: Uji }

legal:
  - { id: a, cite: A }

# Who takes part.
parties:
  pillars: []
`;

test('a text has its parts by the keys at its margin, each with its comments and lines', () => {
  const sections = sectionsOf(TEXT);
  expect(sections.map(({ key, from, to }) => [key, from, to])).toEqual([
    ['head', 1, 5],
    ['legal', 6, 8],
    ['parties', 9, 12],
  ]);
  expect(sectionAt(sections, 10)?.key).toBe('parties');
  expect(sections.map((one) => one.text).join('\n')).toBe(TEXT);
});

test('one part is written anew, and all others stay to the letter', () => {
  const made = withSection(TEXT, 'legal', 'legal:\n  - { id: b, cite: B }\n  - broken: [\n');
  expect(made).toBe(TEXT.replace('  - { id: a, cite: A }', '  - { id: b, cite: B }\n  - broken: ['));
  expect(withSection(TEXT, 'purses', 'purses: []')).toBeUndefined();
  expect(withSection(TEXT, 'parties', 'parties: []\n\n\n')).toBe(
    TEXT.replace('# Who takes part.\nparties:\n  pillars: []', 'parties: []'),
  );
});

test.each(globSync('models/*/20??.yaml'))('%s comes back as it was from any of its parts', (file) => {
  const source = readFileSync(file, 'utf8');
  for (const { key, text } of sectionsOf(source)) expect(withSection(source, key, text)).toBe(source);
});

test('what a model says of itself is one part, whatever of it stands there', () => {
  const head = ['schema: 2', 'name: uji', 'version: "2026"', 'adopted: { id: a }', 'title: { id: Uji }'];
  const text = [...head, 'short: Uji', 'about: { id: Uji }', 'lasts: { years: 3 }', 'legal: []'].join('\n');
  expect(sectionsOf(text).map(({ key, from, to }) => [key, from, to])).toEqual([
    ['head', 1, 8],
    ['legal', 9, 9],
  ]);
});

test.each([
  // the lines of a text                                                  its parts, from line to line
  [
    ['legal: []', '# Who.', '', '# Takes part.', 'parties: []'],
    ['legal 1-1', 'parties 2-5'],
  ],
  [
    ['legal: []', '', '', '# Who.', 'parties: []'],
    ['legal 1-3', 'parties 4-5'],
  ],
  [
    ['legal: []', '   ', 'parties: []', ''],
    ['legal 1-2', 'parties 3-4'],
  ],
  [
    ['# Of the city.', '', 'legal : []', 'parties: []'],
    ['legal 1-3', 'parties 4-4'],
  ],
  [['', '', 'legal: []'], ['legal 1-3']],
  // A line that is no key belongs to the part above it, with what stands there by mistake.
  [
    ['legal: []', 'salah baris: x', '- 2: y', 'parties: []'],
    ['legal 1-3', 'parties 4-4'],
  ],
  [
    ['legal:', '  - { id: a }', 'tanpa kunci', '# Who.', 'parties: []'],
    ['legal 1-3', 'parties 4-5'],
  ],
  [
    ['legal:', 'tersisa', 'parties: []'],
    ['legal 1-2', 'parties 3-3'],
  ],
  [['tanpa kunci', 'lagi'], []],
])('%# %j has the parts %j', (lines, parts) => {
  const sections = sectionsOf(lines.join('\n'));
  expect(sections.map(({ key, from, to }) => `${key} ${from}-${to}`)).toEqual(parts);
  for (const { key, text } of sections) expect(withSection(lines.join('\n'), key, text)).toBeDefined();
});

test('each line stands in one part, the first and the last of it too', () => {
  const sections = sectionsOf(TEXT);
  expect([1, 5, 6, 8, 9, 12, 13].map((line) => sectionAt(sections, line)?.key)).toEqual([
    ...['head', 'head', 'legal', 'legal', 'parties', 'parties', undefined],
  ]);
});
