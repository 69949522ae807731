import { expect, test } from 'vitest';
import { mustBeFresh } from './version.ts';

test.each([
  // stands  seen        refused
  [3, 3, undefined],
  [3, 2, 'input.stale'],
  [3, 4, 'input.stale'],
  [3, 0, 'input.stale'],
  [3, undefined, undefined],
])('of a thing at version %s a change made on %s', (current, yours, refusal) => {
  expect(mustBeFresh(current, yours)?.refusal).toBe(refusal);
});

test('the refusal tells both versions', () => {
  expect(mustBeFresh(5, 4)?.params).toEqual({ yours: 4, current: 5 });
});
