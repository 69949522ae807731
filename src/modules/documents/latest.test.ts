import { expect, test } from 'vitest';
import { latest } from './latest.ts';

test('what was longest not asked for goes first', () => {
  const kept = latest<number>(2);
  kept.keep('a', 1);
  kept.keep('b', 2);
  expect(kept.get('a')).toBe(1);
  kept.keep('c', 3);
  expect(kept.get('b')).toBeUndefined();
  expect([kept.get('a'), kept.get('c')]).toEqual([1, 3]);
});
