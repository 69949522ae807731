import { expect, test } from 'vitest';
import type { Model, ProposalKind } from '#modules/models/index.ts';
import { type Course, heldBy, stagesFor, stagesOf } from './trail.ts';

const day = new Date('2026-02-10T03:00:00Z');
const nothing: Course = {
  proposal: { state: 'draft', forum: 'kelurahan', submittedAt: null, createdAt: day, decidedAt: null },
  forum: undefined,
  decisions: [],
  money: { commitment: 0n, advance: 0n, spent: 0n },
  paidOn: undefined,
  activity: undefined,
  report: undefined,
  reportDue: undefined,
  has: ['proposal', 'decision', 'funds', 'activity', 'report'],
};
const of = (state: Course['proposal']['state'], more: Partial<Course> = {}): Course => ({
  ...nothing,
  proposal: { state, forum: 'kelurahan', submittedAt: day, createdAt: day, decidedAt: null },
  ...more,
});
const activity = (state: 'planned' | 'running' | 'completed') => ({
  state,
  startsOn: '2026-03-01',
  startedOn: null,
  completedOn: null,
});
/** Decided so by the forum of the kelurahan, and once the minutes are sealed waited for by that of the kecamatan. */
const passedOn = { kind: 'kelurahan', decidedAt: day, passedTo: 'kecamatan' };
const above = (state: Course['proposal']['state'], more: Partial<Course> = {}): Course => ({
  ...of(state, { decisions: [passedOn], ...more }),
  proposal: { ...of(state).proposal, forum: 'kecamatan' },
});
const decidedAbove = { kind: 'kecamatan', decidedAt: day, passedTo: null };
const paid = { commitment: 0n, advance: 50_000_000n, spent: 0n };

test.each<[string, Course, string]>([
  // what is known                                              proposal decision funds activity report
  ['a draft', nothing, 'now todo todo todo todo'],
  ['submitted', of('submitted'), 'done now todo todo todo'],
  ['returned', of('returned'), 'now todo todo todo todo'],
  ['withdrawn', of('withdrawn'), 'stopped todo todo todo todo'],
  ['rejected', of('rejected'), 'done stopped todo todo todo'],
  ['passed on to somebody outside', of('escalated'), 'done stopped todo todo todo'],
  // a forum more                                               proposal kelurahan kecamatan funds activity report
  ['to be passed on, not sealed', of('escalated', { decisions: [passedOn] }), 'done done now todo todo todo'],
  ['passed on', above('submitted'), 'done done now todo todo todo'],
  ['funded above', above('funded', { decisions: [passedOn, decidedAbove] }), 'done done done now todo todo'],
  [
    'rejected above',
    above('rejected', { decisions: [passedOn, decidedAbove] }),
    'done done stopped todo todo todo',
  ],
  ['kept for next year', of('reserved'), 'done stopped todo todo todo'],
  ['funded', of('funded'), 'done done now todo todo'],
  ['paid out', of('funded', { money: paid }), 'done done done now todo'],
  ['running before payment', of('funded', { activity: activity('running') }), 'done done now todo todo'],
  ['completed', of('funded', { money: paid, activity: activity('completed') }), 'done done done done now'],
  [
    'reported',
    of('funded', {
      money: paid,
      activity: activity('completed'),
      report: { state: 'accepted', submittedAt: day, acceptedAt: day },
    }),
    'done done done done done',
  ],
])('%s', (_, course, wanted) => {
  expect(
    stagesOf(course)
      .map((one) => one.state)
      .join(' '),
  ).toBe(wanted);
});

test('each forum on the way is named, with the day on which it passed the proposal on', () => {
  const sits = { startsAt: new Date('2026-03-02T03:00:00Z') };
  expect(stagesOf(above('submitted', { forum: sits })).filter((one) => one.stage === 'decision')).toEqual([
    { stage: 'decision', forum: 'kelurahan', state: 'done', at: day, about: 'passed-on' },
    { stage: 'decision', forum: 'kecamatan', state: 'now', at: sits.startsAt, about: 'planned' },
  ]);
  expect(
    stagesOf(of('escalated', { decisions: [passedOn], forum: sits })).filter(
      (one) => one.stage === 'decision',
    ),
  ).toMatchObject([{ forum: 'kelurahan' }, { forum: 'kecamatan', state: 'now' }]);
});

test.each([
  // stages of what it is about                       activities   in order
  ['is paid and carried out', [{}], {}, ['proposal', 'decision', 'funds', 'activity', 'report']],
  ['is paid, and nobody asks what came of it', [{}], undefined, ['proposal', 'decision', 'funds']],
  ['costs nothing', [], {}, ['proposal', 'decision']],
])('what %s', (_, purses, activities, stages) => {
  const kind = { purses } as unknown as ProposalKind;
  expect(stagesFor({ activities } as unknown as Model, kind)).toEqual(stages);
});

test('where nothing is paid the way ends with the decision', () => {
  const short = of('funded', { has: ['proposal', 'decision'] });
  expect(stagesOf(short).map((one) => `${one.stage} ${one.state}`)).toEqual([
    'proposal done',
    'decision done',
  ]);
  const withdrawn = of('withdrawn', { has: ['proposal', 'decision'] });
  expect(stagesOf(withdrawn)).toEqual([
    { stage: 'proposal', state: 'stopped', at: day },
    { stage: 'decision', state: 'todo' },
  ]);
});

test.each<[string, Course, string]>([
  // what is known                                                                        proposal decision funds activity report
  ['accepted by its route', of('accepted'), 'done done now todo todo'],
  [
    'handed over',
    of('funded', { money: paid, activity: { ...activity('completed'), state: 'handed-over' } }),
    'done done done done now',
  ],
  [
    'spent, the advance all settled',
    of('funded', { money: { commitment: 0n, advance: 0n, spent: 5n } }),
    'done done done now todo',
  ],
  [
    'more came back than is still out',
    of('funded', { money: { commitment: 0n, advance: -5n, spent: 5n } }),
    'done done now todo todo',
  ],
  ['escalated, where nobody decided', of('escalated', { decisions: [] }), 'done stopped todo todo todo'],
])('%s', (_, course, wanted) => {
  expect(
    stagesOf(course)
      .map((one) => one.state)
      .join(' '),
  ).toBe(wanted);
});

test('every stage says its day: of what was, of what comes, or none', () => {
  const later = new Date('2026-03-02T03:00:00Z');
  const decided = { kind: 'kelurahan', decidedAt: later, passedTo: null };
  const whole = of('funded', {
    decisions: [decided],
    money: paid,
    paidOn: '2026-03-05',
    activity: {
      state: 'completed',
      startsOn: '2026-03-01',
      startedOn: '2026-03-03',
      completedOn: '2026-03-20',
    },
    report: { state: 'accepted', submittedAt: day, acceptedAt: later },
    reportDue: '2026-04-01',
  });
  expect(stagesOf(whole)).toEqual([
    { stage: 'proposal', state: 'done', at: day },
    { stage: 'decision', forum: 'kelurahan', state: 'done', at: later },
    { stage: 'funds', state: 'done', at: '2026-03-05' },
    { stage: 'activity', state: 'done', at: '2026-03-20' },
    { stage: 'report', state: 'done', at: later },
  ]);
  const running = of('funded', {
    activity: { ...activity('running'), startedOn: '2026-03-03' },
    report: { state: 'submitted', submittedAt: later, acceptedAt: null },
  });
  expect(stagesOf(running).slice(3)).toMatchObject([{ at: '2026-03-03' }, { at: later }]);
  const planned = of('funded', { activity: activity('planned'), reportDue: '2026-04-01' });
  expect(stagesOf(planned).slice(3)).toEqual([
    { stage: 'activity', state: 'todo', at: '2026-03-01', about: 'planned' },
    { stage: 'report', state: 'todo', at: '2026-04-01', about: 'planned' },
  ]);
  const returned = { ...of('returned', { forum: { startsAt: later } }) };
  expect(stagesOf(returned)[1]).toEqual({ stage: 'decision', forum: 'kelurahan', state: 'todo' });
  const byRoute = {
    ...of('accepted'),
    proposal: { ...of('accepted').proposal, forum: null, decidedAt: later },
  };
  expect(stagesOf(byRoute)[1]).toEqual({ stage: 'decision', state: 'done', at: later });
});

test('what is held of a ceiling is committed, paid out or spent', () => {
  expect(heldBy({ commitment: 1n, advance: 2n, spent: 4n })).toBe(7n);
});
