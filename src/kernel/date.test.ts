import { expect, test } from 'vitest';
import { dayIn, momentIn } from './date.ts';

test.each([
  // zone                 day           time     moment
  ['Asia/Jakarta', '2026-01-28', '19:30', '2026-01-28T12:30:00.000Z'],
  ['Asia/Jakarta', '2026-01-01', '05:00', '2025-12-31T22:00:00.000Z'],
  ['Asia/Makassar', '2026-01-28', '19:30', '2026-01-28T11:30:00.000Z'],
  ['Asia/Jayapura', '2026-01-28', '00:00', '2026-01-27T15:00:00.000Z'],
  ['UTC', '2026-02-28', '23:59', '2026-02-28T23:59:00.000Z'],
  ['Europe/Amsterdam', '2026-07-01', '12:00', '2026-07-01T10:00:00.000Z'],
  // clocks go forward at 02:00 on 29 March, and back at 03:00 on 25 October
  ['Europe/Amsterdam', '2026-03-29', '01:30', '2026-03-29T00:30:00.000Z'],
  ['Europe/Amsterdam', '2026-03-29', '02:30', '2026-03-29T01:30:00.000Z'],
  ['Europe/Amsterdam', '2026-03-29', '03:30', '2026-03-29T01:30:00.000Z'],
  ['Europe/Amsterdam', '2026-10-25', '02:30', '2026-10-25T00:30:00.000Z'],
  ['Europe/Amsterdam', '2026-10-25', '03:30', '2026-10-25T02:30:00.000Z'],
])('%s %s %s is %s', (zone, day, time, moment) => {
  expect(momentIn(zone, day, time)?.toISOString()).toBe(moment);
});

test.each([
  ['2026-02-30', '10:00'],
  ['2026-02-28', '24:00'],
  ['2026-02-28', '10.00'],
  ['2026-02-28', 'x10:00'],
  ['2026-02-28', '10:00x'],
  ['', '10:00'],
  ['2026-02-28', ''],
])('no moment: "%s" "%s"', (day, time) => {
  expect(momentIn('Asia/Jakarta', day, time)).toBeUndefined();
});

test('a moment falls on the day it was made from', () => {
  expect(dayIn('Asia/Jayapura', momentIn('Asia/Jayapura', '2026-03-31', '00:00') ?? new Date(0))).toBe(
    '2026-03-31',
  );
});
