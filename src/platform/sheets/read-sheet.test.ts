import ExcelJS from 'exceljs';
import PizZip from 'pizzip';
import { expect, test } from 'vitest';
import { readTable } from '#kernel/readers/table.ts';
import { day, number, rupiah, text } from '#kernel/table-column.ts';
import { type ReadSheet, readSheet, SHEET_LIMITS } from './read-sheet.ts';
import { workbookParts } from './workbook-parts.ts';

/** A workbook as another program writes it. */
async function written(fill: (sheet: ExcelJS.Worksheet, book: ExcelJS.Workbook) => void): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  fill(book.addWorksheet('Rincian'), book);
  return Buffer.from(await book.xlsx.writeBuffer());
}

/** The cells of what was read, line by line; fails where nothing was. */
function cellsOf(read: ReadSheet): { line: number; cells: readonly string[] }[] {
  if (!('text' in read)) throw new Error(JSON.stringify(read));
  const table = readTable(read.text, SHEET_LIMITS.rows);
  if ('noTable' in table) throw new Error(JSON.stringify(table));
  return [...table];
}

test('texts, numbers and days are read as they are shown, each on its own line', async () => {
  const bytes = await written((sheet) => {
    sheet.getCell('B2').value = 'Uraian; "semen"';
    sheet.getCell('C2').value = 1_500_000;
    sheet.getCell('D2').value = 12.125;
    sheet.getCell('B4').value = new Date('2026-03-18T00:00:00Z');
    sheet.getCell('C4').value = new Date('2026-03-18T13:30:00Z');
    sheet.getCell('D4').value = 0.1 + 0.2;
    sheet.getCell('E4').value = true;
    sheet.getCell('F4').value = { richText: [{ text: 'dua ' }, { font: { bold: true }, text: 'warna' }] };
    sheet.getCell('G4').value = 'a & b\n<c>';
  });
  expect(cellsOf(readSheet({ bytes }))).toEqual([
    { line: 2, cells: ['', 'Uraian; "semen"', '1500000', '12,1250'] },
    { line: 4, cells: ['', '2026-03-18', '2026-03-18 13:30', '0,3', 'ya', 'dua warna', 'a & b <c>'] },
  ]);
});

test('what Pilar hands out is read again, cell for cell', async () => {
  async function* rows() {
    yield [
      ['=1+1', '32.10', 12.5, 1_500_000n, '2026-03-18', '_x0041_\u0007'],
      ["'kutip", '007', -1, 9_007_199_254_740_993n, null, ' rapat '],
    ];
  }
  const columns = [text('Judul'), text('Kode'), number('Volume'), rupiah('Dana'), day('Hari'), text('Lain')];
  const bytes = Buffer.concat(await Array.fromAsync(workbookParts({ name: 'a', columns, batches: rows() })));
  expect(cellsOf(readSheet({ bytes })).map((one) => one.cells)).toEqual([
    ['Judul', 'Kode', 'Volume', 'Dana', 'Hari', 'Lain'],
    ['=1+1', '32.10', '12,5', '1500000', '2026-03-18', '_x0041_\u0007'],
    ["'kutip", '007', '-1', '9007199254740993', '', 'rapat'],
  ]);
});

test('a formula, an error and merged cells are named by their cell, and nothing is taken of them', async () => {
  const bytes = await written((sheet) => {
    sheet.getCell('A1').value = 'Uraian';
    sheet.getCell('C7').value = { formula: 'A1*2', result: 4 };
    sheet.getCell('D7').value = { error: '#REF!' };
    sheet.mergeCells('B3:D3');
  });
  expect(readSheet({ bytes })).toEqual({
    problems: [
      { sheet: 'Rincian', cell: 'C7', reason: 'formula' },
      { sheet: 'Rincian', cell: 'D7', reason: 'error' },
      { sheet: 'Rincian', cell: 'B3:D3', reason: 'merged' },
    ],
    count: 3,
  });
});

test('hidden and empty sheets are passed over', async () => {
  const bytes = await written((_, book) => {
    book.addWorksheet('Rahasia', { state: 'hidden' }).getCell('A1').value = 'tersembunyi';
    book.addWorksheet('Data').getCell('A1').value = 'terlihat';
  });
  expect(readSheet({ bytes })).toMatchObject({ sheet: 'Data' });
});

test('rows that are only drawn are no rows, and a row beyond all is too many', async () => {
  const drawn = await written((sheet) => {
    sheet.getCell('A1').value = 'Uraian';
    sheet.getCell('A1048576').font = { bold: true };
  });
  expect(cellsOf(readSheet({ bytes: drawn }))).toHaveLength(1);
  const far = await written((sheet) => {
    sheet.getCell(`A${SHEET_LIMITS.rows + 1}`).value = 'jauh';
  });
  expect(readSheet({ bytes: far })).toEqual({ noSheet: 'too-many' });
});

const SHEET_XML =
  '<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c></row></sheetData></worksheet>';

/** An archive that has what a workbook has, with one of its files replaced. */
function made(files: Readonly<Record<string, string | Buffer>>): Buffer {
  const zip = new PizZip();
  const all = {
    'xl/workbook.xml':
      '<workbook xmlns:r="x"><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels':
      '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
    'xl/worksheets/sheet1.xml': SHEET_XML,
    ...files,
  };
  for (const [name, content] of Object.entries(all)) zip.file(name, content);
  return zip.generate({ type: 'nodebuffer', compression: 'DEFLATE' });
}

/** An archive in whose list the sheet has another size. */
function sized(bytes: Buffer, size: number): Buffer {
  bytes.writeUInt32LE(size, bytes.lastIndexOf('xl/worksheets/sheet1.xml') - 46 + 24);
  return bytes;
}

test.each<[string, () => Buffer, string]>([
  ['nothing', () => Buffer.alloc(0), 'empty'],
  ['a workbook without a cell', () => made({ 'xl/worksheets/sheet1.xml': '<worksheet/>' }), 'empty'],
  ['an archive of something else', () => made({ 'xl/workbook.xml': '<other/>' }), 'not-a-workbook'],
  [
    'entities of its own',
    () => made({ 'xl/sharedStrings.xml': '<!DOCTYPE x [<!ENTITY a "aaaa">]><sst/>' }),
    'not-a-workbook',
  ],
  [
    'rows in disorder',
    () => made({ 'xl/worksheets/sheet1.xml': '<row r="2"/><row r="1"/>' }),
    'not-a-workbook',
  ],
  [
    'a workbook of the nineties, or one with a password',
    () => Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1]),
    'old-workbook',
  ],
  ['a picture', () => Buffer.from([0x89, 0x50, 0, 0]), 'not-text'],
  ['a PDF without a byte that no text has', () => Buffer.from('%PDF-1.4\n1 0 obj'), 'not-text'],
  ['an archive cut off', () => made({}).subarray(0, 200), 'not-an-archive'],
  [
    'a part that swells',
    () => made({ 'xl/worksheets/sheet1.xml': Buffer.alloc(SHEET_LIMITS.bytes + 1) }),
    'too-large',
  ],
  [
    'more files than any workbook',
    () => made(Object.fromEntries(Array.from({ length: 600 }, (_, i) => [`${i}.xml`, '']))),
    'too-large',
  ],
  ['files that are said to come to too much', () => sized(made({}), 5 * SHEET_LIMITS.bytes), 'too-large'],
])('%s is no sheet', (_, bytes, noSheet) => {
  expect(readSheet({ bytes: bytes() })).toEqual({ noSheet });
});

test('an archive that lies about what it comes to is stopped where it lies', () => {
  const bytes = made({ 'xl/worksheets/sheet1.xml': Buffer.alloc(SHEET_LIMITS.bytes + 1) });
  expect(readSheet({ bytes: sized(bytes, 1) })).toEqual({ noSheet: 'too-large' });
});

test.each([
  ['UTF-8', Buffer.from('\ufeffUraian;é\r\n'), 'é'],
  ['UTF-16, as spreadsheets save "Unicode text"', Buffer.from('\ufeffUraian\té\r\n', 'utf16le'), 'é'],
  ['Windows-1252', Buffer.from('Uraian,\xe9\r\n', 'latin1'), 'é'],
])('a text in %s is read', (_, bytes, sign) => {
  expect(cellsOf(readSheet({ bytes }))).toEqual([{ line: 1, cells: ['Uraian', sign] }]);
});
