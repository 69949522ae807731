import { daysBetween, type IsoDate } from '#kernel/date.ts';
import { formatQuantity, groupDigits, type Rupiah, type Thousandths } from '#kernel/money.ts';
import { ZONES } from '#kernel/office-words.ts';
import { spelledNumber } from '#kernel/spelled-number.ts';
import { m } from '#paraglide/messages.js';
import { getLocale, type Locale } from '#paraglide/runtime.js';

/*
 * How figures and dates are written. Every function takes the language last and uses that of the request when it is left out.
 * Indonesian: points group thousands, the comma starts decimals; English the other way round.
 */

const TAGS: Readonly<Record<string, string>> = { id: 'id-ID', en: 'en-GB', su: 'id-ID', jv: 'id-ID' };

function tag(locale: Locale): string {
  return TAGS[locale] ?? 'id-ID';
}

function separators(figure: string, locale: Locale): string {
  return locale === 'en' ? figure.replace(/[.,]/g, (sign) => (sign === '.' ? ',' : '.')) : figure;
}

/** Whole rupiah with the sign of the currency: 1000000n → `Rp 1.000.000`; below zero with a minus before it. */
export function rupiah(amount: Rupiah, locale: Locale = getLocale()): string {
  return `${amount < 0n ? '−' : ''}Rp\u00a0${rupiahFigure(amount < 0n ? -amount : amount, locale)}`;
}

/** The figure alone, for columns headed "Rp": 1000000n → `1.000.000`. */
export function rupiahFigure(amount: Rupiah, locale: Locale = getLocale()): string {
  const figure = separators(groupDigits(amount < 0n ? -amount : amount), locale);
  return amount < 0n ? `−${figure}` : figure;
}

/** From which amount, in which unit. A unit is taken as soon as rounding reaches it: 999.950.000 is Rp1 M, not Rp1.000 jt. */
const SHORT = [
  { from: 999_950_000_000n, unit: 1_000_000_000_000n, worded: m['format.money.trillion'] },
  { from: 999_950_000n, unit: 1_000_000_000n, worded: m['format.money.billion'] },
  { from: 1_000_000n, unit: 1_000_000n, worded: m['format.money.million'] },
] as const;

/**
 * Rupiah for charts and headlines, one decimal, rounded half up: 1234567890n → `Rp1,2 M` (miliar), `Rp1.2 bn` in English.
 * Below a million the amount is written out.
 */
export function shortRupiah(amount: Rupiah, locale: Locale = getLocale()): string {
  if (amount < 0n) return `−${shortRupiah(-amount, locale)}`;
  const short = SHORT.find(({ from }) => amount >= from);
  if (!short) return rupiah(amount, locale);
  const tenths = (amount * 10n + short.unit / 2n) / short.unit;
  const whole = groupDigits(tenths / 10n);
  const figure = separators(tenths % 10n === 0n ? whole : `${whole},${tenths % 10n}`, locale);
  return short.worded({ figure }, { locale }).replaceAll(' ', '\u00a0');
}

/** The amount in Indonesian words, as receipts and minutes spell it: 52500000n → `lima puluh dua juta lima ratus ribu rupiah`. */
export function spelledRupiah(amount: Rupiah): string {
  return `${spelledNumber(amount)} rupiah`;
}

/** A count with grouped thousands: 2841 → `2.841`. */
export function count(value: number | bigint, locale: Locale = getLocale()): string {
  return new Intl.NumberFormat(tag(locale), { maximumFractionDigits: 2 }).format(value);
}

/** A quantity kept in thousandths, with its unit when given: 12500n, 'm' → `12,5 m`. */
export function quantity(thousandths: Thousandths, unit?: string, locale: Locale = getLocale()): string {
  const figure = separators(formatQuantity(thousandths), locale);
  return unit ? `${figure}\u00a0${unit}` : figure;
}

/** A share in per mille as per cent with at most one decimal: 384 → `38,4 %`, 1000 → `100 %`. */
export function percent(perMille: number, locale: Locale = getLocale()): string {
  const figure = new Intl.NumberFormat(tag(locale), { maximumFractionDigits: 1 }).format(perMille / 10);
  return m['format.percent']({ figure }, { locale }).replaceAll(' ', '\u00a0');
}

/** A share per ten thousand as per cent with two decimals: 4792 → `47,92 %`, or without the sign. */
export function hundredths(share: number, sign = true, locale: Locale = getLocale()): string {
  const figure = new Intl.NumberFormat(tag(locale), {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
  }).format(share / 100);
  return sign ? m['format.percent']({ figure }, { locale }).replaceAll(' ', '\u00a0') : figure;
}

/** Bytes as people read them: 1468006 → `1,4 MB`. */
export function fileSize(bytes: number, locale: Locale = getLocale()): string {
  const [size, unit] = bytes >= 1_048_576 ? [1_048_576, 'MB'] : bytes >= 1024 ? [1024, 'kB'] : [1, 'B'];
  const figure = new Intl.NumberFormat(tag(locale), { maximumFractionDigits: 1 }).format(bytes / size);
  return `${figure}\u00a0${unit}`;
}

/** Names joined as a sentence does: `RT, RW, dan tokoh wanita`. Each is said once: one office may hold two rungs of a ladder. */
export function list(items: readonly string[], locale: Locale = getLocale()): string {
  return new Intl.ListFormat(tag(locale), { type: 'conjunction' }).format(new Set(items));
}

const DAY_FORMS = {
  long: { day: 'numeric', month: 'long', year: 'numeric' },
  short: { day: 'numeric', month: 'short', year: 'numeric' },
  weekday: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  yearless: { day: 'numeric', month: 'long' },
  month: { month: 'long', year: 'numeric' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

export type DayForm = keyof typeof DAY_FORMS;

/** A calendar day: `2026-11-21` → `21 November 2026`, `21 Nov 2026` or `Sabtu, 21 November 2026`. */
export function day(date: IsoDate, form: DayForm = 'long', locale: Locale = getLocale()): string {
  return new Intl.DateTimeFormat(tag(locale), { ...DAY_FORMS[form], timeZone: 'UTC' }).format(
    new Date(`${date}T00:00:00Z`),
  );
}

/** Two days as a period: `5 Januari 2026 sampai 31 Maret 2026`. */
export function period(from: IsoDate, to: IsoDate, locale: Locale = getLocale()): string {
  return m['format.period']({ from: day(from, 'long', locale), to: day(to, 'long', locale) }, { locale });
}

/** A moment in a time zone: `21 November 2026, 19.52 WIB`. Accepts a Date or its ISO text. */
export function moment(
  at: Date | string,
  timeZone = 'Asia/Jakarta',
  form: DayForm = 'long',
  locale: Locale = getLocale(),
): string {
  const when = typeof at === 'string' ? new Date(at) : at;
  const date = new Intl.DateTimeFormat(tag(locale), { ...DAY_FORMS[form], timeZone }).format(when);
  return `${date}, ${clockTime(when, timeZone, locale)}`;
}

/** The time of day alone: `19.52 WIB`. */
export function clockTime(
  at: Date | string,
  timeZone = 'Asia/Jakarta',
  locale: Locale = getLocale(),
): string {
  const when = typeof at === 'string' ? new Date(at) : at;
  const time = new Intl.DateTimeFormat(tag(locale), {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
  }).format(when);
  return `${time} ${ZONES.get(timeZone) ?? timeZone}`;
}

/** The name of a day of the week: `Senin`. */
export function weekday(date: IsoDate, locale: Locale = getLocale()): string {
  return new Intl.DateTimeFormat(tag(locale), { weekday: 'long', timeZone: 'UTC' }).format(
    new Date(`${date}T00:00:00Z`),
  );
}

/** How far a due day is: `3 hari lewat`, `hari ini`, `besok`, `2 hari lagi`. */
export function relativeDue(due: IsoDate, today: IsoDate, locale: Locale = getLocale()): string {
  const days = daysBetween(today, due);
  if (days < 0) return m['format.due.late']({ days: -days }, { locale });
  if (days === 0) return m['format.due.today']({}, { locale });
  if (days === 1) return m['format.due.tomorrow']({}, { locale });
  return m['format.due.left']({ days }, { locale });
}

/** The tone of a chip for a due day: late is `no`, within a week `wait`, later `quiet`. */
export function dueTone(due: IsoDate, today: IsoDate): 'no' | 'wait' | 'quiet' {
  const days = daysBetween(today, due);
  return days < 0 ? 'no' : days <= 7 ? 'wait' : 'quiet';
}
