import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const THREATS = readFileSync('docs/guides/threats.md', 'utf8');

test('every file that the guide to threats names is there', () => {
  const named = [
    ...new Set([...THREATS.matchAll(/`((?:src|test)\/[^`\s]+)`/g)].map((found) => found[1] ?? '')),
  ];
  expect(named.length).toBeGreaterThan(40);
  expect(named.filter((path) => !existsSync(path))).toEqual([]);
});

test('each chapter of ASVS 5 has its place in it', () => {
  const chapters = [...THREATS.matchAll(/^## (.*)$/gm)].flatMap(([, title = '']) => [
    ...title.matchAll(/\bV(\d+)\b/g),
  ]);
  expect(chapters.map(([, number]) => Number(number))).toEqual(Array.from({ length: 17 }, (_, i) => i + 1));
});
