import { expect, test } from 'vitest';
import { isTurnOf } from './register.ts';

test.each([
  // asked by     what came of it   the reader is          is to do something
  ['economy', 'no-answer', ['economy'], true],
  ['economy', 'thinking', ['economy'], true],
  ['economy', 'no-answer', ['forum-tjsl/ketua'], false],
  ['economy', 'thinking', ['forum-tjsl/ketua', 'economy'], true],
  ['economy', 'will-join', ['forum-tjsl/sekretaris'], true],
  ['economy', 'will-join', [], false],
  ['economy', 'refused', ['economy'], false],
] as const)('asked by %s, who answered %s: of %j it is the turn: %s', (office, outcome, offices, turn) => {
  expect(isTurnOf({ office, outcome }, offices)).toBe(turn);
});
