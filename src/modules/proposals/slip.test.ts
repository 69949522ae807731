import { expect, test } from 'vitest';
import { readSlipCode, slipCodeFrom, writtenSlipCode } from './slip.ts';

test.each([
  ['as it is printed', 'ABCD-EFGH-JKMN', 'ABCDEFGHJKMN'],
  ['in small letters, with blanks', ' abcd efgh jkmn ', 'ABCDEFGHJKMN'],
  ['too short', 'ABCD-EFGH', undefined],
  ['with a sign that no code has', 'ABCD-EFGH-JKM0', undefined],
  ['nothing', '', undefined],
])('a code %s', (_, typed, read) => {
  expect(readSlipCode(typed)).toBe(read);
});

test('a code is made of twelve bytes, and is read as it is written', () => {
  const code = slipCodeFrom(Uint8Array.from({ length: 32 }, (_, n) => n * 7));
  expect(code).toHaveLength(12);
  expect(writtenSlipCode(code)).toMatch(/^\w{4}-\w{4}-\w{4}$/);
  expect(readSlipCode(writtenSlipCode(code))).toBe(code);
});
