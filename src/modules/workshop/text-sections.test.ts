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
