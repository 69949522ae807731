import { expect, expectTypeOf, test } from 'vitest';
import { type Action, type ActionOn, fieldOf, isAction, type SubjectOf, type SummaryOf } from './actions.ts';
import type { Happening, record } from './journal.service.ts';

test('the list knows its actions and their fields, and nothing that every object has', () => {
  expect(isAction('proposal.fund')).toBe(true);
  for (const name of ['proposal.paid', 'constructor', '__proto__', 'toString', '']) {
    expect(isAction(name), name).toBe(false);
  }
  expect(fieldOf('proposal.fund', 'amount')).toMatchObject({ kind: 'rupiah', readers: 'everyone' });
  expect(fieldOf('proposal.fund', 'constructor')).toBeUndefined();
});

test('an action says what it happens to and what it tells', () => {
  expectTypeOf<SubjectOf<'report.accepted'>>().toEqualTypeOf<'report'>();
  expectTypeOf<ActionOn<'vote'>>().toEqualTypeOf<'ballot.received' | 'ballot.withdrawn'>();
  expectTypeOf<{ amount: bigint; provider: string; remark: string }>().toExtend<
    SummaryOf<'disbursement.approved'>
  >();
  expectTypeOf<{ amount: bigint }>().not.toExtend<SummaryOf<'disbursement.approved'>>();
  expectTypeOf<{ office: string }>().toExtend<SummaryOf<'person.registered'>>();
  expectTypeOf<string>().not.toExtend<Action>();
  expectTypeOf<'proposal'>().not.toExtend<Happening<'report.accepted'>['subjectType']>();
  expectTypeOf<Parameters<typeof record>[2]['action']>().toEqualTypeOf<Action>();
});
