import { expect, test } from 'vitest';
import { groupOf, partOfDay } from './by-due.ts';

test.each([
  // due           group, seen from 10 February
  ['2026-02-09', 'late'],
  ['2026-02-10', 'week'],
  ['2026-02-17', 'week'],
  ['2026-02-18', 'next'],
  [null, 'undated'],
] as const)('due %s is %s', (due, group) => {
  expect(groupOf(due, '2026-02-10')).toBe(group);
});

test.each([
  // UTC        Jakarta is seven hours ahead
  ['00:30', 'morning'],
  ['04:30', 'noon'],
  ['08:30', 'afternoon'],
  ['12:30', 'evening'],
  ['20:30', 'evening'],
] as const)('at %s UTC one says good %s', (time, part) => {
  expect(partOfDay(new Date(`2026-02-10T${time}:00Z`), 'Asia/Jakarta')).toBe(part);
});
