import { expect, test } from 'vitest';
import { boundedWork } from './bounded-work.ts';

const double = (one: number) => one * 2;

test('work is named by its file and the one function of it', () => {
  expect(boundedWork('a.ts', { double })).toEqual({
    file: 'a.ts',
    name: 'double',
    work: double,
    milliseconds: 10_000,
  });
  expect(boundedWork('a.ts', { double }, 5).milliseconds).toBe(5);
});

test.each([
  ['none', {}],
  ['two', { double, again: double }],
])('work of %s is not known by its file', (_, exported) => {
  expect(() => boundedWork('a.ts', exported)).toThrow('one function is wanted, a.ts');
});
