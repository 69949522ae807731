import { expect, test } from 'vitest';
import { readAttendance } from './attendance.ts';

function form(fields: readonly [string, string][]): FormData {
  const data = new FormData();
  for (const [name, value] of fields) data.append(name, value);
  return data;
}

test.each<[string, [string, string][], unknown[]]>([
  ['nothing', [], []],
  [
    'one board, with a name',
    [
      ['units', 'rw:32.73.30.1004.001'],
      ['name.rw:32.73.30.1004.001', 'Ibu Ketua'],
    ],
    [{ element: 'rw', unit: '32.73.30.1004.001', name: 'Ibu Ketua' }],
  ],
  [
    'all boards of an RW, one of them ticked by itself too',
    [
      ['units', 'rw:32.73.30.1004.001 rt:32.73.30.1004.001/01'],
      ['units', 'rt:32.73.30.1004.001/01'],
    ],
    [
      { element: 'rw', unit: '32.73.30.1004.001', name: '' },
      { element: 'rt', unit: '32.73.30.1004.001/01', name: '' },
    ],
  ],
  [
    'leaders, a name on each line',
    [
      ['element', 'women-leader'],
      ['names', ' Bu Anah \r\n\r\nBu Cicih\n'],
    ],
    [
      { element: 'women-leader', unit: null, name: 'Bu Anah' },
      { element: 'women-leader', unit: null, name: 'Bu Cicih' },
    ],
  ],
])('attendance as sent: %s', (_, fields, people) => {
  expect(readAttendance(form(fields))).toEqual(people);
});
