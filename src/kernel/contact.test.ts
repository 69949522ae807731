import { expect, test } from 'vitest';
import { isEmail, normalPhone, phonePart } from './contact.ts';

test.each([
  ['081234567890', '+6281234567890'],
  ['0812-3456-7890', '+6281234567890'],
  ['0812 3456 7890', '+6281234567890'],
  ['6281234567890', '+6281234567890'],
  ['+62 812 3456 7890', '+6281234567890'],
  ['(022) 4234 793', '+62224234793'],
  ['+65 6123 4567', '+6561234567'],
  ['0812-1111-2222', '+6281211112222'],
  ['+62 812-1111-2222', '+6281211112222'],
  ['62 812 1111 2222', '+6281211112222'],
  ['+62 0812-1111-2222', '+6281211112222'],
  ['+62 (0) 812 1111 2222', '+6281211112222'],
  ['0062 812 1111 2222', '+6281211112222'],
  ['81211112222', '+6281211112222'],
  ['\u202a+62 812-1111-2222\u202c', '+6281211112222'],
  ['\u200e0812-1111-2222', '+6281211112222'],
  ['+62 812\u20111111\u20112222', '+6281211112222'],
  ['000000000000', undefined],
  ['08', undefined],
  ['12', undefined],
  ['lurah@bandung.go.id', undefined],
  ['0812345678901234567', undefined],
  ['', undefined],
])('the phone number %j is %j', (typed, normal) => {
  expect(normalPhone(typed)).toBe(normal);
});

test.each([
  ['0812-1111-2222', '81211112222'],
  ['+6281211112222', '81211112222'],
  ['1111-22', '111122'],
  ['RW 0', undefined],
  ['012', undefined],
])('searching %j looks for %j', (typed, part) => {
  expect(phonePart(typed)).toBe(part);
});

test.each([
  ['lurah@bandung.go.id', true],
  ['someone@tanpa-surel.invalid', false],
  ['lurah@bandung', false],
  ['two words@bandung.go.id', false],
])('%j can be the e-mail address of somebody: %j', (text, can) => {
  expect(isEmail(text)).toBe(can);
});
