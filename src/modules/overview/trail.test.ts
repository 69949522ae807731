import { expect, test } from 'vitest';
import { type Course, stagesOf } from './trail.ts';

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
