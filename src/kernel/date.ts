/** A calendar day as `YYYY-MM-DD`, in the tenant's time zone. Compares correctly as text. */
export type IsoDate = string;

/** Whether the text is a real day of the calendar between 1900 and 2199. */
export function isIsoDate(text: string): boolean {
  if (!/^(19|20|21)\d{2}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === text;
}

/** The day `days` calendar days later (earlier when negative). */
export function addDays(day: IsoDate, days: number): IsoDate {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** The same day `months` months later; the last day of a month that has no such day. */
export function addMonths(day: IsoDate, months: number): IsoDate {
  const [year = 0, month = 1, of = 1] = day.split('-').map(Number);
  const first = new Date(Date.UTC(year, month - 1 + months, 1));
  const days = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  return addDays(first.toISOString().slice(0, 10), Math.min(of, days) - 1);
}

/** Calendar days from one day to another; negative when `to` is earlier. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

/** Making one takes many times as long as using it, and every request asks for its day. */
const dayFormats = new Map<string, Intl.DateTimeFormat>();

/** The day that a moment falls on in a time zone such as `Asia/Jakarta`. */
export function dayIn(timeZone: string, moment: Date): IsoDate {
  let format = dayFormats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' });
    dayFormats.set(timeZone, format);
  }
  return format.format(moment);
}

/**
 * The moment at which clocks in a time zone show a day and time (`HH:MM`); undefined when either is none. Where a
 * change of clocks skips or repeats the time, the moment is the one reckoned with the offset before the change.
 */
export function momentIn(timeZone: string, day: IsoDate, time: string): Date | undefined {
  if (!isIsoDate(day) || !/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) return undefined;
  const wanted = Date.parse(`${day}T${time}:00Z`);
  const dayBefore = wanted - 86_400_000;
  const first = wanted - offsetAt(timeZone, dayBefore);
  const offset = offsetAt(timeZone, first);
  const second = wanted - offset;
  return new Date(offsetAt(timeZone, second) === offset ? second : first);
}

/** How many milliseconds the clocks of a zone are ahead of UTC at a moment. */
function offsetAt(timeZone: string, moment: number): number {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  }).formatToParts(moment);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  const shown = `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}:00Z`;
  return Date.parse(shown) - Math.floor(moment / 60_000) * 60_000;
}
