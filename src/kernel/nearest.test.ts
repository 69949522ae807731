import { expect, test } from 'vitest';
import { nearest } from './nearest.ts';

test('of the names there are, the most alike come first', () => {
  const there = ['RW 01 Fiditan', 'RW 02 Fiditan', 'PKK Fiditan', 'Kelurahan Fiditan'];
  expect(nearest('rw 01  fidtan', there, (one) => one, 2)).toEqual(['RW 01 Fiditan', 'RW 02 Fiditan']);
  expect(nearest('x', [], (one) => one)).toEqual([]);
});
