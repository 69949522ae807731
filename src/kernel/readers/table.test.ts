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
    'a line that says what parts the cells',
    'sep=;\r\na,b;c\r\n1,5;2\r\n',
    [
      ['a,b', 'c'],
      ['1,5', '2'],
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
  [
    'quotes behind a blank, blanks within quotes, a mark within a cell',
    'a,b\n "x,y" ," z "\nm\ufeffn,1\n',
    [
      ['a', 'b'],
      ['x,y', 'z'],
      ['m\ufeffn', '1'],
    ],
  ],
  ['a mark before quotes', '\ufeff"a,b",c\n', [['a,b', 'c']]],
  [
    'an empty cell',
    'a,b\n1,\n',
    [
      ['a', 'b'],
      ['1', ''],
    ],
  ],
  ['a head of one column', 'a\n1,2;3,4\n', [['a'], ['1', '2;3', '4']]],
  ['a title above it', '\nDaftar lembaga\n\na;b\n1,5;2\n', [['Daftar lembaga'], ['a', 'b'], ['1,5', '2']]],
  ['one line alone, with semicolons', 'a;b', [['a', 'b']]],
  ['one line alone that ends in a semicolon', 'a;', [['a', '']]],
  ['one line alone, with commas', 'a,b', [['a', 'b']]],
  ['semicolons within quotes', '"a;b;c",d\n', [['a;b;c', 'd']]],
  ['as many tabs as semicolons', 'a\tb;c\n', [['a', 'b;c']]],
  ['as many tabs as commas', 'a\tb,c\n', [['a', 'b,c']]],
  ['as many semicolons as commas', 'a;b,c\n', [['a', 'b,c']]],
  ['more commas than semicolons', 'a,b,c;d\n', [['a', 'b', 'c;d']]],
  ['more commas than tabs', 'a,b\tc,d\n', [['a', 'b\tc', 'd']]],
  ['more semicolons than tabs', 'a;b\tc;d\n', [['a', 'b\tc', 'd']]],
  [
    'more tabs in its second line',
    'a;b\nc\t\t\t;d',
    [
      ['a', 'b'],
      ['c', 'd'],
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
  expect(readTable('a,b\n"x,1\n', 100)).toEqual({ noTable: 'quotes', line: 2 });
  expect(readTable('a,b\n1,2\n3,4\n"x,1', 100)).toEqual({ noTable: 'quotes', line: 4 });
  expect(readTable('a\n1\n2\n3\n', 2)).toEqual({ noTable: 'too-many', line: 3 });
});

test('as many lines are read as may be, and empty ones do not count', () => {
  expect(readTable('a\n\n\n1\n\n', 2)).toEqual([
    { line: 1, cells: ['a'] },
    { line: 4, cells: ['1'] },
  ]);
});

test('of a line that is no table only its first cells are kept', () => {
  const read = readTable(`${','.repeat(300)}x\n1${','.repeat(300)}`, 10);
  expect('noTable' in read ? read : read.map(({ cells }) => cells.length)).toEqual([200]);
});
