import type { IsoDate } from '#kernel/date.ts';
import type { Holiday, HolidayKind } from './holiday.ts';

/**
 * What three ministers decree for a year together. Of 2025 two published lists differ in one day each (9 June and
 * 18 August, which was added on 7 August 2025): both days stand here. A city mends the list where it knows better.
 */
const DECREES: readonly {
  readonly decree: string;
  readonly national: readonly (readonly [IsoDate, string])[];
  readonly 'joint-leave': readonly (readonly [IsoDate, string])[];
}[] = [
  {
    decree: 'SKB 3 Menteri Nomor 1017/2024, 2/2024, 2/2024',
    national: [
      ['2025-01-01', 'Tahun Baru Masehi'],
      ['2025-01-27', 'Isra Mikraj'],
      ['2025-01-29', 'Tahun Baru Imlek 2576'],
      ['2025-03-29', 'Hari Suci Nyepi 1947'],
      ['2025-03-31', 'Idul Fitri 1446 H'],
      ['2025-04-01', 'Idul Fitri 1446 H'],
      ['2025-04-18', 'Wafat Yesus Kristus'],
      ['2025-04-20', 'Kebangkitan Yesus Kristus'],
      ['2025-05-01', 'Hari Buruh Internasional'],
      ['2025-05-12', 'Hari Raya Waisak 2569'],
      ['2025-05-29', 'Kenaikan Yesus Kristus'],
      ['2025-06-01', 'Hari Lahir Pancasila'],
      ['2025-06-06', 'Idul Adha 1446 H'],
      ['2025-06-27', 'Tahun Baru Islam 1447 H'],
      ['2025-08-17', 'Hari Kemerdekaan Republik Indonesia'],
      ['2025-09-05', 'Maulid Nabi Muhammad'],
      ['2025-12-25', 'Hari Raya Natal'],
    ],
    'joint-leave': [
      ['2025-01-28', 'Cuti bersama Imlek'],
      ['2025-03-28', 'Cuti bersama Nyepi'],
      ['2025-04-02', 'Cuti bersama Idul Fitri'],
      ['2025-04-03', 'Cuti bersama Idul Fitri'],
      ['2025-04-04', 'Cuti bersama Idul Fitri'],
      ['2025-04-07', 'Cuti bersama Idul Fitri'],
      ['2025-05-13', 'Cuti bersama Waisak'],
      ['2025-05-30', 'Cuti bersama Kenaikan Yesus Kristus'],
      ['2025-06-09', 'Cuti bersama Idul Adha'],
      ['2025-08-18', 'Cuti bersama Hari Kemerdekaan'],
      ['2025-12-26', 'Cuti bersama Natal'],
    ],
  },
  {
    decree: 'SKB 3 Menteri Nomor 1497/2025, 2/2025, 5/2025',
    national: [
      ['2026-01-01', 'Tahun Baru Masehi'],
      ['2026-01-16', 'Isra Mikraj'],
      ['2026-02-17', 'Tahun Baru Imlek 2577'],
      ['2026-03-19', 'Hari Suci Nyepi 1948'],
      ['2026-03-21', 'Idul Fitri 1447 H'],
      ['2026-03-22', 'Idul Fitri 1447 H'],
      ['2026-04-03', 'Wafat Yesus Kristus'],
      ['2026-04-05', 'Kebangkitan Yesus Kristus'],
      ['2026-05-01', 'Hari Buruh Internasional'],
      ['2026-05-14', 'Kenaikan Yesus Kristus'],
      ['2026-05-27', 'Idul Adha 1447 H'],
      ['2026-05-31', 'Hari Raya Waisak 2570'],
      ['2026-06-01', 'Hari Lahir Pancasila'],
      ['2026-06-16', 'Tahun Baru Islam 1448 H'],
      ['2026-08-17', 'Hari Kemerdekaan Republik Indonesia'],
      ['2026-08-25', 'Maulid Nabi Muhammad'],
      ['2026-12-25', 'Hari Raya Natal'],
    ],
    'joint-leave': [
      ['2026-02-16', 'Cuti bersama Imlek'],
      ['2026-03-18', 'Cuti bersama Nyepi'],
      ['2026-03-20', 'Cuti bersama Idul Fitri'],
      ['2026-03-23', 'Cuti bersama Idul Fitri'],
      ['2026-03-24', 'Cuti bersama Idul Fitri'],
      ['2026-05-15', 'Cuti bersama Kenaikan Yesus Kristus'],
      ['2026-05-28', 'Cuti bersama Idul Adha'],
      ['2026-12-24', 'Cuti bersama Natal'],
    ],
  },
];

/** The days that a decree names for a year; none for a year that Pilar knows no decree of. */
export function decreedHolidays(year: number): Holiday[] {
  const kinds: readonly HolidayKind[] = ['national', 'joint-leave'];
  return DECREES.flatMap((one) =>
    kinds.flatMap((kind) =>
      (kind === 'national' ? one.national : one['joint-leave']).map(([day, name]) => ({
        day,
        kind,
        name,
        decree: one.decree,
      })),
    ),
  )
    .filter((one) => one.day.startsWith(`${year}-`))
    .sort((a, b) => (a.day < b.day ? -1 : 1));
}

const FIXED = 'Keputusan Presiden Nomor 8 Tahun 2024';

/** Holidays on the same day every year. The others and joint leave come by decree. Source: Keputusan Presiden 8/2024. */
function fixedHolidays(year: number): Holiday[] {
  return [
    { day: `${year}-01-01`, name: 'Tahun Baru Masehi' },
    { day: `${year}-05-01`, name: 'Hari Buruh Internasional' },
    { day: `${year}-06-01`, name: 'Hari Lahir Pancasila' },
    { day: `${year}-08-17`, name: 'Hari Kemerdekaan Republik Indonesia' },
    { day: `${year}-12-25`, name: 'Hari Raya Natal' },
  ].map((one) => ({ ...one, kind: 'national', decree: FIXED }));
}

/** What a city's calendar begins with for a year: what was decreed, or else the holidays that never move. */
export function firstHolidays(year: number): Holiday[] {
  const decreed = decreedHolidays(year);
  return decreed.length > 0 ? decreed : fixedHolidays(year);
}
