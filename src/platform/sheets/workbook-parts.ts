import type { CsvCell } from '#kernel/csv.ts';
import { type TableBatches, type TableColumn, withoutTwins } from '#kernel/table-column.ts';
import { headCell, sheetCell } from './sheet-cell.ts';
import { type ZipEntry, zipParts } from './zip-parts.ts';

/** Rows that a sheet holds; what is more goes on in the next. */
const MOST_ROWS = 1_048_576;

/** Rows that are written at once, so that little of them is in memory at the same time. */
const PIECE = 100;

/** Characters that a column is wide, at least and at most. */
const NARROWEST = 8;
const WIDEST = 60;

/** A table that becomes a workbook. */
export type WorkbookTable = {
  /** What its sheet is called. */
  readonly name: string;
  readonly columns: readonly TableColumn[];
  readonly batches: TableBatches;
};

/**
 * A table as a workbook (.xlsx, ECMA-376) in parts of bytes, written as its rows are read and as fast as it is read
 * itself, so that a table of any length takes the memory of a batch. The first row stays in sight and has a filter for
 * each column; a column whose name stands before is left out.
 */
export function workbookParts(table: WorkbookTable, mostRows: number = MOST_ROWS): AsyncGenerator<Buffer> {
  return zipParts(entries(table, mostRows));
}

/** A column with the letters by which cells are called. */
type Placed = TableColumn & { readonly letter: string };

async function* entries(
  { name, columns, batches }: WorkbookTable,
  mostRows: number,
): AsyncGenerator<ZipEntry> {
  const kept = withoutTwins(columns);
  const shown = kept
    .flatMap((place) => columns[place] ?? [])
    .map((one, i): Placed => ({ ...one, letter: letters(i) }));
  const rows = rowsOf(batches, kept);
  let sheets = 0;
  try {
    let batch = await rows.next();
    do {
      sheets++;
      const name = `xl/worksheets/sheet${sheets}.xml`;
      yield { name, parts: sheet() };
    } while (!batch.done);

    /** As many rows as a sheet holds; the batch where it ends is cut in two. */
    async function* sheet(): AsyncGenerator<string> {
      const first = batch.done ? [] : batch.value;
      yield opening(shown, first);
      let line = 2;
      while (!batch.done) {
        const room = mostRows - (line - 1);
        if (room <= 0) break;
        const fitting = batch.value.slice(0, room);
        for (let from = 0; from < fitting.length; from += PIECE)
          yield fitting
            .slice(from, from + PIECE)
            .map((row) => rowXml(row, shown, line++))
            .join('');
        batch =
          batch.value.length > room ? { done: false, value: batch.value.slice(room) } : await rows.next();
      }
      const range = `A1:${letters(Math.max(0, shown.length - 1))}${line - 1}`;
      yield `</sheetData><autoFilter ref="${range}"/></worksheet>`;
    }
  } finally {
    await rows.return(undefined);
  }
  yield* surroundings(name, sheets);
}

async function* rowsOf(
  batches: TableBatches,
  kept: readonly number[],
): AsyncGenerator<readonly (readonly CsvCell[])[], undefined> {
  for await (const batch of batches) yield batch.map((cells) => kept.map((place) => cells[place]));
  return undefined;
}

function rowXml(cells: readonly CsvCell[], columns: readonly Placed[], line: number): string {
  const all = columns.map(({ kind, letter }, i) => sheetCell(cells[i], kind, `${letter}${line}`));
  return `<row r="${line}">${all.join('')}</row>`;
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';

function opening(columns: readonly Placed[], first: readonly (readonly CsvCell[])[]): string {
  const widths = columns.map(({ name, kind }, i) => {
    const least = kind === 'day' ? 18 : kind === 'rupiah' ? 16 : NARROWEST;
    // Three more than its name, for the filter's button.
    const longest = first.reduce((most, cells) => Math.max(most, widthOf(cells[i])), name.length + 3);
    return Math.min(WIDEST, Math.max(least, longest + 1));
  });
  const cols = widths.map(
    (width, i) => `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"/>`,
  );
  const head = columns.map(({ name, letter }) => headCell(name, `${letter}1`));
  const frozen = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>';
  return [
    XML,
    `<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0">${frozen}</sheetView></sheetViews>`,
    cols.length > 0 ? `<cols>${cols.join('')}</cols>` : '',
    `<sheetData><row r="1">${head.join('')}</row>`,
  ].join('');
}

function widthOf(cell: CsvCell): number {
  return cell === null || cell === undefined ? 0 : String(cell).split('\n', 1).join('').length;
}

/** What makes sheets a workbook. */
function* surroundings(name: string, count: number): Generator<ZipEntry> {
  const sheets = Array.from({ length: count }, (_, i) => i + 1);
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  const relation = (id: number, kind: string, target: string) =>
    `<Relationship Id="rId${id}" Type="${OFFICE}/${kind}" Target="${target}"/>`;
  const relations = (all: readonly string[]) =>
    `${XML}<Relationships xmlns="${PACKAGE}/relationships">${all.join('')}</Relationships>`;
  const file = (path: string, ...parts: readonly string[]): ZipEntry => ({ name: path, parts });

  yield file('xl/styles.xml', XML, STYLES);
  yield file(
    'xl/workbook.xml',
    `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>`,
    ...sheets.map((n) => `<sheet name="${sheetName(name, n)}" sheetId="${n}" r:id="rId${n}"/>`),
    '</sheets></workbook>',
  );
  yield file(
    'xl/_rels/workbook.xml.rels',
    relations([
      ...sheets.map((n) => relation(n, 'worksheet', `worksheets/sheet${n}.xml`)),
      relation(count + 1, 'styles', 'styles.xml'),
    ]),
  );
  yield file('_rels/.rels', relations([relation(1, 'officeDocument', 'xl/workbook.xml')]));
  yield file(
    '[Content_Types].xml',
    `${XML}<Types xmlns="${PACKAGE}/content-types">`,
    `<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>`,
    `<Override PartName="/xl/workbook.xml" ContentType="${type}.sheet.main+xml"/>`,
    `<Override PartName="/xl/styles.xml" ContentType="${type}.styles+xml"/>`,
    ...sheets.map(
      (n) => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="${type}.worksheet+xml"/>`,
    ),
    '</Types>',
  );
}

/** Names of sheets have at most 31 characters, some of which they may not have. */
function sheetName(name: string, n: number): string {
  const plain = name.replace(/[^\p{L}\p{N} .-]/gu, ' ').trim() || 'Data';
  const end = n > 1 ? ` ${n}` : '';
  return `${plain.slice(0, 31 - end.length)}${end}`;
}

/** `A`, `B`, … `Z`, `AA`, … */
function letters(place: number): string {
  const last = String.fromCharCode(65 + (place % 26));
  return place < 26 ? last : `${letters(Math.floor(place / 26) - 1)}${last}`;
}

/** In the order of `STYLE`. Days are worded in Indonesian wherever the sheet is opened. */
const STYLES = [
  `<styleSheet xmlns="${MAIN}">`,
  '<numFmts count="2"><numFmt numFmtId="164" formatCode="&quot;Rp&quot;#,##0;\\-&quot;Rp&quot;#,##0"/>',
  '<numFmt numFmtId="165" formatCode="[$-421]d\\ mmmm\\ yyyy"/></numFmts>',
  '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>',
  '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>',
  '<fill><patternFill patternType="solid"><fgColor rgb="FFE7EEF0"/><bgColor indexed="64"/></patternFill></fill></fills>',
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>',
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
  '<cellXfs count="6"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>',
  '<xf numFmtId="49" fontId="1" fillId="2" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1"/>',
  ...[49, 0, 164, 165].map(
    (format) =>
      `<xf numFmtId="${format}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>`,
  ),
  '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
].join('');
