import { expect, test } from 'vitest';
import { decreedHolidays } from '#modules/calendar/index.ts';
import type { Due } from '#modules/models/index.ts';
import { dueDay } from './due.ts';
import { beginOf, endOf, periodAround, periodsOf, wasAsked } from './period.ts';

const CALENDAR = new Set(decreedHolidays(2026).map((one) => one.day));
const one = { from: 2026, to: 2026 };

test.each([
  // due                                                      occasion   may be handed in  due
  [
    'each quarter',
    { every: 'quarter', within: { workingDays: 10 } },
    one,
    [
      ['2026-Q1', '2026-04-01', '2026-04-15'],
      ['2026-Q2', '2026-07-01', '2026-07-14'],
      ['2026-Q3', '2026-10-01', '2026-10-14'],
      ['2026-Q4', '2027-01-01', '2027-01-14'],
    ],
  ],
  [
    'each year, across New Year',
    { every: 'year', within: { months: 1 } },
    one,
    [['2026', '2027-01-01', '2027-02-01']],
  ],
  [
    'a day of the year that is a Saturday',
    { on: '02-28', year: 'same' },
    one,
    [['2026', '2026-01-01', '2026-03-02']],
  ],
  ['a day of the year after', { on: '02-28', year: 'next' }, one, [['2026', '2027-01-01', '2027-03-01']]],
  [
    'a day of the three years of a programme',
    { on: '01-30', year: 'same' },
    { from: 2026, to: 2028 },
    [
      ['2026', '2026-01-01', '2026-01-30'],
      ['2027', '2027-01-01', '2027-02-01'],
      ['2028', '2028-01-01', '2028-01-31'],
    ],
  ],
  ['after an event', { after: 'activity.completed', within: { days: 3 } }, one, []],
] as const)('%s', (_, written, years, wanted) => {
  const due: Due = { ...written, basis: 'perda' };
  const told = periodsOf(due, years).map((period) => [
    period.occasion,
    period.opensOn,
    dueDay(due, period.startsOn, CALENDAR),
  ]);
  expect(told).toEqual(wanted);
});

test('a month is due twelve times, February in its own length', () => {
  const due = { every: 'month', within: { days: 5 }, basis: 'perda' } as const;
  const periods = periodsOf(due, { from: 2028, to: 2028 });
  expect(periods).toHaveLength(12);
  expect(periods[1]).toEqual({
    occasion: '2028-02',
    year: 2028,
    startsOn: '2028-02-29',
    opensOn: '2028-03-01',
  });
});

test.each([
  // named       its first day   and its last
  ['2026', '2026-01-01', '2026-12-31'],
  ['2026-Q1', '2026-01-01', '2026-03-31'],
  ['2026-Q4', '2026-10-01', '2026-12-31'],
  ['2028-02', '2028-02-01', '2028-02-29'],
  ['2026-11', '2026-11-01', '2026-11-30'],
  ['2026-Q5', undefined, undefined],
  ['2026-3', undefined, undefined],
  ['2026-06-15', undefined, undefined],
  ['x2026', undefined, undefined],
  ['', undefined, undefined],
])('the period %s runs from %s to %s', (occasion, begin, end) => {
  expect(beginOf(occasion)).toBe(begin);
  expect(endOf(occasion)).toBe(end);
});

test('what somebody asked for names its day, what falls due again its period', () => {
  expect(wasAsked('2026-06-15')).toBe(true);
  for (const period of ['2026', '2026-Q1', '2026-03', '']) expect(wasAsked(period)).toBe(false);
});

test.each([
  // a day          month         quarter       year
  ['2026-01-31', '2026-01-01', '2026-01-01', '2026-01-01'],
  ['2026-03-31', '2026-03-01', '2026-01-01', '2026-01-01'],
  ['2026-04-01', '2026-04-01', '2026-04-01', '2026-01-01'],
  ['2026-12-15', '2026-12-01', '2026-10-01', '2026-01-01'],
] as const)('around %s a month begins on %s, a quarter on %s, a year on %s', (day, month, quarter, year) => {
  expect([periodAround(day, 'month'), periodAround(day, 'quarter'), periodAround(day, 'year')]).toEqual([
    month,
    quarter,
    year,
  ]);
});
