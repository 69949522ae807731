import { expect, test } from 'vitest';
import type { Actor } from '#kernel/actor.ts';
import { refusalIn } from '#kernel/refusal.ts';
import type { Model, Step } from '#modules/models/index.ts';
import { VILLAGE } from '../../../test/support/drainage.ts';
import { officer } from '../../../test/support/officer.ts';
import { PIPPK } from '../../../test/support/pippk.ts';
import { isEscalated, isOverdue, mayWaive, reckon, ruleOf } from './obligation.ts';

test.each([
  // a report is   due on        is overdue on 25 February
  ['open', '2026-02-24', true],
  ['open', '2026-02-25', false],
  ['open', '2026-02-26', false],
  ['fulfilled', '2026-02-24', false],
  ['waived', '2026-02-24', false],
] as const)('a report that is %s and due on %s is overdue: %s', (state, dueOn, overdue) => {
  expect(isOverdue({ state, dueOn, standsSince: null }, '2026-02-25')).toBe(overdue);
});

test('while its clock stands nothing is overdue, and nothing comes before offices above', () => {
  const late = { state: 'open', dueOn: '2026-02-24', escalatesOn: '2026-02-25' } as const;
  expect(isOverdue({ ...late, standsSince: '2026-02-20' }, '2026-02-25')).toBe(false);
  expect(isEscalated({ ...late, standsSince: '2026-02-20' }, '2026-02-25')).toBe(false);
  expect(isEscalated({ ...late, standsSince: null }, '2026-02-25')).toBe(true);
  expect(isEscalated({ ...late, standsSince: null }, '2026-02-24')).toBe(false);
  expect(isEscalated({ ...late, standsSince: null, escalatesOn: null }, '2026-02-25')).toBe(false);
  expect(isEscalated({ ...late, standsSince: null, state: 'waived' }, '2026-02-25')).toBe(false);
});

/** A model whose camat answers proposals within three working days, and the camat's superior sees what is late. */
const [KIND] = PIPPK.model.proposals;
const CAMAT = {
  step: 'camat',
  label: { id: 'Camat', en: 'Camat' },
  offices: ['camat'],
  at: 'district',
  may: ['accept', 'return'],
  notSameAs: ['author'],
  within: { workingDays: 3 },
  pauses: ['returned'],
  escalate: { to: ['setda'], after: { workingDays: 2 } },
  waive: { by: ['setda', 'camat'] },
  basis: 'kebijakan-kota',
} as const satisfies Step;
const PROMISING: Model = {
  ...PIPPK.model,
  proposals: KIND ? [{ ...KIND, forum: undefined, route: [CAMAT] }] : [],
};
const ANSWER = { kind: 'camat', along: 'usulan', subjectType: 'proposal' } as const;

test.each([
  // began        stood                             due           before the office above
  ['2026-02-02', [], '2026-02-05', '2026-02-09'],
  ['2026-02-02', ['2026-02-03/2026-02-09'], '2026-02-12', '2026-02-16'],
])(
  'a clock that began on %s and stood %j is due on %s and comes higher on %s',
  (from, stood, dueOn, escalatesOn) => {
    const rule = ruleOf(PROMISING, ANSWER);
    if (!rule) throw new Error('the step has no clock');
    expect(rule).toMatchObject({ pausesWhenReturned: true, waivedBy: ['setda', 'camat'] });
    expect(reckon(rule, from, new Set(), stood)).toEqual({ dueOn, escalatesOn });
  },
);

test.each<[string, Actor, string | undefined]>([
  ['the secretariat', officer('setda', '32.73'), undefined],
  ['the camat, who owes it', officer('camat', '32.73.30'), 'access.maker-checker'],
  ['the lurah', officer('lurah', VILLAGE), 'access.office'],
])('a late answer is excused by %s', (_, actor, refused) => {
  const owed = { ...ANSWER, state: 'open', region: VILLAGE, organization: null, offices: ['camat'] } as const;
  expect(refusalIn(mayWaive(actor, PROMISING, owed))?.refusal).toBe(refused);
});

const OWED = {
  kind: 'lpj',
  along: null,
  subjectType: 'activity',
  region: `${VILLAGE}.001`,
  organization: 'rw1',
  offices: ['chair'],
} as const;

test.each<[string, Actor, 'open' | 'fulfilled' | 'waived', string | undefined]>([
  // who                                               the obligation   refused
  ['the camat', officer('camat', '32.73.30'), 'open', undefined],
  ['the secretariat', officer('setda', '32.73'), 'open', undefined],
  ['the lurah', officer('lurah', VILLAGE), 'open', 'access.office'],
  ['another camat', officer('camat', '32.73.01'), 'open', 'access.office'],
  ['the camat', officer('camat', '32.73.30'), 'fulfilled', 'obligation.state'],
  ['the camat, twice', officer('camat', '32.73.30'), 'waived', 'obligation.state'],
])('%s lets a debtor off', (_, actor, state, refused) => {
  const answer = mayWaive(actor, PIPPK.model, { ...OWED, state });
  expect(refusalIn(answer)?.refusal).toBe(refused);
  if (!refused) expect(answer).toEqual(actor.mandates[0]);
  if (refused === 'obligation.state') expect(refusalIn(answer)?.params).toEqual({ state });
});
