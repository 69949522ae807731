import { m } from '#paraglide/messages.js';
import { getLocale, type Locale } from '#paraglide/runtime.js';
import { day } from '#ui/format.ts';

/** A rough date in words, as exact as it is known: `2024`, `Agustus 2024`, `14 Agustus 2024`. */
export function roughDay(date: string, locale: Locale = getLocale()): string {
  if (date.length === 4) return date;
  if (date.length === 10) return day(date, 'long', locale);
  return new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : 'id-ID', {
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(new Date(`${date}-01T00:00:00Z`));
}

/** When something happened, or from when to when it lasted. */
export function roughPeriod(
  event: { readonly from: string; readonly until: string | null },
  locale: Locale = getLocale(),
): string {
  const from = roughDay(event.from, locale);
  if (event.until === null || event.until === event.from) return from;
  return m['phases.until']({ from, to: roughDay(event.until, locale) }, { locale });
}
