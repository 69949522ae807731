import { expect, test } from 'vitest';
import { movedInOrder } from './ranking.ts';

test.each([
  // proposal  direction            new order
  ['b', 'up', 'bac'],
  ['b', 'down', 'acb'],
  ['a', 'up', 'abc'],
  ['c', 'down', 'abc'],
  ['a', 'down', 'bac'],
  ['x', 'up', 'abc'],
  ['x', 'down', 'abc'],
] as const)('%s one place %s', (proposal, direction, wanted) => {
  expect(movedInOrder(['a', 'b', 'c'], proposal, direction).join('')).toBe(wanted);
});
