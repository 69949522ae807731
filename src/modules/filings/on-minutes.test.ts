import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { filingKind, readModel } from '#modules/models/index.ts';
import { ruleOf } from '#modules/obligations/index.ts';
import { daysToldOf } from './figures.ts';
import { type Meeting, mustRestOnMinutes } from './on-minutes.ts';

const read = readModel(readFileSync('models/tjsl/2014.yaml', 'utf8'));
if (!read.ok) throw new Error('the model cannot be read');
const { model } = read;
const EVALUATION = filingKind(model, 'evaluasi');
const QUARTER = { program: 'program', region: '32.73', occasion: '2026-Q2' };
const SEALED: Meeting = {
  id: 'forum',
  program: 'program',
  forum: 'triwulan',
  region: '32.73',
  calledFor: '2026-05-20',
  state: 'sealed',
};

test.each<[string, Partial<Meeting> | undefined, string, boolean]>([
  // the meeting named                          differs in                        step         may go up
  ['sealed in the quarter', {}, 'ketua', true],
  ['on its first day', { calledFor: '2026-04-01' }, 'ketua', true],
  ['of the quarter before', { calledFor: '2026-03-31' }, 'ketua', false],
  ['after the quarter', { calledFor: '2026-07-10' }, 'ketua', true],
  ['still open', { state: 'open' }, 'ketua', false],
  ['of another programme', { program: 'other' }, 'ketua', false],
  ['of another forum', { forum: 'rembug' }, 'ketua', false],
  ['of another city', { region: '32.74' }, 'ketua', false],
  ['none', undefined, 'ketua', false],
  ['none, where the mayor receives it', undefined, 'wali-kota', true],
])('an evaluation on the minutes of a meeting %s: %#', (_, differs, step, may) => {
  const meeting = differs && { ...SEALED, ...differs };
  const refusal = mustRestOnMinutes(model, EVALUATION, QUARTER, step, meeting, '2026-07-15');
  expect(refusal?.refusal).toBe(may ? undefined : 'filing.no-minutes');
});

test.each([
  // period or day asked   today         from          until
  ['2026-Q2', '2026-07-15', '2026-04-01', '2026-06-30'],
  ['2026-Q2', '2026-05-04', '2026-04-01', '2026-05-04'],
  ['2026-05-04', '2026-05-20', '2026-04-01', '2026-05-20'],
  ['2026-03-31', '2026-04-02', '2026-01-01', '2026-04-02'],
  ['2026', '2027-02-01', '2026-01-01', '2026-12-31'],
])('what %s tells of on %s goes from %s to %s', (occasion, today, from, until) => {
  expect(daysToldOf(EVALUATION, occasion, today)).toEqual({ from, until });
});

test('what was asked for runs by its own time, a quarter by the quarter', () => {
  const owed = { kind: 'evaluasi', along: null, subjectType: 'program' } as const;
  expect(ruleOf(model, { ...owed, occasion: '2026-05-04' })?.clock).toEqual({ within: { workingDays: 10 } });
  expect(ruleOf(model, { ...owed, occasion: '2026-Q2' })?.clock).toMatchObject({ every: 'quarter' });
});
