import { expect, test } from 'vitest';
import { isEmail, normalPhone } from './contact.ts';

test.each([
  ['081234567890', '+6281234567890'],
  ['0812-3456-7890', '+6281234567890'],
  ['0812 3456 7890', '+6281234567890'],
  ['6281234567890', '+6281234567890'],
  ['+62 812 3456 7890', '+6281234567890'],
  ['(022) 4234 793', '+62224234793'],
  ['+65 6123 4567', '+6561234567'],
  ['12', undefined],
  ['lurah@bandung.go.id', undefined],
  ['0812345678901234567', undefined],
  ['', undefined],
])('the phone number %j is %j', (typed, normal) => {
  expect(normalPhone(typed)).toBe(normal);
});

test.each([
  ['lurah@bandung.go.id', true],
  ['someone@tanpa-surel.invalid', false],
  ['lurah@bandung', false],
  ['two words@bandung.go.id', false],
])('%j can be the e-mail address of somebody: %j', (text, can) => {
  expect(isEmail(text)).toBe(can);
});
