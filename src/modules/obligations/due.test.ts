import { expect, test } from 'vitest';
import { decreedHolidays } from '#modules/calendar/index.ts';
import type { Due, Within } from '#modules/models/index.ts';
import { dueDay } from './due.ts';

const ALL = [...decreedHolidays(2025), ...decreedHolidays(2026)];
const CALENDAR = new Set(ALL.map((one) => one.day));
const LEAVE_WORKED = new Set(ALL.filter((one) => one.kind !== 'joint-leave').map((one) => one.day));

const due = (within: Within): Due => ({ after: 'activity.completed', within, basis: 'x' });

test.each([
  // event       days  due           where leave is worked  because
  ['2026-03-16', 2, '2026-03-25', '2026-03-18', 'the week of Nyepi and Lebaran'],
  ['2026-03-16', 5, '2026-03-30', '2026-03-24', 'five days across Lebaran'],
  ['2026-03-16', 14, '2026-04-13', '2026-04-07', 'Lebaran and Good Friday'],
  ['2026-05-13', 2, '2026-05-19', '2026-05-18', 'Kenaikan and joint leave'],
  ['2026-05-26', 2, '2026-06-02', '2026-05-29', 'Idul Adha, a weekend, and Pancasila'],
  ['2026-12-22', 5, '2026-12-31', '2026-12-30', 'Christmas'],
  ['2025-03-27', 2, '2025-04-09', '2025-04-02', 'Lebaran of 2025'],
  ['2025-03-27', 10, '2025-04-22', '2025-04-14', 'ten days across Lebaran'],
  ['2025-08-15', 2, '2025-08-20', '2025-08-19', 'a day of leave that was decreed late'],
  ['2025-06-05', 5, '2025-06-16', '2025-06-13', 'Idul Adha of 2025'],
  ['2026-08-14', 10, '2026-09-01', '2026-09-01', 'Independence Day and Maulid'],
  ['2026-01-02', 60, '2026-04-09', '2026-04-01', 'sixty days'],
  ['2026-06-12', 14, '2026-07-03', '2026-07-03', 'Muharam'],
  ['2026-03-21', 2, '2026-03-26', '2026-03-24', 'on a Saturday that is a holiday'],
  ['2026-03-20', 2, '2026-03-26', '2026-03-24', 'on joint leave'],
])('%s and %i working days is %s, or %s: %s', (event, workingDays, wanted, worked) => {
  expect(dueDay(due({ workingDays }), event, CALENDAR)).toBe(wanted);
  expect(dueDay(due({ workingDays }), event, LEAVE_WORKED)).toBe(worked);
});

test.each<[string, Within, string, string]>([
  ['2026-02-01', { days: 10 }, '2026-02-11', 'a Wednesday'],
  ['2026-02-04', { days: 10 }, '2026-02-18', 'a Saturday, then leave and a holiday'],
  ['2026-03-19', { months: 1 }, '2026-04-20', 'a Sunday moves to Monday'],
  ['2026-01-31', { months: 1 }, '2026-03-02', 'the shorter month ends on a Saturday'],
  ['2025-11-30', { months: 3 }, '2026-03-02', 'over New Year; 28 February is a Saturday'],
  ['2025-12-02', { months: 1 }, '2026-01-02', 'over New Year, a Friday'],
])('%s and %j is %s: %s', (event, within, wanted) => {
  expect(dueDay(due(within), event, CALENDAR)).toBe(wanted);
});

/** Joint leave on 2026-03-18 (a Wednesday), Nyepi on the 19th, Lebaran from the 20th to the 24th, weekends between. */
test.each([
  // began        within              stood                                   due           because
  ['2026-02-02', { workingDays: 3 }, [], '2026-02-05', 'nothing stood'],
  [
    '2026-02-02',
    { workingDays: 3 },
    [['2026-02-03', '2026-02-09']],
    '2026-02-12',
    'sent back on the first day, in again a week later: all three are left',
  ],
  [
    '2026-02-02',
    { workingDays: 3 },
    [['2026-02-05', '2026-02-10']],
    '2026-02-11',
    'sent back on the last day: one is left',
  ],
  [
    '2026-02-02',
    { workingDays: 3 },
    [['2026-02-06', '2026-02-20']],
    '2026-02-05',
    'sent back when it was late already',
  ],
  [
    '2026-03-16',
    { workingDays: 3 },
    [['2026-03-17', '2026-03-26']],
    '2026-03-31',
    'stood over joint leave and Lebaran, whose days are not counted twice',
  ],
  [
    '2026-03-16',
    { workingDays: 2 },
    [['2026-03-17', '2026-03-17']],
    '2026-03-26',
    'sent back and in again on one day',
  ],
  [
    '2026-02-02',
    { workingDays: 4 },
    [
      ['2026-02-03', '2026-02-03'],
      ['2026-02-05', '2026-02-06'],
    ],
    '2026-02-11',
    'sent back twice',
  ],
  [
    '2026-02-02',
    { days: 5 },
    [['2026-02-04', '2026-02-10']],
    '2026-02-18',
    'calendar days move by the seven that stood, then off a weekend and Imlek',
  ],
] as const)('from %s within %j, stood %j: due %s, %s', (event, within, stood, wanted, _) => {
  const stretches = stood.map(([from, until]) => ({ from, until }));
  expect(dueDay({ within }, event, CALENDAR, stretches)).toBe(wanted);
});

test.each<[string | undefined, string, string]>([
  // written in it   due, 30 days after it was agreed or 5 after what is written, whichever is earlier
  [undefined, '2026-03-04', 'nothing is written'],
  ['2026-02-09', '2026-02-18', 'a day soon after, off Imlek'],
  ['2026-02-02', '2026-02-09', 'the same day, off a weekend'],
  ['2026-01-05', '2026-02-09', 'a day before: that clock begins with the first'],
  ['2026-06-01', '2026-03-04', 'a day long after changes nothing'],
])('begun on 2026-02-02, and %s written: due on %s, %s', (setOn, wanted) => {
  const rule = { within: { days: 30 }, or: { within: { days: 5 } } };
  expect(dueDay(rule, '2026-02-02', CALENDAR, [], setOn)).toBe(wanted);
});

test('a rule without another day takes none from what is written', () => {
  expect(dueDay({ within: { days: 30 } }, '2026-02-02', CALENDAR, [], '2026-02-09')).toBe('2026-03-04');
  expect(dueDay({ within: { days: 30 }, or: undefined }, '2026-02-02', CALENDAR, [], '2026-02-09')).toBe(
    '2026-03-04',
  );
});

test.each([
  // it stood from   until         ten days from 2 February, a Thursday, become
  ['2026-02-12', '2026-02-12', '2026-02-13', 'the due day itself'],
  ['2026-02-13', '2026-02-20', '2026-02-12', 'after the due day'],
])('what stood from %s until %s: due on %s, %s', (from, until, wanted) => {
  expect(dueDay({ within: { days: 10 } }, '2026-02-02', CALENDAR, [{ from, until }])).toBe(wanted);
});
