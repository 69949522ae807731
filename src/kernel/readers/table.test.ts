import { expect, test } from 'vitest';
import { readTable } from './table.ts';

test.each([
  [
    'commas',
    'kode,penduduk\n1,"14,210"\n',
    [
      ['kode', 'penduduk'],
      ['1', '14,210'],
    ],
  ],
  [
    'semicolons, a mark and empty lines',
    '\ufeffkelurahan;rw\r\n81.72;1\r\n;;\r\n\r\n',
    [
      ['kelurahan', 'rw'],
      ['81.72', '1'],
    ],
  ],
  [
    'tabs',
    'a\tb\n1, 2\t3\n',
    [
      ['a', 'b'],
      ['1, 2', '3'],
    ],
  ],
  [
    'line ends of an old Mac',
    'a;b\r1;2\r',
    [
      ['a', 'b'],
      ['1', '2'],
    ],
  ],
  [
    'quotes within and line breaks',
    'a,b\n"x ""y""","z\nw"\n',
    [
      ['a', 'b'],
      ['x "y"', 'z\nw'],
    ],
  ],
  ['nothing', '', []],
])('a table with %s', (_, text, cells) => {
  const read = readTable(text, 100);
  expect('noTable' in read ? read : read.map((one) => one.cells)).toEqual(cells);
});

test('each line is told by where it begins', () => {
  const read = readTable('a,b\n"x\ny",1\n\n3,4\n', 100);
  expect('noTable' in read ? read : read.map((one) => one.line)).toEqual([1, 2, 5]);
});

test('what is no table is told with its line', () => {
  expect(readTable('a,b\n"x,1\n', 100)).toMatchObject({ noTable: 'quotes' });
  expect(readTable('a\n1\n2\n3\n', 2)).toEqual({ noTable: 'too-many', line: 3 });
});
