import { expect, test } from 'vitest';
import { addDays, addMonths, dayIn, daysBetween, isIsoDate } from './date.ts';
import { ancestor, levelOf, within } from './region.ts';
import { addWorkingDays, isWorkingDay } from './work-calendar.ts';

const holidays = new Set(['2026-08-17', '2026-12-25']);

test.each([
  // from          days   lands on       because
  ['2026-02-10', 3, '2026-02-13', 'Tuesday and three days on'],
  ['2026-02-13', 1, '2026-02-16', 'Friday and over the weekend'],
  ['2026-02-14', 1, '2026-02-16', 'begun on a Saturday'],
  ['2026-08-14', 1, '2026-08-18', 'over the weekend and Independence Day'],
  ['2026-02-10', 10, '2026-02-24', 'two working weeks'],
  ['2026-02-10', 0, '2026-02-10', 'no day at all'],
])('working days: %s + %i is %s, %s', (from, count, wanted) => {
  expect(addWorkingDays(from, count, holidays)).toBe(wanted);
  if (count > 0) expect(isWorkingDay(wanted, holidays)).toBe(true);
});

test.each([
  ['2026-02-28', true],
  ['2028-02-29', true],
  ['2026-02-29', false],
  ['2026-13-01', false],
  ['1900-01-01', true],
  ['2199-12-31', true],
  ['1899-12-31', false],
  ['2200-01-01', false],
  ['26-01-01', false],
  ['2026-1-1', false],
  ['', false],
])('"%s" is a day: %s', (text, wanted) => {
  expect(isIsoDate(text)).toBe(wanted);
});

test.each([
  // from        months  lands on
  ['2026-01-15', 1, '2026-02-15'],
  ['2026-01-31', 1, '2026-02-28'],
  ['2027-11-30', 3, '2028-02-29'],
  ['2026-12-31', 1, '2027-01-31'],
  ['2026-03-31', 0, '2026-03-31'],
  ['2026-03-31', -1, '2026-02-28'],
  ['2026-01-01', -1, '2025-12-01'],
  ['2026-02-28', 12, '2027-02-28'],
])('%s and %i months is %s', (from, months, wanted) => {
  expect(addMonths(from, months)).toBe(wanted);
});

test('a day is that of the city, not of Greenwich', () => {
  const lateEvening = new Date('2026-01-31T18:00:00Z');
  expect(dayIn('Asia/Jakarta', lateEvening)).toBe('2026-02-01');
  expect(dayIn('UTC', lateEvening)).toBe('2026-01-31');
  expect(addDays('2026-02-28', 1)).toBe('2026-03-01');
  expect(daysBetween('2026-03-01', '2026-02-28')).toBe(-1);
});

test.each([
  ['32.73.30.1003.007', 'neighbourhood'],
  ['32.73.30.1003', 'village'],
  ['32.73.30', 'district'],
  ['32.73', 'regency'],
  ['32', 'province'],
  ['3273', undefined],
  ['32.7', undefined],
])('%s is a %s', (code, level) => {
  expect(levelOf(code)).toBe(level);
});

test('a place lies in what its code begins with, by whole parts', () => {
  expect(within('32.73.30.1003', '32.73.30')).toBe(true);
  expect(within('32.73.30', '32.73.30')).toBe(true);
  expect(within('32.73.3', '32.73.30')).toBe(false);
  expect(within('32.73.301', '32.73.30')).toBe(false);
  expect(ancestor('32.73.30.1003.007', 'district')).toBe('32.73.30');
});
