import type { Period } from '#analysis/rubric/index.ts';
import type { RoughDate } from './rough-date.ts';

/** Longest line that is drawn with a column for every year, also for those in which nothing happened. */
const MOST_YEARS = 30;

/**
 * The calendar years of a line, from the first event to the last, so that a year without any is seen too. Where that
 * would be more than thirty, the first are left out up to the year from which thirty remain: the line is read from its
 * end. Empty while there are no events.
 */
export function yearsOfLine(
  events: readonly { readonly from: RoughDate; readonly until: RoughDate | null }[],
): readonly Period[] {
  const first = Math.min(...events.map((one) => yearOf(one.from)));
  const last = Math.max(...events.map((one) => yearOf(one.until ?? one.from)));
  if (events.length === 0) return [];
  const start = Math.max(first, last - MOST_YEARS + 1);
  return Array.from({ length: last - start + 1 }, (_, i) => {
    const year = String(start + i);
    return { slug: year, title: { id: year, en: year }, from: year, to: year };
  });
}

function yearOf(date: RoughDate): number {
  return Number(date.slice(0, 4));
}
