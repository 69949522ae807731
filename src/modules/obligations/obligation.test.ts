import { expect, test } from 'vitest';
import type { Actor } from '#kernel/actor.ts';
import { refusalIn } from '#kernel/refusal.ts';
import { VILLAGE } from '../../../test/support/drainage.ts';
import { officer } from '../../../test/support/officer.ts';
import { PIPPK } from '../../../test/support/pippk.ts';
import { isOverdue, mayWaive } from './obligation.ts';

test.each([
  // a report is   due on        is overdue on 25 February
  ['open', '2026-02-24', true],
  ['open', '2026-02-25', false],
  ['open', '2026-02-26', false],
  ['fulfilled', '2026-02-24', false],
  ['waived', '2026-02-24', false],
] as const)('a report that is %s and due on %s is overdue: %s', (state, dueOn, overdue) => {
  expect(isOverdue({ state, dueOn }, '2026-02-25')).toBe(overdue);
});

test.each<[string, Actor, 'open' | 'fulfilled' | 'waived', string | undefined]>([
  // who                                               the obligation   refused
  ['the camat', officer('camat', '32.73.30'), 'open', undefined],
  ['the secretariat', officer('setda', '32.73'), 'open', undefined],
  ['the lurah', officer('lurah', VILLAGE), 'open', 'access.office'],
  ['another camat', officer('camat', '32.73.01'), 'open', 'access.office'],
  ['the camat', officer('camat', '32.73.30'), 'fulfilled', 'obligation.state'],
  ['the camat, twice', officer('camat', '32.73.30'), 'waived', 'obligation.state'],
])('%s lets a debtor off', (_, actor, state, refused) => {
  const answer = mayWaive(actor, PIPPK.model, { state }, `${VILLAGE}.001`);
  expect(refusalIn(answer)?.refusal).toBe(refused);
  if (!refused) expect(answer).toEqual(actor.mandates[0]);
  if (refused === 'obligation.state') expect(refusalIn(answer)?.params).toEqual({ state });
});
