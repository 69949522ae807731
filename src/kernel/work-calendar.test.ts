import { expect, test } from 'vitest';
import { addWorkingDays, workingDaysUntil } from './work-calendar.ts';

const holidays = new Set(['2026-08-17']);

test.each([
  // from                    to            working days in between, the last one counted
  ['Friday to Monday', '2026-08-14', '2026-08-17', 0],
  ['over a holiday', '2026-08-14', '2026-08-18', 1],
  ['a week without holiday', '2026-08-03', '2026-08-10', 5],
  ['the same day', '2026-08-03', '2026-08-03', 0],
  ['backwards', '2026-08-10', '2026-08-03', 0],
])('working days that are left: %s', (_, from, to, left) => {
  expect(workingDaysUntil(from, to, holidays)).toBe(left);
});

test('counting forward and counting what is left agree', () => {
  for (const count of [1, 5, 10, 30]) {
    expect(workingDaysUntil('2026-08-07', addWorkingDays('2026-08-07', count, holidays), holidays)).toBe(
      count,
    );
  }
});
