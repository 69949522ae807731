import { refuseAllocation } from './problem.ts';

/** Longest cell, in characters: a name with a description has its place in it, an unclosed quote has not. */
const LONGEST_CELL = 100_000;

/** Cells of a row, and the line of the file it begins on. */
export interface Row {
  readonly line: number;
  readonly cells: readonly string[];
}

/** Sections by name, in capitals. */
export type Sections = ReadonlyMap<string, { readonly header: Row; readonly rows: readonly Row[] }>;

/** Parts a file into its sections; refuses rows before the first, and a section that comes twice. */
export function splitSections(text: string): Sections {
  const sections = new Map<string, { header: Row; rows: Row[] }>();
  let open: Row[] | undefined;
  let awaiting: string | undefined;
  for (const row of rowsOf(text)) {
    const first = (row.cells[0] ?? '').trim();
    if (first === '' && row.cells.every((cell) => cell.trim() === '')) continue;
    if (row.cells.length === 1 && /^(META|PROJECTS|VOTES)$/i.test(first)) {
      awaiting = first.toUpperCase();
      if (sections.has(awaiting)) refuseAllocation('file.twice', row.line, { what: awaiting });
      open = undefined;
    } else if (awaiting !== undefined) {
      open = [];
      sections.set(awaiting, { header: row, rows: open });
      awaiting = undefined;
    } else if (open) open.push(row);
    else refuseAllocation('file.no-section', row.line, { section: 'META' });
  }
  return sections;
}

/** Cells of every row with the line it begins on. Quoted cells may run over several lines. */
function* rowsOf(text: string): Generator<Row> {
  let position = text.startsWith('\uFEFF') ? 1 : 0;
  let line = 1;
  while (position < text.length) {
    const startLine = line;
    const end = text.indexOf('\n', position);
    const plain = text.slice(position, end < 0 ? text.length : end);
    if (!plain.includes('"')) {
      yield { line: startLine, cells: plain.replace(/\r$/, '').split(';') };
      position += plain.length + 1;
      line += 1;
      continue;
    }
    const cells: string[] = [];
    let cell = '';
    let quoted = false;
    for (; position < text.length; position += 1) {
      const sign = text[position] ?? '';
      if (sign === '\n') line += 1;
      if (quoted) {
        if (sign !== '"') cell += sign;
        else if (text[position + 1] === '"') {
          cell += '"';
          position += 1;
        } else quoted = false;
      } else if (sign === '"' && cell === '') quoted = true;
      else if (sign === ';') {
        cells.push(cell);
        cell = '';
      } else if (sign === '\n') {
        position += 1;
        break;
      } else if (sign !== '\r') cell += sign;
      if (cell.length > LONGEST_CELL) refuseAllocation('file.quote-open', startLine);
    }
    if (quoted) refuseAllocation('file.quote-open', startLine);
    cells.push(cell);
    yield { line: startLine, cells };
  }
}

/** Gives the cell of a row in a named column; refuses rows that are longer than their header. */
export function columnsOf(sections: Sections, name: string, needed: readonly string[]) {
  const section = sections.get(name) ?? refuseAllocation('file.no-section', null, { section: name });
  const places = new Map(section.header.cells.map((cell, index) => [cell.trim(), index]));
  for (const column of needed)
    if (!places.has(column))
      refuseAllocation('file.no-column', section.header.line, { column, section: name });
  const width = section.header.cells.length;
  return {
    rows: section.rows,
    cell(row: Row, column: string): string {
      if (row.cells.length > width)
        refuseAllocation('file.row-too-long', row.line, { cells: row.cells.length, columns: width });
      const place = places.get(column);
      return place === undefined ? '' : (row.cells[place] ?? '').trim();
    },
  };
}
