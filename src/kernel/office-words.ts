/**
 * How papers of the city's administration write days, numbers and money. Legal documents are Indonesian in every language of
 * the pages.
 */
import type { IsoDate } from './date.ts';
import { formatQuantity, groupDigits, type Rupiah, type Thousandths } from './money.ts';
import { spelledNumber } from './spelled-number.ts';

const DAYS = new Intl.DateTimeFormat('id-ID', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});
const WEEKDAYS = new Intl.DateTimeFormat('id-ID', { weekday: 'long', timeZone: 'UTC' });
const MONTHS = new Intl.DateTimeFormat('id-ID', { month: 'long', timeZone: 'UTC' });

function atNoon(day: IsoDate): Date {
  return new Date(`${day}T12:00:00Z`);
}

/** `28 Januari 2026` */
export function writtenDay(day: IsoDate): string {
  return DAYS.format(atNoon(day));
}

/** `Rabu, 28 Januari 2026` */
export function writtenWeekday(day: IsoDate): string {
  return `${WEEKDAYS.format(atNoon(day))}, ${writtenDay(day)}`;
}

/** A day as minutes open with it: `Rabu, tanggal dua puluh delapan bulan Januari tahun dua ribu dua puluh enam`. */
export function spelledDay(day: IsoDate): string {
  const [year = '0', , date = '0'] = day.split('-');
  const said = (figure: string) => spelledNumber(BigInt(figure));
  return `${WEEKDAYS.format(atNoon(day))}, tanggal ${said(date)} bulan ${MONTHS.format(atNoon(day))} tahun ${said(year)}`;
}

/** How zones of time are called in Indonesia. */
export const ZONES: ReadonlyMap<string, string> = new Map([
  ['Asia/Jakarta', 'WIB'],
  ['Asia/Pontianak', 'WIB'],
  ['Asia/Makassar', 'WITA'],
  ['Asia/Jayapura', 'WIT'],
]);

/** The time of a moment: `19.52 WIB`. */
export function writtenTime(moment: Date | string, timeZone: string): string {
  const clock = new Intl.DateTimeFormat('id-ID', {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
  });
  return `${clock.format(new Date(moment))} ${ZONES.get(timeZone) ?? timeZone}`;
}

/** Money in a sentence, as documents write it: `Rp 1.000.000,00`. */
export function writtenRupiah(amount: Rupiah): string {
  return `Rp\u00a0${figure(amount)},00`;
}

/** Money in a column headed "Rp": `1.000.000`. */
export function figure(amount: Rupiah): string {
  return amount < 0n ? `−${groupDigits(-amount)}` : groupDigits(amount);
}

/** Money in words: `lima puluh dua juta lima ratus ribu rupiah`. */
export function spelledRupiah(amount: Rupiah): string {
  return `${spelledNumber(amount)} rupiah`;
}

/** A number of things: `1.584`. */
export function writtenCount(number: number | bigint): string {
  return groupDigits(BigInt(number));
}

/** `12,5 m`; a stroke for nothing. */
export function writtenQuantity(amount: Thousandths, unit: string): string {
  return amount === 0n ? '–' : `${formatQuantity(amount)}\u00a0${unit}`;
}

/** Per mille as per cent: 384 → `38,4 %`. */
export function writtenShare(perMille: number): string {
  return `${formatQuantity(BigInt(perMille) * 100n)}\u00a0%`;
}

/** Numbers what was agreed as minutes do: 1 → `KESATU`, 2 → `KEDUA`. */
export function ordinalOf(position: number): string {
  return position === 1 ? 'KESATU' : `KE${spelledNumber(BigInt(position)).replaceAll(' ', '').toUpperCase()}`;
}

/** Where a letter is written: `Kota Bandung` → `Bandung`. */
export function townOf(city: string): string {
  return city.replace(/^(Kota|Kabupaten) /, '');
}

/** The first letter large, the rest as it is. */
export function sentence(text: string): string {
  return text === '' ? '' : `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}
