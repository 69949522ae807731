import { expect, test } from 'vitest';
import { isEmail, normalPhone, phonePart, phoneSpellings } from './contact.ts';

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
  ['0812 6234 5678', '+6281262345678'],
  ['0812 3456 7890 12', '+628123456789012'],
  ['0812 3456 7890 123', undefined],
  ['812 345', '+62812345'],
  ['812 34', undefined],
  ['000000000000', undefined],
  ['0888 8888 888', undefined],
  ['0888 8888 889', '+628888888889'],
  ['+62 00 812 1111 2222', undefined],
  ['7123 4567 89', undefined],
  ['7120 6281 45', undefined],
  ['0812+6561234567', undefined],
  ['+65 6123 4567x', undefined],
  ['0812 1111 2222x', undefined],
  ['x0812 1111 2222', undefined],
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
  ['6281211112222', '81211112222'],
  ['0062 812', undefined],
  ['0812-6234', '8126234'],
  ['8120', '8120'],
  ['1234', '1234'],
  ['+62123', undefined],
  ['Ibu Rina', undefined],
  ['x1234', undefined],
  ['1234x', undefined],
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
  ['lurah@bandung.go.id x', false],
  ['x lurah@bandung.go.id', false],
  [`${'a'.repeat(243)}@bandung.id`, true],
  [`${'a'.repeat(244)}@bandung.id`, false],
])('%j can be the e-mail address of somebody: %j', (text, can) => {
  expect(isEmail(text)).toBe(can);
});

test.each([
  ['+6281211112222', ['+6281211112222', '081211112222', '6281211112222']],
  ['+6561234567', ['+6561234567']],
  ['0812+62', ['0812+62']],
])('%s may be kept from earlier as %j', (phone, spellings) => {
  expect(phoneSpellings(phone)).toEqual(spellings);
});
