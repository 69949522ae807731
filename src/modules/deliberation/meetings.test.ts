import { expect, test } from 'vitest';
import { meetingPeriods, meetingToCall } from './meetings.ts';

const QUARTERLY = { every: 'quarter' as const, basis: 'perwal-354-2014' };
const YEARS = { from: 2026, to: 2027 };

test.each([
  // today         the days of its meetings              the quarters, the newest first
  ['2026-01-01', [], ['2026-Q1 awaited']],
  ['2026-03-31', [], ['2026-Q1 awaited']],
  ['2026-04-01', [], ['2026-Q2 awaited', '2026-Q1 missed']],
  ['2026-04-01', ['2026-03-31'], ['2026-Q2 awaited', '2026-Q1 held']],
  ['2026-07-02', ['2026-04-01', '2026-06-30'], ['2026-Q3 awaited', '2026-Q2 held', '2026-Q1 missed']],
  ['2025-12-31', ['2025-12-01'], []],
])('on %s, with meetings of %j: %j', (today, days, quarters) => {
  const held = days.map((day) => ({ id: day, day }));
  const told = meetingPeriods(QUARTERLY, YEARS, today, held);
  expect(told.map((one) => `${one.occasion} ${one.standing}`)).toEqual(quarters);
  expect(told.flatMap((one) => one.held.map(({ day }) => day)).toSorted()).toEqual(
    days.filter((day) => day >= '2026-01-01'),
  );
});

test.each([
  // today         days for which meetings were called    reminded of   by
  ['2026-03-09', [], undefined],
  ['2026-03-10', [], '2026-Q1 2026-03-31'],
  ['2026-03-31', [], '2026-Q1 2026-03-31'],
  ['2026-03-31', ['2026-01-01'], undefined],
  ['2026-03-20', ['2026-03-31'], undefined],
  ['2026-03-20', ['2025-12-31', '2026-04-01'], '2026-Q1 2026-03-31'],
  ['2026-04-01', [], undefined],
  ['2027-12-31', [], '2027-Q4 2027-12-31'],
  ['2028-03-31', [], undefined],
])('on %s, called for %j, its conveners are reminded of: %s', (today, called, reminded) => {
  const due = meetingToCall({ ...QUARTERLY, remind: 21 }, YEARS, today, called);
  expect(due && `${due.occasion} ${due.lastDay}`).toBe(reminded);
});

test('a model that asks for no reminder gets none', () => {
  expect(meetingToCall(QUARTERLY, YEARS, '2026-03-31', [])).toBeUndefined();
});
