import { expect, test } from 'vitest';
import { refuse } from './refusal.ts';
import { ok, refused } from './result.ts';

test('what a use case answers is what it made, or why not', () => {
  const refusal = refuse('input.required');
  expect(ok(7)).toEqual({ ok: true, value: 7 });
  expect(refused(refusal)).toEqual({ ok: false, refusal });
});
