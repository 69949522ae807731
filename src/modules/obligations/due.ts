import { addDays, addMonths, daysBetween, type IsoDate } from '#kernel/date.ts';
import { addWorkingDays, type Holidays, isWorkingDay } from '#kernel/work-calendar.ts';
import type { AfterField, Due, Within } from '#modules/models/index.ts';

/** Days on which a clock stood, both included: the thing lay with its author, from being sent back to coming in again. */
export type Stretch = { readonly from: IsoDate; readonly until: IsoDate };

/** What a clock runs by: a length of time, or a day of the year. */
export type ClockRule = ({ readonly within: Within } | { readonly on: string }) & {
  readonly or?: Pick<AfterField, 'within'> | undefined;
};

/**
 * The day by which something is owed whose clock began on a day, which itself does not count. Days and months are those
 * of the calendar; a due day on which offices are closed moves to the next working day. A month from the 31st ends with
 * a shorter month. Days on which the clock stood do not count; what stood after the due day moves nothing. A day of the
 * year is the one in the year of `startsOn`. Where the rule has an `or`, `setOn` is the day that is written in what is
 * owed: it is due so long after that, if this is earlier. That clock does not begin before the first.
 */
export function dueDay(
  due: ClockRule | Due,
  startsOn: IsoDate,
  holidays: Holidays,
  stood: readonly Stretch[] = [],
  setOn?: IsoDate,
): IsoDate {
  const day =
    'on' in due
      ? onWorkingDay(`${startsOn.slice(0, 4)}-${due.on}`, holidays)
      : dueAfter(due.within, startsOn, holidays, stood);
  if (!('or' in due) || !due.or || setOn === undefined) return day;
  const other = dueAfter(due.or.within, setOn > startsOn ? setOn : startsOn, holidays);
  return other < day ? other : day;
}

/** The same for a length of time alone. */
export function dueAfter(
  within: Within,
  startsOn: IsoDate,
  holidays: Holidays,
  stood: readonly Stretch[] = [],
): IsoDate {
  const { workingDays, days, months } = within;
  if (workingDays !== undefined) {
    const closed = new Set([...holidays, ...stood.flatMap(daysOf)]);
    return addWorkingDays(startsOn, workingDays, closed);
  }
  const plain = days === undefined ? addMonths(startsOn, months ?? 0) : addDays(startsOn, days);
  const due = stood.reduce(
    (day, { from, until }) => (from <= day ? addDays(day, daysBetween(from, until) + 1) : day),
    plain,
  );
  return onWorkingDay(due, holidays);
}

function onWorkingDay(day: IsoDate, holidays: Holidays): IsoDate {
  return isWorkingDay(day, holidays) ? day : addWorkingDays(day, 1, holidays);
}

function daysOf({ from, until }: Stretch): IsoDate[] {
  return Array.from({ length: daysBetween(from, until) + 1 }, (_, i) => addDays(from, i));
}
