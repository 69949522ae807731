import { expect, test } from 'vitest';
import { refusalOf } from './attempt-refusal.ts';

test('a wrong password and an unknown name are told alike; whoever tried too often is told how long to wait', () => {
  expect(refusalOf({ outcome: 'wrong', cookies: [] })).toEqual({ refusal: 'sign-in.wrong', params: {} });
  expect(refusalOf({ outcome: 'limited', cookies: [], minutes: 15 })).toEqual({
    refusal: 'sign-in.limited',
    params: { minutes: 15 },
  });
});
