import { expect, test } from 'vitest';
import { nameOften } from './prepared.ts';

test('a statement is prepared once it was asked twenty times, under one name', () => {
  const nameOf = nameOften();
  const names = Array.from({ length: 22 }, () => nameOf('select $1'));
  expect(names.slice(0, 19)).toEqual(Array.from({ length: 19 }, () => undefined));
  expect(names.slice(19)).toEqual(['often 1', 'often 1', 'often 1']);
});

test('two statements never share a name, and no more than 50 have one', () => {
  const nameOf = nameOften();
  const names = Array.from({ length: 100 }, (_, i) => {
    for (let n = 0; n < 19; n++) nameOf(`select $1, ${i}`);
    return nameOf(`select $1, ${i}`);
  });
  const given = names.filter((name) => name !== undefined);
  expect(new Set(given).size).toBe(50);
  expect(given).toHaveLength(50);
});
