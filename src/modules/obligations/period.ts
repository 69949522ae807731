import { addDays, addMonths, type IsoDate, isIsoDate } from '#kernel/date.ts';
import type { Due, PeriodName } from '#modules/models/index.ts';

/** One of the times at which something falls due again. */
export type Period = {
  /** Which one: `2026`, `2026-Q1`, `2026-03`. */
  readonly occasion: string;
  readonly year: number;
  /** What the clock runs from: the last day of the period, or the first of the year in which the day lies. */
  readonly startsOn: IsoDate;
  /** From when on it may be handed in: when the period is over, or the year has begun. */
  readonly opensOn: IsoDate;
};

/**
 * The periods of a programme's years for which something falls due, in order; none for what is due after an event. The
 * last may fall due in the year after. Source: engine of models, vocabulary `due`.
 */
export function periodsOf(due: Due, years: { readonly from: number; readonly to: number }): Period[] {
  if ('after' in due) return [];
  const each = Array.from({ length: years.to - years.from + 1 }, (_, i) => years.from + i);
  return each.flatMap((year): Period[] => {
    if ('on' in due) {
      const startsOn = `${due.year === 'next' ? year + 1 : year}-01-01`;
      return [{ occasion: `${year}`, year, startsOn, opensOn: startsOn }];
    }
    const { length, name } = PARTS[due.every];
    return Array.from({ length: 12 / length }, (_, i) => {
      const startsOn = addDays(addMonths(`${year}-01-01`, (i + 1) * length), -1);
      return { occasion: `${year}${name(i + 1)}`, year, startsOn, opensOn: addDays(startsOn, 1) };
    });
  });
}

/** The first day of a period by its name; undefined for what falls due once. */
export function beginOf(occasion: string): IsoDate | undefined {
  const [, year, quarter, month] = /^(\d{4})(?:-Q([1-4])|-(\d{2}))?$/.exec(occasion) ?? [];
  if (year === undefined) return undefined;
  const first = quarter === undefined ? Number(month ?? 1) : 3 * Number(quarter) - 2;
  return `${year}-${String(first).padStart(2, '0')}-01`;
}

/** The last day of a period by its name; undefined for what falls due once. */
export function endOf(occasion: string): IsoDate | undefined {
  const first = beginOf(occasion);
  if (first === undefined) return undefined;
  const months = occasion.length === 4 ? 12 : occasion.includes('Q') ? 3 : 1;
  return addDays(addMonths(first, months), -1);
}

/** Whether something is owed since somebody asked for it on a day, which then names it, and not for a period. */
export function wasAsked(occasion: string): occasion is IsoDate {
  return isIsoDate(occasion);
}

/** The first day of the period of a length in which a day lies. */
export function periodAround(day: IsoDate, every: PeriodName): IsoDate {
  const { length } = PARTS[every];
  const month = Number(day.slice(5, 7));
  const first = month - ((month - 1) % length);
  return `${day.slice(0, 4)}-${String(first).padStart(2, '0')}-01`;
}

const PARTS = {
  month: { length: 1, name: (number: number) => `-${String(number).padStart(2, '0')}` },
  quarter: { length: 3, name: (number: number) => `-Q${number}` },
  year: { length: 12, name: () => '' },
} as const;
