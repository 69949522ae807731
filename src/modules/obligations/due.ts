import { addDays, addMonths, type IsoDate } from '#kernel/date.ts';
import { addWorkingDays, type Holidays, isWorkingDay } from '#kernel/work-calendar.ts';
import type { Due, Within } from '#modules/models/index.ts';

/**
 * The day by which something is owed whose event happened on a day. The day of the event does not count. Days and
 * months are those of the calendar; a due day on which offices are closed moves to the next working day. A month from
 * the 31st ends with a shorter month.
 */
export function dueDay(due: Due, happenedOn: IsoDate, holidays: Holidays): IsoDate {
  return dueAfter(due.within, happenedOn, holidays);
}

/** The same for a length of time alone. */
export function dueAfter(within: Within, happenedOn: IsoDate, holidays: Holidays): IsoDate {
  const { workingDays, days, months } = within;
  if (workingDays !== undefined) return addWorkingDays(happenedOn, workingDays, holidays);
  const day = days === undefined ? addMonths(happenedOn, months ?? 0) : addDays(happenedOn, days);
  return isWorkingDay(day, holidays) ? day : addWorkingDays(day, 1, holidays);
}
