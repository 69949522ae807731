import { expect, test } from 'vitest';
import { nearest } from './nearest.ts';

test('of the names there are, the most alike come first', () => {
  const there = ['RW 01 Fiditan', 'RW 02 Fiditan', 'PKK Fiditan', 'Kelurahan Fiditan'];
  expect(nearest('rw 01  fidtan', there, (one) => one, 2)).toEqual(['RW 01 Fiditan', 'RW 02 Fiditan']);
  expect(nearest('x', [], (one) => one)).toEqual([]);
});

test.each([
  // wanted        there, nearest first
  ['RW 1', ['RW 1', 'RW 12', 'RW 123']],
  ['RW 123', ['RW 123', 'RW 12', 'RW 1']],
  ['RW 12', ['RW 12', 'RW 1', 'RW 123']],
])('nearest to %s', (wanted, order) => {
  expect(nearest(wanted, ['RW 1', 'RW 12', 'RW 123'], (one) => one)).toEqual(order);
});

test.each([
  // wanted   there, nearest last       nearest
  ['ab', ['xab', 'xxab', 'ab'], 'ab'],
  ['ab', ['abx', 'abxx', 'ab'], 'ab'],
  ['abc', ['xyz', 'abd'], 'abd'],
  ['b', ['aaab', 'ab'], 'ab'],
  ['abc', ['bc', 'abc'], 'abc'],
])('of names as long, nearest to %s among %j is %s', (wanted, there, first) => {
  expect(nearest(wanted, there, (one) => one, 1)).toEqual([first]);
});

test('three are named unless it is said how many, and only the first 80 signs of a name count', () => {
  const there = ['a', 'b', 'c', 'd'];
  expect(nearest('a', there, (one) => one)).toHaveLength(3);
  const long = 'x'.repeat(80);
  expect(nearest(long, [`${long}${'y'.repeat(80)}`, 'x'.repeat(79)], (one) => one)[0]).toHaveLength(160);
});
