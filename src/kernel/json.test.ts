import { expect, test } from 'vitest';
import { canonicalJson, toJson } from './json.ts';

test('an amount is written as its digits, whatever its size', () => {
  expect(toJson({ amount: 9_007_199_254_740_993n, of: [1n, 2, null] })).toBe(
    '{"amount":"9007199254740993","of":["1",2,null]}',
  );
});

test.each([
  // a value                                         its one text
  [{ b: 1, a: 2, c: 3 }, '{"a":2,"b":1,"c":3}'],
  [{ z: { b: 1, a: [{ d: 1, c: 2 }, null, 'x'] } }, '{"z":{"a":[{"c":2,"d":1},null,"x"],"b":1}}'],
  [[3, 1, 2], '[3,1,2]'],
  [{ left: undefined, none: null }, '{"none":null}'],
  ['text', '"text"'],
  [{ B: 1, a: 1, A: 1 }, '{"A":1,"B":1,"a":1}'],
])('the same value is hashed from one text: %j', (value, text) => {
  expect(canonicalJson(value)).toBe(text);
});
