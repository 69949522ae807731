import { addDays, addMonths, type IsoDate } from '#kernel/date.ts';
import { addWorkingDays, type Holidays, isWorkingDay } from '#kernel/work-calendar.ts';
import type { Due } from '#modules/models/index.ts';

/**
 * The day by which something is owed whose event happened on a day. The day of the event does not count. Days and
 * months are those of the calendar; a due day on which offices are closed moves to the next working day. A month from
 * the 31st ends with a shorter month.
 */
export function dueDay(due: Due, happenedOn: IsoDate, holidays: Holidays): IsoDate {
  const { workingDays, days, months } = due.within;
  if (workingDays !== undefined) return addWorkingDays(happenedOn, workingDays, holidays);
  const day = days === undefined ? addMonths(happenedOn, months ?? 0) : addDays(happenedOn, days);
  return isWorkingDay(day, holidays) ? day : addWorkingDays(day, 1, holidays);
}
