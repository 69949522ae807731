import { isIsoDate } from '#kernel/date.ts';
import type { Due, Field, Within } from '#modules/models/index.ts';
import { m } from '#paraglide/messages.js';
import { getLocale, type Locale } from '#paraglide/runtime.js';
import { day } from './format.ts';

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

const AFTER = {
  'activity.started': m['format.due.after.activity-started'],
  'activity.completed': m['format.due.after.activity-completed'],
} as const;
const EVERY = {
  month: m['format.due.every.month'],
  quarter: m['format.due.every.quarter'],
  year: m['format.due.every.year'],
} as const;

/** By when something is owed, as people say it: "setiap triwulan, paling lambat 10 hari kerja sesudah triwulan itu berakhir". `fields` are those of the filing, where it is due by a day written in it as well. */
export function wordDue(
  due: Due,
  locale: Locale = getLocale(),
  fields: readonly Pick<Field, 'key' | 'label'>[] = [],
): string {
  const plain = wordPlain(due, locale);
  const or = 'or' in due ? due.or : undefined;
  if (!or) return plain;
  const named = fields.find((one) => `field.${one.key}` === or.after)?.label;
  const field = named && (locale === 'en' ? named.en : named.id);
  const words = field === undefined ? m['format.due.or-day'] : m['format.due.or'];
  return words({ due: plain, time: wordWithin(or.within, locale), field: field ?? '' }, { locale });
}

function wordPlain(due: Due, locale: Locale): string {
  if ('on' in due) {
    const words = due.year === 'next' ? m['format.due.on-next'] : m['format.due.on'];
    return words({ day: day(`2025-${due.on}`, 'yearless', locale) }, { locale });
  }
  const time = wordWithin(due.within, locale);
  return 'after' in due ? AFTER[due.after]({ time }, { locale }) : EVERY[due.every]({ time }, { locale });
}

const ROMAN = ['I', 'II', 'III', 'IV'];

/**
 * The period of a filing as people say it: `2026`, "Triwulan I 2026", "Maret 2026"; of what somebody asked for the day on which
 * they did; empty where there is one filing alone.
 */
export function wordOccasion(occasion: string, locale: Locale = getLocale()): string {
  if (isIsoDate(occasion)) return m['format.asked-on']({ day: day(occasion, 'long', locale) }, { locale });
  const [year = '', part] = occasion.split('-');
  if (part === undefined) return year;
  if (!part.startsWith('Q')) return day(`${occasion}-01`, 'month', locale);
  const number = Number(part.slice(1));
  return m['format.quarter'](
    { number: locale === 'id' ? (ROMAN[number - 1] ?? part) : String(number), year },
    { locale },
  );
}
