import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type Refusal, refusalIn } from '#kernel/refusal.ts';
import { activityRules, readModel } from '#modules/models/index.ts';
import { officer } from '../../../test/support/officer.ts';
import {
  type Activity,
  type ActivityState,
  fitsGrant,
  fitsHandover,
  fitsOccasion,
  mayBeCarriedOutBy,
  mayExecute,
  mayMoveActivity,
  mayPlan,
  mayProgress,
  nextCheckpoint,
  offersOn,
  type Plannable,
} from './activity.ts';
import { realisationOf } from './realisation.ts';

const read = readModel(readFileSync('models/pippk/2015.yaml', 'utf8'));
if (!read.ok) throw new Error('the model does not read');
const { model } = read;

test.each<[ActivityState, 'open' | 'fulfilled' | 'waived' | undefined, Record<string, string>]>([
  // the activity is, its report, what lies ahead and what stands in the way
  [
    'planned',
    undefined,
    { start: 'open', progress: 'activity.state', account: 'activity.state', 'hand-over': 'activity.state' },
  ],
  ['running', undefined, { progress: 'open', account: 'open', 'hand-over': 'activity.state' }],
  ['completed', 'open', { account: 'open', 'hand-over': 'open' }],
  ['handed-over', 'open', { account: 'open' }],
  ['handed-over', 'fulfilled', { account: 'activity.reported' }],
  ['handed-over', 'waived', { account: 'open' }],
])('an activity that is %s with its report %s', (state, report, ahead) => {
  const offers = offersOn({ state }, model, report);
  expect(Object.fromEntries(offers.map((one) => [one.move, one.refusal?.refusal ?? 'open']))).toEqual(ahead);
});

const running: Activity = {
  id: 'activity',
  program: 'program',
  proposal: 'proposal',
  organization: 'rw1',
  carriedOutBy: 'rw1',
  village: '32.73.30.1003',
  place: '32.73.30.1003.001',
  scope: 'rw-infrastruktur',
  title: 'Drainase',
  granted: 50_000_000n,
  startsOn: '2026-02-16',
  endsOn: '2026-03-15',
  executor: 'Pokmas',
  responsible: 'Ketua',
  state: 'running',
  progress: 0,
  startedOn: '2026-02-16',
  completedOn: null,
  handedOverOn: null,
  handedOverTo: null,
  handoverNote: null,
  version: 2,
};

test.each<[string, number, string | null, number, number, string, string | undefined]>([
  // what                      reached  last record   wanted  photos  day           refused
  ['the first checkpoint', 0, null, 0, 1, '2026-02-16', undefined],
  ['the first left out', 0, null, 50, 1, '2026-02-16', 'activity.progress'],
  ['the next one', 0, '2026-02-16', 50, 1, '2026-03-01', undefined],
  ['one left out', 0, '2026-02-16', 100, 1, '2026-03-01', 'activity.progress'],
  ['one that no model names', 0, '2026-02-16', 70, 1, '2026-03-01', 'activity.progress'],
  ['back again', 50, '2026-03-01', 50, 1, '2026-03-02', 'activity.progress'],
  ['without a photo', 0, '2026-02-16', 50, 0, '2026-03-01', 'activity.evidence'],
  ['before the last record', 0, '2026-02-16', 50, 1, '2026-02-15', 'input.date-order'],
  ['before the start', 0, null, 0, 1, '2026-02-15', 'input.date-order'],
])('progress: %s', (_, progress, latest, percent, photos, happenedOn, refused) => {
  const activity = { ...running, progress };
  const refusal = mayProgress(model, activity, { percent, photos, happenedOn, latest });
  expect(refusal?.refusal).toBe(refused);
  const said: Record<string, Partial<Refusal>> = {
    'activity.progress': { field: 'percent', params: { reached: progress } },
    'activity.evidence': { field: 'photos', params: { wanted: 1, percent } },
    'input.date-order': { field: 'happenedOn', params: { from: '2026-02-16', to: happenedOn } },
  };
  if (refused) expect(refusal).toMatchObject(said[refused] ?? {});
});

test('work that began later than planned has its first record on that day at the earliest', () => {
  const step = { percent: 0, photos: 1, latest: null };
  const late = { ...running, startedOn: '2026-02-20' };
  expect(mayProgress(model, late, { ...step, happenedOn: '2026-02-19' })?.params).toEqual({
    from: '2026-02-20',
    to: '2026-02-19',
  });
  expect(mayProgress(model, late, { ...step, happenedOn: '2026-02-20' })).toBeUndefined();
  const unsaid = { ...running, startedOn: null };
  expect(mayProgress(model, unsaid, { ...step, happenedOn: '2026-02-15' })?.refusal).toBe('input.date-order');
});

test('an accepted report closes the records of an activity, and nothing else', () => {
  const of = (move: 'account' | 'hand-over') =>
    mayMoveActivity({ state: 'completed' }, move, model, 'fulfilled')?.refusal;
  expect(of('account')).toBe('activity.reported');
  expect(of('hand-over')).toBeUndefined();
});

test('a move that the state does not allow says state and move', () => {
  expect(mayMoveActivity({ state: 'planned' }, 'hand-over', model, undefined)).toMatchObject({
    refusal: 'activity.state',
    params: { state: 'planned', move: 'hand-over' },
  });
});

test.each([
  // who                              office       speaks for  refused
  ['its chair', 'chair', 'rw1', undefined],
  ['its secretary', 'secretary', 'rw1', undefined],
  ['its treasurer', 'treasurer', 'rw1', 'activity.executor'],
  ['the chair of another RW', 'chair', 'rw2', 'activity.executor'],
  ['the lurah', 'lurah', 'kelurahan', 'activity.executor'],
])('carrying an activity out: %s', (_, office, institution, refused) => {
  const actor = officer(office, '32.73.30.1003', { institution });
  const answer = mayExecute(actor, model, 'rw1');
  expect(refusalIn(answer)?.refusal).toBe(refused);
  if (refused) expect(refusalIn(answer)?.params).toEqual({ offices: ['chair', 'secretary'] });
  else expect(answer).toEqual(actor.mandates[0]);
});

const ready: Plannable = {
  kind: 'usulan',
  forum: 'kelurahan',
  party: 'rw',
  organization: 'rw1',
  person: null,
  state: 'funded',
  granted: 50_000_000n,
  binding: true,
  activity: undefined,
};

test.each<[string, Partial<Plannable>, string, string | undefined]>([
  // what                        the proposal               who is    refused
  ['funded, the decision binds', {}, 'rw1', undefined],
  ['by another institution', {}, 'rw2', 'activity.executor'],
  ['a decision that does not bind yet', { binding: false }, 'rw1', 'activity.state'],
  ['nothing granted', { granted: null, state: 'reserved' }, 'rw1', 'activity.state'],
  ['planned already', { activity: 'activity' }, 'rw1', 'activity.state'],
])('planning an activity: %s', (_, changed, institution, refused) => {
  const actor = officer('chair', '32.73.30.1003.001', { institution });
  const answer = mayPlan(actor, model, { ...ready, ...changed });
  expect(refusalIn(answer)?.refusal).toBe(refused);
  if (refused === 'activity.state') {
    expect(refusalIn(answer)?.params).toEqual({ state: changed.state ?? 'funded', move: 'plan' });
  }
});

test.each<[string, [number, number, number], Record<string, string>]>([
  // who took part              people, women, poor households     refused beside
  ['women among the people', [40, 15, 8], {}],
  ['women only', [40, 40, 0], {}],
  ['only of poor households', [40, 0, 40], {}],
  ['more women than people', [40, 41, 8], { women: 'input.above' }],
  ['more poor households than people', [40, 15, 41], { poorHouseholds: 'input.above' }],
  ['nobody', [0, 0, 0], { people: 'input.number' }],
  [
    'women of nobody',
    [0, 1, 1],
    { people: 'input.number', women: 'input.above', poorHouseholds: 'input.above' },
  ],
])('who took part: %s', (_, [people, women, poorHouseholds], refused) => {
  const issues = fitsOccasion({ people, women, poorHouseholds }, '40 orang')?.issues ?? [];
  expect(Object.fromEntries(issues.map((one) => [one.field, one.refusal]))).toEqual(refused);
  for (const one of issues) {
    expect(one.params).toEqual(one.field === 'people' ? { typed: '40 orang' } : { limit: people });
  }
});

test.each([
  // completed on   handed over on   refused
  ['2026-03-15', '2026-03-15', undefined],
  ['2026-03-15', '2026-03-20', undefined],
  ['2026-03-15', '2026-03-14', { from: '2026-03-15', to: '2026-03-14' }],
])('an activity completed on %s is handed over on %s', (completedOn, on, params) => {
  const refusal = fitsHandover({ completedOn }, on);
  expect(refusal?.params).toEqual(params);
  if (params) expect(refusal).toMatchObject({ refusal: 'input.date-order', field: 'handedOverOn' });
});

test.each<[ActivityState, string | undefined]>([
  // an activity that is   may be handed over, or is refused
  ['planned', 'activity.state'],
  ['running', 'activity.state'],
  ['completed', undefined],
  ['handed-over', 'activity.state'],
])('handing over an activity that is %s', (state, refused) => {
  expect(mayMoveActivity({ state }, 'hand-over', model, 'open')?.refusal).toBe(refused);
});

test.each([
  // spent in all    of Rp50 million granted
  [50_000_000n, undefined],
  [50_000_001n, { spent: 50_000_001n, limit: 50_000_000n }],
])('spending %s of the grant', (spent, params) => {
  const refusal = fitsGrant(model, running, spent);
  expect(refusal?.params).toEqual(params);
  if (params) expect(refusal).toMatchObject({ refusal: 'activity.overspent', field: 'amount' });
});

test('the checkpoints come one after the other until the last', () => {
  expect(nextCheckpoint(model, { progress: 0 }, null)).toBe(0);
  expect(nextCheckpoint(model, { progress: 0 }, '2026-02-16')).toBe(50);
  expect(nextCheckpoint(model, { progress: 50 }, '2026-03-01')).toBe(100);
  expect(nextCheckpoint(model, { progress: 100 }, '2026-03-15')).toBeUndefined();
});

test('spending stands beside the cost plan, line by line; a line may go over, the whole stays under the grant', () => {
  const lines = [
    { position: 1, item: 'U-ditch', total: 27_360_000n },
    { position: 2, item: 'Tenaga kerja', total: 16_200_000n },
  ];
  const expenses = [
    { costPosition: 1, amount: 20_000_000n },
    { costPosition: 1, amount: 7_000_000n },
    { costPosition: 2, amount: 17_000_000n },
  ];
  expect(realisationOf(lines, expenses, 45_000_000n)).toEqual({
    lines: [
      { position: 1, item: 'U-ditch', planned: 27_360_000n, spent: 27_000_000n, left: 360_000n },
      { position: 2, item: 'Tenaga kerja', planned: 16_200_000n, spent: 17_000_000n, left: -800_000n },
    ],
    planned: 43_560_000n,
    spent: 44_000_000n,
    granted: 45_000_000n,
    left: 1_000_000n,
  });
});

test.each<[string, readonly string[] | undefined, { id: string; kind: string; region: string }, boolean]>([
  // who                                         the model lets    institution                                             may
  ['the one that proposed it', undefined, { id: 'rw1', kind: 'rw', region: '32.73.30.1003.001' }, true],
  ['another RW', undefined, { id: 'rw2', kind: 'rw', region: '32.73.30.1003.002' }, false],
  ['a named kind of its place', ['lpm'], { id: 'lpm', kind: 'lpm', region: '32.73.30.1003' }, true],
  ['a named kind over its place', ['lpm'], { id: 'lpm', kind: 'lpm', region: '32.73.30' }, true],
  ['a named kind of another place', ['lpm'], { id: 'lpm', kind: 'lpm', region: '32.73.30.1001' }, false],
  [
    'the proposer, where others are named',
    ['lpm'],
    { id: 'rw1', kind: 'rw', region: '32.73.30.1003.001' },
    false,
  ],
])('who carries out what was proposed: %s', (_, carriedOutBy, institution, may) => {
  const rules = { ...activityRules(model), ...(carriedOutBy ? { carriedOutBy: [...carriedOutBy] } : {}) };
  const proposal = { village: '32.73.30.1003', organization: 'rw1' };
  const refusal = mayBeCarriedOutBy({ ...model, activities: rules }, proposal, institution);
  expect(refusal?.refusal).toBe(may ? undefined : 'activity.party');
});
