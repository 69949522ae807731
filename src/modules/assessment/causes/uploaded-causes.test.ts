import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readUploadedCauses } from './uploaded-causes.ts';

const source = readFileSync('demo/cases/telang.causes.json', 'utf8');

/** The studied case with its first title, who does its first action, and so many pieces of evidence of its first link. */
function file(title: string, responsible: string, pieces: number): string {
  const map = JSON.parse(source);
  map.factors[0].title.id = title;
  map.actions[0].responsible = responsible;
  map.links[0].evidence = Array.from({ length: pieces }, () => map.links[0].evidence[0]);
  return JSON.stringify(map);
}

test.each([
  // title  who  pieces  what is said
  [120, 120, 12, []],
  [121, 120, 12, [/paling panjang 120/]],
  [120, 121, 12, [/paling panjang 120/]],
  [120, 120, 13, [/paling banyak 12; di sini 13/]],
])('a title of %d signs, done by whom in %d, with %d pieces of evidence', (title, who, pieces, said) => {
  const read = readUploadedCauses(file('x'.repeat(title), 'y'.repeat(who), pieces));
  expect(read.ok).toBe(said.length === 0);
  const told = read.ok ? [] : read.problems.map((one) => JSON.stringify(one));
  expect(told).toEqual(said.map((words) => expect.stringMatching(words)));
});
