import { expect, test } from 'vitest';
import { BUSY, NO_ROOM, tooLarge, tooMany, UNREADABLE_ADDRESS } from '../front-door/worded-answer.ts';
import { FAULTS } from './fault.ts';

test.each([
  BUSY,
  NO_ROOM,
  UNREADABLE_ADDRESS,
  tooLarge({ bytes: 2_000_000, fields: 1, seconds: 1 }),
  tooMany(5),
])('what the front door answers is a fault of the API by the same name: $code', ({ code, status }) => {
  expect(Object.entries(FAULTS)).toContainEqual([code, status]);
});
