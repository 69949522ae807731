/**
 * Words of a document of the city's administration. Legal documents are Indonesian in every language of the pages.
 */
import type { IsoDate } from '#kernel/date.ts';
import { spelledNumber } from '#kernel/spelled-number.ts';
import { day } from '#ui/format.ts';

/** Numbers a decision as minutes do: 1 → `KESATU`, 2 → `KEDUA`. */
export function ordinalOf(position: number): string {
  return position === 1 ? 'KESATU' : `KE${spelledNumber(BigInt(position)).replaceAll(' ', '').toUpperCase()}`;
}

/** A day as minutes open with it: `Rabu, tanggal dua puluh delapan bulan Januari tahun dua ribu dua puluh enam`. */
export function spelledDay(date: IsoDate): string {
  const [weekday = ''] = day(date, 'weekday', 'id').split(',');
  const month = day(date, 'long', 'id').split(' ')[1] ?? '';
  const [year = '0', , dayOfMonth = '0'] = date.split('-');
  return `${weekday}, tanggal ${spelledNumber(BigInt(dayOfMonth))} bulan ${month} tahun ${spelledNumber(BigInt(year))}`;
}
