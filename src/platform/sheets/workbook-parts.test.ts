import ExcelJS from 'exceljs';
import { expect, test } from 'vitest';
import type { CsvCell } from '#kernel/csv.ts';
import { day, number, rupiah, type TableColumn, text } from '#kernel/table-column.ts';
import { sheetCell } from './sheet-cell.ts';
import { workbookParts } from './workbook-parts.ts';

/** The workbook as another program reads it. */
async function readAgain(
  columns: readonly TableColumn[],
  batches: readonly (readonly (readonly CsvCell[])[])[],
  mostRows?: number,
): Promise<ExcelJS.Workbook> {
  async function* inTurn() {
    yield* batches;
  }
  const parts = await Array.fromAsync(
    workbookParts({ name: 'usulan-2026', columns, batches: inTurn() }, mostRows),
  );
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(Uint8Array.from(Buffer.concat(parts)).buffer);
  return workbook;
}

async function cell(value: CsvCell, column: TableColumn): Promise<ExcelJS.Cell> {
  const workbook = await readAgain([column], [[[value]]]);
  const sheet = workbook.worksheets[0];
  if (!sheet) throw new Error('no sheet');
  return sheet.getCell('A2');
}

test.each<[string, CsvCell, TableColumn, unknown, string]>([
  ['a title', 'Drainase & "talud" <RW 05>', text('Judul'), 'Drainase & "talud" <RW 05>', '@'],
  ['what looks like a formula', '=HYPERLINK("http://x")', text('Judul'), '=HYPERLINK("http://x")', '@'],
  ['a code of a place', '32.10', text('Kode'), '32.10', '@'],
  ['a number with a nought before it', '007', number('Nomor'), '007', '@'],
  ['lines', 'satu\n  dua ', text('Catatan'), 'satu\n  dua ', '@'],
  ['half a sign', 'a\ud800', text('Judul'), 'a\ufffd', '@'],
  ['rupiah', 1_500_000n, rupiah('Dana'), 1_500_000, '"Rp"#,##0;-"Rp"#,##0'],
  ['rupiah that came back', -250n, rupiah('Dana'), -250, '"Rp"#,##0;-"Rp"#,##0'],
  ['rupiah as they are kept in text', '1500000', rupiah('Dana'), 1_500_000, '"Rp"#,##0;-"Rp"#,##0'],
  [
    'the most rupiah that a spreadsheet keeps',
    999_999_999_999_999n,
    rupiah('Dana'),
    999_999_999_999_999,
    '"Rp"#,##0;-"Rp"#,##0',
  ],
  ['more than it keeps', 9_007_199_254_740_993n, rupiah('Dana'), '9007199254740993', '@'],
  ['a share', -6.5, number('Jarak'), -6.5, 'General'],
  ['a word where a number is meant', 'belum ada', number('Jarak'), 'belum ada', '@'],
  ['no number', Number.NaN, number('Jarak'), 'NaN', '@'],
  ['a day', '2026-03-18', day('Tanggal'), new Date('2026-03-18T00:00:00Z'), '[$-421]d mmmm yyyy'],
  [
    'the first day of which all programs think alike',
    '1900-03-01',
    day('Tanggal'),
    new Date('1900-03-01T00:00:00Z'),
    '[$-421]d mmmm yyyy',
  ],
  ['a day before it', '1900-02-28', day('Tanggal'), '1900-02-28', '@'],
  ['a word where a day is meant', 'besok', day('Tanggal'), 'besok', '@'],
])('%s', async (_, value, column, read, format) => {
  const found = await cell(value, column);
  expect(found.value).toEqual(read);
  expect(found.numFmt ?? 'General').toBe(format);
  expect(found.formula).toBeUndefined();
});

test('a sign that XML does not know is written out, and what looks like one already is marked, as spreadsheets do', () => {
  expect(sheetCell('a\u0007b\u000d', 'text', 'A2')).toContain('>a_x0007_b_x000D_<');
  expect(sheetCell('_x0007_', 'text', 'A2')).toContain('>_x005F_x0007_<');
  expect(sheetCell('_x00_ _y0007_', 'text', 'A2')).toContain('>_x00_ _y0007_<');
});

test('a text is as long as a cell may be', () => {
  const cut = sheetCell('a'.repeat(40_000), 'text', 'A2');
  expect(/>(a*…)</.exec(cut)?.[1]).toHaveLength(32_767);
});

test('nothing is an empty cell', async () => {
  for (const nothing of [null, undefined, '']) expect((await cell(nothing, text('A'))).value).toBeNull();
});

test('the first row stays in sight, can be filtered, and columns are as wide as what stands in them', async () => {
  const columns = [text('Nama'), text('Nama'), rupiah('Dana'), day('Dikirim')];
  const workbook = await readAgain(columns, [
    [
      ['Lembaga Pemberdayaan Masyarakat Pasir Impun', 'dua kali', 5n, '2026-01-02'],
      ['RW 05', 'dua kali', 7n, null],
    ],
  ]);
  const [sheet, ...more] = workbook.worksheets;
  expect(more).toEqual([]);
  expect(sheet?.name).toBe('usulan-2026');
  expect(sheet?.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 });
  expect(sheet?.autoFilter).toBe('A1:C3');
  expect(sheet?.getRow(1).values).toEqual([undefined, 'Nama', 'Dana', 'Dikirim']);
  expect(sheet?.getColumn(1).width).toBe(44);
});

test('a list without a row is a workbook with its head', async () => {
  const workbook = await readAgain([text('Nama')], []);
  expect(workbook.worksheets.map((one) => one.rowCount)).toEqual([1]);
});

test('what is more than a sheet holds goes on in the next', async () => {
  const rows = Array.from({ length: 25 }, (_, i) => [`Usulan ${i + 1}`]);
  const workbook = await readAgain(
    [text('Judul')],
    [rows.slice(0, 4), rows.slice(4, 23), rows.slice(23)],
    11,
  );
  const sheets = workbook.worksheets.map((one) => [one.name, one.rowCount]);
  expect(sheets).toEqual([
    ['usulan-2026', 11],
    ['usulan-2026 2', 11],
    ['usulan-2026 3', 6],
  ]);
  const found = workbook.worksheets.flatMap((one) =>
    (one.getColumn(1).values ?? []).filter((value) => String(value).startsWith('Usulan')),
  );
  expect(found).toEqual(rows.flat());
});

test('who stops reading stops the writing, and what fails while it is written is thrown', async () => {
  let asked = 0;
  let ended = false;
  async function* endless() {
    try {
      for (;;) {
        asked++;
        yield Array.from({ length: 1000 }, (_, i) => [`${asked} ${i} ${Math.sin(asked * i)}`]);
      }
    } finally {
      ended = true;
    }
  }
  for await (const part of workbookParts({ name: 'a', columns: [text('A')], batches: endless() }))
    if (part.length > 1000) break;
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(ended).toBe(true);
  const stopped = asked;
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(asked).toBe(stopped);

  async function* failing() {
    yield [['A']];
    throw new Error('the database is away');
  }
  await expect(
    Array.fromAsync(workbookParts({ name: 'a', columns: [text('A')], batches: failing() })),
  ).rejects.toThrow('the database is away');
});

test('it is not written ahead of whoever reads it', async () => {
  let asked = 0;
  async function* many() {
    for (; asked < 400; asked++)
      yield Array.from({ length: 1000 }, (_, i) => [`${asked} ${i} ${Math.sin(asked * 1000 + i)}`]);
  }
  const parts = workbookParts({ name: 'a', columns: [text('A')], batches: many() });
  for (let i = 0; i < 5; i++) await parts.next();
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(asked).toBeLessThan(40);
  await parts.return(undefined);
});
