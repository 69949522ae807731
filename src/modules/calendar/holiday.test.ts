import { expect, test } from 'vitest';
import { decreedHolidays, firstHolidays } from './decreed-holidays.ts';
import { changeBy, type Holiday } from './holiday.ts';

test('the joint decrees of 2025 and 2026 name 17 holidays each, and 11 and 8 days of joint leave', () => {
  const counted = (year: number) =>
    ['national', 'joint-leave'].map(
      (kind) => decreedHolidays(year).filter((one) => one.kind === kind).length,
    );
  expect(counted(2025)).toEqual([17, 11]);
  expect(counted(2026)).toEqual([17, 8]);
  for (const year of [2025, 2026]) {
    const days = decreedHolidays(year).map((one) => one.day);
    expect(days).toEqual([...new Set(days)].sort());
    for (const one of decreedHolidays(year)) {
      expect(one.name).toMatch(one.kind === 'national' ? /\w{4}/ : /^Cuti bersama \w{4}/);
      expect(one.decree).toMatch(
        year === 2025 ? /^SKB 3 Menteri Nomor 1017\/2024/ : /^SKB 3 Menteri Nomor 1497\/2025/,
      );
    }
  }
});

test('of a year that no decree is known of, a calendar begins with the five holidays that never move', () => {
  expect(decreedHolidays(2031)).toEqual([]);
  const decree = 'Keputusan Presiden Nomor 8 Tahun 2024';
  expect(firstHolidays(2031)).toEqual([
    { day: '2031-01-01', name: 'Tahun Baru Masehi', kind: 'national', decree },
    { day: '2031-05-01', name: 'Hari Buruh Internasional', kind: 'national', decree },
    { day: '2031-06-01', name: 'Hari Lahir Pancasila', kind: 'national', decree },
    { day: '2031-08-17', name: 'Hari Kemerdekaan Republik Indonesia', kind: 'national', decree },
    { day: '2031-12-25', name: 'Hari Raya Natal', kind: 'national', decree },
  ]);
  expect(firstHolidays(2026)).toEqual(decreedHolidays(2026));
});

test('a list adds what is new and rewords what stands; the same list again changes nothing', () => {
  const of = (day: string, name: string): Holiday => ({ day, kind: 'national', name, decree: 'SKB' });
  const stands = [of('2026-03-19', 'Nyepi'), of('2026-08-17', 'Kemerdekaan')];
  expect(changeBy([of('2026-03-19', 'Hari Suci Nyepi'), of('2026-05-01', 'Buruh')], stands)).toEqual({
    added: [of('2026-05-01', 'Buruh')],
    reworded: [of('2026-03-19', 'Hari Suci Nyepi')],
  });
  expect(changeBy(stands, stands)).toEqual({ added: [], reworded: [] });
  for (const other of [{ kind: 'local' as const }, { decree: 'SE' }]) {
    expect(changeBy([{ ...of('2026-03-19', 'Nyepi'), ...other }], stands).reworded).toHaveLength(1);
  }
});
