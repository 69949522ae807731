import { expect, expectTypeOf, test } from 'vitest';
import {
  ACTION_NAMES,
  ACTIONS,
  type Action,
  type ActionOn,
  fieldOf,
  isAction,
  type SubjectOf,
  type SummaryOf,
} from './actions.ts';
import type { Happening, record } from './journal.service.ts';
import type { Fields } from './summary-field.ts';

test('the list knows its actions and their fields, and nothing that every object has', () => {
  expect(isAction('proposal.fund')).toBe(true);
  for (const name of ['proposal.paid', 'constructor', '__proto__', 'toString', '']) {
    expect(isAction(name), name).toBe(false);
  }
  expect(fieldOf('proposal.fund', 'amount')).toMatchObject({ kind: 'rupiah', readers: 'everyone' });
  expect(fieldOf('proposal.fund', 'constructor')).toBeUndefined();
});

/** The fields of an action's entry, each with its kind: `?` may be missing, `!` is not for everyone. */
function told(action: Action): string {
  const fields: Fields = ACTIONS[action].summary;
  return Object.entries(fields)
    .map(([name, { kind, readers, may }]) => {
      const marks = `${may === 'be-missing' ? '?' : ''}${readers === 'everyone' ? '' : `!${readers} `}`;
      return `${name}${marks}:${kind}`;
    })
    .join(' ');
}

test.each<[Action, string]>([
  ['proposal.saved', ''],
  ['proposal.fund', 'forum:id outcome:code amount?:rupiah reason:text'],
  ['disbursement.approved', 'amount:rupiah provider:text remark:text'],
  [
    'disbursement.recorded',
    'amount:rupiah provider:text purpose:text receiptNumber!receipt :text paidOn:day withheld?:rupiah papers?:list',
  ],
  ['activity.completed', 'percent:whole happenedOn:day note:text photos:list originals?:list'],
  ['activity.expense-struck', 'row:id value:rupiah'],
  ['vote.exclusion-declared', 'first:id second:id titles:text reason:text'],
  ['components.meeting-saved', 'heldOn:day attended:whole'],
  ['causes.factor-edited', 'remark:text'],
  [
    'assessment.event-told',
    'instrument:code version:whole from:text until?:text remark:text reason?:text shows:list evidence:text link:text',
  ],
  ['person.registered', 'office?:office until?:day'],
  ['program.opened', 'program:code model:text windows:periods basis?:text reason?:text'],
  ['forum.scheduled', 'kind:code place:text startsAt:moment'],
  ['forum.attendance-recorded', 'came:counts'],
  ['forum.sealed', 'sha256:sha256 publicSha256:sha256 total:rupiah decisions:whole'],
])('an entry of %s tells: %s', (action, fields) => {
  expect(told(action)).toBe(fields);
});

test('every action is listed once, in the order of the list', () => {
  expect(ACTION_NAMES).toEqual(Object.keys(ACTIONS));
  expect(ACTION_NAMES.length).toBeGreaterThan(80);
});

test('an action says what it happens to and what it tells', () => {
  expectTypeOf<SubjectOf<'filing.accepted'>>().toEqualTypeOf<'filing'>();
  expectTypeOf<ActionOn<'vote'>>().toEqualTypeOf<'ballot.received' | 'ballot.withdrawn'>();
  expectTypeOf<{ amount: bigint; provider: string; remark: string }>().toExtend<
    SummaryOf<'disbursement.approved'>
  >();
  expectTypeOf<{ amount: bigint }>().not.toExtend<SummaryOf<'disbursement.approved'>>();
  expectTypeOf<{ office: string }>().toExtend<SummaryOf<'person.registered'>>();
  expectTypeOf<string>().not.toExtend<Action>();
  expectTypeOf<'proposal'>().not.toExtend<Happening<'filing.accepted'>['subjectType']>();
  expectTypeOf<Parameters<typeof record>[2]['action']>().toEqualTypeOf<Action>();
});
