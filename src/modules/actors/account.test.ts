import { expect, test } from 'vitest';
import { officer } from '../../../test/support/officer.ts';
import { checkNewPassword, requireSession } from './account.ts';

/** Letters that nobody uses as a password. */
const letters = (length: number) => 'pagarbiru'.repeat(20).slice(0, length);

test.each([
  // signs   refused                with
  [7, 'password.too-short', { min: 8 }],
  [8, undefined, undefined],
  [128, undefined, undefined],
  [129, 'input.too-long', { limit: 128 }],
])('a password of %d signs', async (length, refused, params) => {
  const refusal = await checkNewPassword(letters(length));
  expect(refusal?.refusal).toBe(refused);
  expect(refusal?.params).toEqual(params);
  expect(refusal?.field).toBe(refused && 'password');
});

test('what belongs to the person alone is not done with a token', () => {
  const chair = officer('chair', '32.73.30.1003.001');
  expect(requireSession(chair)).toBeUndefined();
  expect(requireSession({ ...chair, scopes: ['read', 'offices:write'] })).toMatchObject({
    refusal: 'access.scope',
    params: { scope: 'session' },
  });
});
