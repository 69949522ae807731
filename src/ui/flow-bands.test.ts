import { expect, test } from 'vitest';
import { layOut } from './flow-bands.ts';

test('each side shares its height out by amounts, small ones stay legible, and bands fill their ends exactly', () => {
  const drawn = layOut([
    { from: 'a', to: 'x', amount: 900n },
    { from: 'a', to: 'y', amount: 50n },
    { from: 'b', to: 'y', amount: 50n },
    { from: 'b', to: 'z', amount: 0n },
  ]);
  expect(drawn.left.map(({ name, amount, top, height }) => [name, amount, top, Math.round(height)])).toEqual([
    ['a', 950n, 0, 266],
    ['b', 50n, 276, 40],
  ]);
  expect(drawn.right.map((one) => [one.name, Math.round(one.height)])).toEqual([
    ['x', 252],
    ['y', 40],
  ]);
  expect(drawn.height).toBe(316);
  expect(drawn.bands.map((one) => [one.from, one.to, one.tone])).toEqual([
    ['a', 'x', 1],
    ['a', 'y', 1],
    ['b', 'y', 2],
  ]);
  // The last band of a thing ends where the thing does.
  expect(drawn.bands[1]?.path).toBe('M0 252.0C50 252.0 50 262.0 100 262.0V282.0C50 282.0 50 266.0 0 266.0Z');
});

test('where nothing flows there is nothing to draw', () => {
  expect(layOut([])).toEqual({ height: 0, left: [], right: [], bands: [] });
});
