import { expect, test } from 'vitest';
import { takesUp } from './take-up.ts';

const SEALED = new Date('2026-02-10T03:00:00Z');

test.each([
  // what its kind takes            state of the proposal   sealed   taken up
  [['escalated', 'reserved'], 'escalated', SEALED, true],
  [['escalated', 'reserved'], 'reserved', SEALED, true],
  [['escalated'], 'reserved', SEALED, false],
  [['escalated', 'reserved'], 'funded', SEALED, false],
  [['escalated', 'reserved'], 'rejected', SEALED, false],
  [['escalated', 'reserved'], 'submitted', SEALED, false],
  [['escalated', 'reserved'], 'escalated', null, false],
  [[], 'escalated', SEALED, false],
] as const)('a kind that takes up %j: one that is %s, sealed %s: %s', (kinds, state, bindingSince, taken) => {
  expect(takesUp({ takesUp: [...kinds] }, { state, bindingSince })).toBe(taken);
});
