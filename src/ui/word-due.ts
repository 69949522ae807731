import type { Within } from '#modules/models/index.ts';
import { m } from '#paraglide/messages.js';
import { getLocale, type Locale } from '#paraglide/runtime.js';

/** A length of time as people say it: "10 hari kerja". */
export function wordWithin(within: Within, locale: Locale = getLocale()): string {
  const { workingDays, days, months } = within;
  if (workingDays !== undefined) {
    return m['format.within.working-days']({ days: workingDays }, { locale });
  }
  return days === undefined
    ? m['format.within.months']({ months: months ?? 0 }, { locale })
    : m['format.within.days']({ days }, { locale });
}
