import { expect, test } from 'vitest';
import { LargestSum } from './largest-sum.ts';

test.each<[number, number[], number[]]>([
  // how many  numbers, one after the other   the sum of the largest after each
  [3, [5, 1, 3, 2, 4, 4, 9], [5, 6, 9, 10, 12, 13, 18]],
  [1, [2, 1, 3, 3, 2], [2, 2, 3, 3, 3]],
  [2, [1, 2, 3, 4], [1, 3, 5, 7]],
  [2, [4, 3, 2, 1], [4, 7, 7, 7]],
  [2, [-1, 0, 1], [0, 0, 1]],
  [0, [5, 6], [0, 0]],
])('the sum of the %d largest of %j', (many, numbers, sums) => {
  const largest = new LargestSum(many);
  expect(largest.sum).toBe(0);
  const found = numbers.map((number) => {
    largest.add(number);
    return largest.sum;
  });
  expect(found).toEqual(sums);
});
