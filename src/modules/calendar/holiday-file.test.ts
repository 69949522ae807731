import { expect, test } from 'vitest';
import { HOLIDAY_FILE_LIMITS, readHolidayFile, readHolidays } from './holiday-file.ts';

const HEAD = 'tanggal,jenis,nama,keputusan';
const NYEPI = { day: '2026-03-18', kind: 'joint-leave', name: 'Cuti bersama Nyepi', decree: 'SKB 1497/2025' };

test.each([
  // written as                                                       because
  [`${HEAD}\n2026-03-18,cuti bersama,Cuti bersama Nyepi,SKB 1497/2025`, 'as Pilar writes it'],
  ['date,type,name,source\n2026-03-18,joint-leave,Cuti bersama Nyepi,SKB 1497/2025', 'as others write it'],
  [
    'Keputusan;Nama;Jenis;Tanggal\nSKB 1497/2025;Cuti bersama Nyepi;Cuti Bersama;18/3/2026',
    'as a spreadsheet set to Indonesian saves it',
  ],
])('a list is read %#: %s', (text) => {
  expect(readHolidayFile(text)).toEqual([NYEPI]);
});

test('days parted by strokes are read day first only where the file shows it', () => {
  const lines = (...days: string[]) =>
    [HEAD, ...days.map((day) => `${day},nasional,Hari libur,SKB`)].join('\n');
  expect(readHolidayFile(lines('3/4/2026', '27/5/2026'))).toMatchObject([
    { day: '2026-04-03' },
    { day: '2026-05-27' },
  ]);
  expect(readHolidayFile(lines('3/4/2026'))).toMatchObject({ line: 2, reason: 'day-order' });
  expect(readHolidayFile(lines('3/18/2026', '27/5/2026'))).toMatchObject({ line: 2, reason: 'day-order' });
  // The twelfth could be a month as well; 13 could not, and shows that the day stands first.
  expect(readHolidayFile(lines('12/5/2026'))).toMatchObject({ line: 2, reason: 'day-order' });
  expect(readHolidayFile(lines('13.12.2026', '1-2-2026'))).toMatchObject([
    { day: '2026-12-13' },
    { day: '2026-02-01' },
  ]);
  // A day that is written in full shows nothing about the others.
  expect(readHolidayFile(lines('2026-05-27', '3/4/2026'))).toMatchObject({ line: 3, reason: 'day-order' });
  for (const day of ['no 27/5/2026', '27/5/20260', '31/2/2026'])
    expect(readHolidayFile(lines('27/5/2026', day))).toMatchObject({ line: 3, reason: 'day', value: day });
});

test.each([
  ['nasional', 'national'],
  ['Libur Nasional', 'national'],
  ['national', 'national'],
  ['cuti bersama', 'joint-leave'],
  ['joint leave', 'joint-leave'],
  ['joint-leave', 'joint-leave'],
  ['daerah', 'local'],
  ['libur daerah', 'local'],
  ['local', 'local'],
])('%s is the kind %s', (typed, kind) => {
  expect(readHolidayFile(`${HEAD}\n2026-03-18,${typed},Hari,SKB`)).toMatchObject([{ kind }]);
});

test.each(['tanggal,kind,nama,decree', 'DATE,Type,Name,Keputusan'])('columns are called %s', (head) => {
  expect(readHolidayFile(`${head}\n2026-03-18,nasional,Nyepi,SKB`)).toEqual([
    { day: '2026-03-18', kind: 'national', name: 'Nyepi', decree: 'SKB' },
  ]);
});

test.each([
  // lacks              text                               where, and what stands there
  [
    'a column',
    'tanggal,jenis,nama\n2026-03-18,nasional,Nyepi',
    1,
    'tanggal, jenis, nama, keputusan',
    'tanggal, jenis, nama',
  ],
  ['everything', '', 1, 'tanggal, jenis, nama, keputusan', ''],
  ['lines', HEAD, 2, '', ''],
  ['a closing quote', `${HEAD}\n"2026`, 2, '', '"'],
  [
    'an end',
    `${HEAD}\n${'2026-03-18,nasional,Hari,SKB\n'.repeat(HOLIDAY_FILE_LIMITS.lines + 1)}`,
    502,
    '',
    '500',
  ],
  ['its last cell', `${HEAD}\n2026-03-18,nasional,Hari`, 2, 'keputusan', ''],
  ['a name', `${HEAD}\n2026-03-18,nasional,!!,SKB`, 2, 'nama', '!!'],
  ['a kind', `${HEAD}\n2026-03-18,libur,Hari,SKB`, 2, 'jenis', 'libur'],
  ['a decree', `${HEAD}\n2026-03-18,nasional,Hari,--`, 2, 'keputusan', '--'],
  [
    'a day of its own',
    `${HEAD}\n2026-03-18,daerah,Hari,SKB\n2026-03-18,daerah,Hari,SKB`,
    3,
    'tanggal',
    '2026-03-18',
  ],
  ['a day', `${HEAD}\nbesok,daerah,Hari,SKB`, 2, 'tanggal', 'besok'],
  ['an order of its days', `${HEAD}\n3/4/2026,daerah,Hari,SKB`, 2, 'tanggal', '3/4/2026'],
])('a list that lacks %s says in line %i of %j', (_, text, line, column, value) => {
  expect(readHolidayFile(text)).toMatchObject({ line, column, value });
});

test('a process of its own reads the same', () => {
  expect(readHolidays({ text: HEAD })).toEqual(readHolidayFile(HEAD));
});

test.each([
  // what is wrong           text                                                     line reason
  ['nothing at all', '', 1, 'no-header'],
  ['no names of columns', '2026-03-18,cuti bersama,Nyepi,SKB', 1, 'no-header'],
  ['names alone', HEAD, 2, 'no-lines'],
  ['an open quote', `${HEAD}\n"2026-03-18,nasional,a,b`, 2, 'quotes'],
  ['no day', `${HEAD}\n2026-02-30,nasional,Hari,SKB`, 2, 'day'],
  ['an unknown kind', `${HEAD}\n2026-03-18,libur,Hari,SKB`, 2, 'kind'],
  ['no name', `${HEAD}\n2026-03-18,nasional,,SKB`, 2, 'name'],
  ['no decree', `${HEAD}\n2026-03-18,nasional,Hari,`, 2, 'decree'],
  ['a day twice', `${HEAD}\n2026-03-18,nasional,Hari,SKB\n2026-03-18,daerah,Hari,SKB`, 3, 'twice'],
  [
    'a line too many',
    `${HEAD}\n${'2026-03-18,nasional,Hari,SKB\n'.repeat(HOLIDAY_FILE_LIMITS.lines + 1)}`,
    HOLIDAY_FILE_LIMITS.lines + 2,
    'too-many',
  ],
])('%s is refused with its line', (_, text, line, reason) => {
  expect(readHolidayFile(text)).toMatchObject({ line, reason });
});
