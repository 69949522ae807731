import { expect, test } from 'vitest';
import { atLeast, atMost, narrowed, roundings, widened } from './margins.ts';

test.each<[string, number, number]>([
  // what it is                                           comes to
  ['three roundings of two', roundings(3, 2), 6 * 2 ** -53],
  ['at most, rounded eight times', atMost(3, 8), 3 + 3 * 2 ** -50],
  ['at least, rounded eight times', atLeast(3, 8), 3 - 3 * 2 ** -50],
  ['rounded never', atMost(3, 0), 3],
  ['rather too large', widened(2), 2.000000002],
  ['rather too small', narrowed(2), 1.999999998],
])('%s', (_, value, expected) => {
  expect(value).toBe(expected);
});
