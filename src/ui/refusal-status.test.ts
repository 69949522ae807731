import { expect, test } from 'vitest';
import { type RefusalCode, refuse } from '#kernel/refusal.ts';
import { refusalStatus } from './refusal-status.ts';

test.each<[RefusalCode, number]>([
  ['access.sign-in', 401],
  ['access.office', 403],
  ['access.not-found', 404],
  ['program.window', 409],
  ['input.stale', 412],
  ['file.too-large', 413],
  ['input.invalid', 422],
  ['sign-in.limited', 429],
])('%s is answered with %i', (code, status) => {
  expect(refusalStatus(refuse(code))).toBe(status);
});
