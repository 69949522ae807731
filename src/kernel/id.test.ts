import { expect, test } from 'vitest';
import { firstIdAt, isId, newId } from './id.ts';

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

test('what is made at a moment or later sorts after the first of the moment, what was made before it does not', () => {
  const moment = new Date('2026-02-10T03:00:00Z');
  const first = firstIdAt(moment);
  expect(isId(first)).toBe(true);
  expect(newId(moment) > first).toBe(true);
  expect(newId(new Date(moment.getTime() - 1)) < first).toBe(true);
  expect(isId(newId())).toBe(true);
});

test.each([
  '018f3f7e-0000-7000-8000-00000000000',
  '018f3f7e-0000-7000-8000-0000000000011',
  'x018f3f7e-0000-7000-8000-000000000001',
  '018F3F7E-0000-7000-8000-000000000001',
  '018f3f7e-0000-0000-8000-000000000001',
  '018f3f7e-0000-7000-c000-000000000001',
  '018f3f7e00007000800000000000 0001',
  '',
])('%j identifies nothing', (text) => {
  expect(isId(text)).toBe(false);
});
