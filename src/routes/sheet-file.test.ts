import { expect, test } from 'vitest';
import { at, isRefusal, refuse, together } from '#kernel/refusal.ts';
import { inSheet } from '#kernel/sheet-place.ts';
import type { NoSheet } from '#platform/sheets/read-sheet.ts';
import { saysSheet, tableOr } from './sheet-file.ts';

test.each<[NoSheet, string]>([
  ['not-an-archive', 'sheet.unreadable'],
  ['not-a-workbook', 'sheet.unreadable'],
  ['not-text', 'sheet.unreadable'],
  ['old-workbook', 'sheet.old'],
  ['locked', 'sheet.old'],
  ['too-large', 'sheet.too-large'],
  ['too-many', 'sheet.too-large'],
  ['empty', 'input.no-lines'],
])('a file that is %s is refused beside its field', (noSheet, code) => {
  expect(tableOr({ noSheet }, 'file')).toMatchObject({ refusal: code, field: 'file' });
});

test('every cell that no table has is told with its sheet', () => {
  const refused = tableOr(
    {
      problems: [
        { sheet: 'Rincian', cell: 'C7', reason: 'formula' },
        { sheet: 'Rincian', cell: 'B3:D3', reason: 'merged' },
        { sheet: 'Rincian', cell: 'A1', reason: 'error' },
      ],
      count: 3,
    },
    'file',
  );
  if (!isRefusal(refused)) throw new Error('it was taken');
  expect(refused.issues?.map((one) => one.refusal)).toEqual(['sheet.formula', 'sheet.merged', 'sheet.error']);
  expect(saysSheet('file')(refused).file?.split('\n')).toEqual([
    expect.stringContaining('Lembar Rincian, sel C7.'),
    expect.stringContaining('Lembar Rincian, sel B3:D3.'),
    expect.stringContaining('Lembar Rincian, sel A1.'),
  ]);
});

test('what is wrong in a cell is told with sheet, row and column; beyond twenty they are counted', () => {
  const money = refuse('money.unreadable', undefined, { typed: 'banyak' });
  const wrong = (line: number, sheet = 'Rincian') =>
    at('file', inSheet({ sheet, line, column: 'Harga satuan' }, money));
  const says = (count: number) =>
    saysSheet('file')(together(Array.from({ length: count }, (_, i) => wrong(i + 2))) ?? money);
  expect(says(1).file).toMatch(/^Lembar Rincian, baris 2, kolom Harga satuan: /);
  expect(says(23).file?.split('\n')).toHaveLength(21);
  expect(says(23).file).toContain('3 sel lain');
  expect(saysSheet('file')(wrong(2, '')).file).toMatch(/^Baris 2, kolom Harga satuan: /);
  expect(saysSheet('file')(at('title', money))).toEqual({});
});
