import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Actor } from '#kernel/actor.ts';
import { refusalIn } from '#kernel/refusal.ts';
import { type CheckOf, type Model, readModel, type Step } from '#modules/models/index.ts';
import { VILLAGE } from '../../../test/support/drainage.ts';
import { officer } from '../../../test/support/officer.ts';
import { PIPPK } from '../../../test/support/pippk.ts';
import type { Obligation } from './obligation.store.ts';
import {
  daysLate,
  excusableBy,
  isEscalated,
  isOverdue,
  mayWaive,
  reckon,
  ruleOf,
  toldAt,
  wordStretch,
} from './obligation.ts';

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

test.each([
  // a report is   due on        handed in on   days late
  ['fulfilled', '2026-02-24', '2026-02-27', 3],
  ['fulfilled', '2026-02-24', '2026-02-24', 0],
  ['fulfilled', '2026-02-24', '2026-02-20', 0],
  ['fulfilled', '2026-02-24', null, 0],
  ['waived', '2026-02-24', '2026-02-27', 0],
] as const)('what is %s, due on %s and closed on %s is %i days late', (state, dueOn, closedOn, late) => {
  expect(daysLate({ state, dueOn, closedOn })).toBe(late);
});

test('stretches are kept as text and read back', () => {
  const rule = ruleOf(PROMISING, ANSWER);
  if (!rule) throw new Error('the step has no clock');
  const stood = wordStretch({ from: '2026-02-03', until: '2026-02-09' });
  expect(stood).toBe('2026-02-03/2026-02-09');
  expect(reckon(rule, '2026-02-02', new Set(), [stood]).dueOn).toBe('2026-02-12');
  expect(reckon(rule, '2026-02-02', new Set()).dueOn).toBe('2026-02-05');
  expect(reckon({ ...rule, escalate: undefined }, '2026-02-02', new Set()).escalatesOn).toBeNull();
});

test('a step without a clock, or that the model no longer has, is owed by nobody', () => {
  const { within: _, ...open } = CAMAT;
  const unhurried: Model = { ...PROMISING, proposals: KIND ? [{ ...KIND, route: [open] }] : [] };
  expect(ruleOf(unhurried, ANSWER)).toBeUndefined();
  expect(ruleOf(PROMISING, { ...ANSWER, kind: 'lurah' })).toBeUndefined();
  const owed = { ...ANSWER, state: 'open', region: VILLAGE, organization: null, offices: ['camat'] } as const;
  expect(mayWaive(officer('setda', '32.73'), unhurried, owed)).toMatchObject({
    refusal: 'access.office',
    params: { offices: [] },
  });
});

test('a step that nobody may excuse is excused by nobody', () => {
  const { waive: _, ...strict } = CAMAT;
  const model: Model = {
    ...PROMISING,
    proposals: KIND ? [{ ...KIND, forum: undefined, route: [strict] }] : [],
  };
  expect(ruleOf(model, ANSWER)?.waivedBy).toEqual([]);
});

test('a report is excused by those who may let its debtor propose, with that rule as basis', () => {
  const rule = ruleOf(PIPPK.model, OWED);
  expect(rule).toMatchObject({ waivedBy: ['camat', 'setda'], pausesWhenReturned: false });
  const camatOfIt = officer('camat', '32.73.30', { institution: 'rw1' });
  expect(mayWaive(camatOfIt, PIPPK.model, { ...OWED, state: 'open' })).toMatchObject({
    refusal: 'access.maker-checker',
  });
  // A check of another filing, one that only refuses, and one of another kind let nobody off.
  const [kind] = PIPPK.model.proposals;
  if (!kind) throw new Error('PIPPK takes no proposals');
  const overridden: CheckOf<'none-overdue'> = {
    check: 'none-overdue',
    of: 'any-year',
    severity: 'override',
    by: ['lurah'],
    basis: 'kebijakan-kota',
  };
  const checks = (...list: readonly (typeof kind.checks)[number][]): Model => ({
    ...PIPPK.model,
    proposals: [{ ...kind, checks: [...list] }],
  });
  const excused = (model: Model) => ruleOf(model, OWED)?.waivedBy;
  const alone = excused(checks());
  expect(excused(checks(overridden))).toEqual([...(alone ?? []), 'lurah']);
  expect(excused(checks({ ...overridden, filing: 'lpj' }))).toEqual([...(alone ?? []), 'lurah']);
  expect(excused(checks({ ...overridden, filing: 'lain' }))).toEqual(alone);
  expect(excused(checks({ ...overridden, severity: 'refuse' }))).toEqual(alone);
  expect(excused(checks({ check: 'photos', atLeast: 1, basis: 'kebijakan-kota' }))).toEqual(alone);
});

test('what is owed to a fund is told at its programme’s place, everything else at its own', () => {
  const program = { region: '32.73' };
  expect(toldAt({ subjectType: 'purse', region: VILLAGE }, program)).toBe('32.73');
  expect(toldAt({ subjectType: 'activity', region: VILLAGE }, program)).toBe(VILLAGE);
});

test('of several late answers the first that somebody may excuse is theirs', () => {
  const clock = {
    ...ANSWER,
    state: 'open',
    region: VILLAGE,
    organization: null,
    offices: ['camat'],
    standsSince: null,
    dueOn: '2026-02-05',
  };
  const clocks = [
    { ...clock, id: 'today', dueOn: '2026-02-10' },
    { ...clock, id: 'done', state: 'fulfilled' },
    { ...clock, id: 'late' },
    { ...clock, id: 'later' },
  ] as unknown as Obligation[];
  expect(excusableBy(officer('setda', '32.73'), PROMISING, clocks, '2026-02-10')).toBe('late');
  expect(excusableBy(officer('lurah', VILLAGE), PROMISING, clocks, '2026-02-10')).toBeUndefined();
});

const source = readModel(readFileSync('test/models/iuran-pasar.yaml', 'utf8'));
if (!source.ok) throw new Error('the model does not read');

test('a levy is owed by its clock, and excused by those it names', () => {
  expect(ruleOf(source.model, { kind: 'kas-pasar/iuran', along: null, subjectType: 'purse' })).toMatchObject({
    clock: { every: 'quarter', within: { days: 10 } },
    escalate: { to: ['ketua-koperasi'] },
    waivedBy: ['ketua-koperasi'],
    pausesWhenReturned: false,
    basis: 'adrt',
  });
});
