import type { IsoDate } from '#kernel/date.ts';

/**
 * Indonesian holidays on the same day every year; the others and joint leave come by decree and are entered by the
 * city. Source: Keputusan Presiden 8/2024.
 */
export function fixedHolidays(year: number): { day: IsoDate; name: string }[] {
  return [
    { day: `${year}-01-01`, name: 'Tahun Baru Masehi' },
    { day: `${year}-05-01`, name: 'Hari Buruh Internasional' },
    { day: `${year}-06-01`, name: 'Hari Lahir Pancasila' },
    { day: `${year}-08-17`, name: 'Hari Kemerdekaan Republik Indonesia' },
    { day: `${year}-12-25`, name: 'Hari Raya Natal' },
  ];
}
