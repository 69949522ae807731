import { expect, test } from 'vitest';
import { isRefusal } from '#kernel/refusal.ts';
import { sheetPlaceOf } from '#kernel/sheet-place.ts';
import { costSheetRows, readCostSheet } from './cost-sheet.ts';

const HEAD = 'Uraian;Volume;Satuan;Harga satuan';

/** What a sheet says, or each cell that is refused: its place and why. */
function read(lines: readonly string[], sheet = 'Rincian') {
  const found = readCostSheet({ text: lines.join('\r\n'), sheet });
  if (!isRefusal(found)) return found;
  return (found.issues ?? []).map((one) => {
    const place = sheetPlaceOf(one);
    return place ? `${place.line} ${place.column}: ${one.refusal}` : one.refusal;
  });
}

const CEMENT = { item: 'Semen', quantity: '12,5', unit: 'sak', unitPrice: '68000' };

test.each<[string, readonly string[], unknown]>([
  ['a plan', [HEAD, 'Semen;12,5;sak;68000'], [CEMENT]],
  [
    'columns in another order, with others beside them',
    ['No;Satuan;Harga Satuan (Rp);URAIAN;Vol;Jumlah', '1;sak;68000;Semen;12,5;850000'],
    [CEMENT],
  ],
  ['a title above', ['Rencana biaya RW 05', '', HEAD, 'Semen;12,5;sak;68000'], [CEMENT]],
  ['sums beneath', [HEAD, 'Semen;12,5;sak;68000', 'JUMLAH;;;', ';;;', 'Sub total bahan;;;'], [CEMENT]],
  [
    'an item that begins with the word',
    [HEAD, 'Total station;1;unit;5000000'],
    [{ item: 'Total station', quantity: '1', unit: 'unit', unitPrice: '5000000' }],
  ],
  ['no line', [HEAD], ['input.no-lines']],
  ['nothing but a sum', [HEAD, 'Jumlah;;;'], ['input.no-lines']],
  ['a column that lacks', ['Uraian;Satuan;Harga satuan', 'Semen;sak;68000'], ['sheet.columns']],
  ['an open quote', [HEAD, '"Semen;1;sak;5'], ['2 : sheet.quotes']],
  [
    'every cell that cannot stand, by its own line',
    [HEAD, 'Semen;12,5;sak;68000', '', ';banyak;;-5', 'Pasir;1.000;m3;10.5'],
    [
      '4 Uraian: input.required',
      '4 Volume: quantity.unreadable',
      '4 Satuan: input.required',
      '4 Harga satuan: money.negative',
      '5 Volume: number.ambiguous',
      '5 Harga satuan: money.fractional',
    ],
  ],
])('%s', (_, lines, found) => {
  expect(read(lines)).toEqual(found);
});

test('no more lines than can be sent', () => {
  const lines = (n: number) => [HEAD, ...Array.from({ length: n }, (_, i) => `Barang ${i};1;buah;1000`)];
  expect(read(lines(200))).toHaveLength(200);
  expect(read(lines(201))).toEqual(['input.too-many-lines']);
  expect(read(lines(5000))).toEqual(['input.too-many-lines']);
});

test('what is handed out is read as it was, and what is no number yet stands as it was typed', () => {
  const typed = [
    { item: '=Semen', quantity: '12,1250', unit: 'sak', unitPrice: 'Rp 68.000' },
    { item: 'Pasir', quantity: 'belum tahu', unit: 'm3', unitPrice: '' },
  ];
  expect(costSheetRows(typed)).toEqual([
    ['=Semen', '12.1250', 'sak', 68_000n, 824_500n],
    ['Pasir', 'belum tahu', 'm3', '', null],
  ]);
  // As Pilar's own text file has it; in a workbook the apostrophe is somebody's own.
  const guarded = [HEAD, "'=Semen;12.1250;sak;68000"];
  expect(read(guarded, '')).toMatchObject([{ item: '=Semen', quantity: '12.1250' }]);
  expect(read(guarded)).toMatchObject([{ item: "'=Semen" }]);
});
