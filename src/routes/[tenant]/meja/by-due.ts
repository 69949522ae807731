import { addDays, type IsoDate } from '#kernel/date.ts';

export type DueGroup = 'late' | 'week' | 'next' | 'undated';

/** When something is due, seen from today: past its day, within seven days, later, or without a day. */
export function groupOf(dueOn: IsoDate | null, today: IsoDate): DueGroup {
  if (dueOn === null) return 'undated';
  if (dueOn < today) return 'late';
  return dueOn <= addDays(today, 7) ? 'week' : 'next';
}

/** The part of the day that a greeting names, in the city's time. */
export function partOfDay(moment: Date, timeZone: string): 'morning' | 'noon' | 'afternoon' | 'evening' {
  const hour = Number(
    new Intl.DateTimeFormat('en-GB', { hour: '2-digit', hourCycle: 'h23', timeZone }).format(moment),
  );
  if (hour >= 4 && hour < 11) return 'morning';
  if (hour >= 11 && hour < 15) return 'noon';
  return hour >= 15 && hour < 18 ? 'afternoon' : 'evening';
}
