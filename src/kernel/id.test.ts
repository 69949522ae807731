import { expect, test } from 'vitest';
import { isId, newId } from './id.ts';

test('identifiers made in one instant are all different and sort in the order they were made', () => {
  const moment = new Date('2026-02-10T03:00:00Z');
  const made = Array.from({ length: 2000 }, () => newId(moment));
  expect(new Set(made).size).toBe(2000);
  expect([...made].sort()).toEqual(made);
  expect(made.every(isId)).toBe(true);
});

test('a later moment sorts after an earlier one, whichever was made first', () => {
  const later = newId(new Date('2026-02-10T03:00:01Z'));
  const earlier = newId(new Date('2026-02-10T03:00:00Z'));
  expect(earlier < later).toBe(true);
});
