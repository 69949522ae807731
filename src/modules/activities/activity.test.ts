import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readModel } from '#modules/models/index.ts';
import { type Activity, type ActivityState, mayProgress, nextCheckpoint, offersOn } from './activity.ts';
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
  expect(mayProgress(model, activity, { percent, photos, happenedOn, latest })?.refusal).toBe(refused);
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
