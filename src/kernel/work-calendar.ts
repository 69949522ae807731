import { addDays, type IsoDate } from './date.ts';

/** Days on which offices are closed beside Saturday and Sunday: national holidays and joint leave, edited every year. */
export type Holidays = ReadonlySet<IsoDate>;

/** Whether offices work on this day: Monday to Friday and no holiday. */
export function isWorkingDay(day: IsoDate, holidays: Holidays): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !holidays.has(day);
}

/** Working days after `from` up to and including `to`; 0 when `to` is not later. */
export function workingDaysUntil(from: IsoDate, to: IsoDate, holidays: Holidays): number {
  let left = 0;
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) {
    if (isWorkingDay(day, holidays)) left += 1;
  }
  return left;
}

/**
 * The working day that is `count` working days after `day`; the day itself does not count.
 * With `count` 0 it is the day itself, working or not.
 */
export function addWorkingDays(day: IsoDate, count: number, holidays: Holidays): IsoDate {
  let current = day;
  for (let left = count; left > 0; ) {
    current = addDays(current, 1);
    if (isWorkingDay(current, holidays)) left -= 1;
  }
  return current;
}
