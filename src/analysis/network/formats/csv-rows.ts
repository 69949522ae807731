import { saidSeparator, withoutGuard } from '#kernel/csv.ts';
import { malformed } from './malformed.ts';
import type { ReadingRoom } from './reading.ts';

export interface Row {
  readonly line: number;
  readonly cells: readonly string[];
  /** The row stood after a comment mark, which is not part of its cells. */
  readonly comment: boolean;
}

export interface Table {
  /** What parts cells: comma, semicolon, tab, or a space for files parted by any number of spaces. */
  readonly separator: string;
  readonly rows: readonly Row[];
}

/**
 * The rows of a CSV file, empty ones left out; cells are trimmed, quotes as in RFC 4180, line ends of any machine. Lines before the
 * first row that begin with `#` or `%` are comments, and so are later ones of a single cell. What its first row shows parts the cells,
 * or a line `sep=;` above it, as spreadsheets write and read it.
 */
export function readTable(text: string, room: ReadingRoom): Table {
  const body = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  const said = saidSeparator(body);
  const rest = said?.rest ?? body;
  const separator = said?.separator ?? separatorOf(firstRow(rest));
  return { separator, rows: rowsOf(rest, separator, room) };
}

/* The first line that is no comment; the first at all where every line is one. */
function firstRow(text: string): string {
  let first: string | undefined;
  for (let start = 0; start < text.length; ) {
    const end = lineEnd(text, start);
    const line = text.slice(start, end);
    if (line.trim() !== '') {
      if (!isComment(line)) return line;
      first ??= line.trim().slice(1);
    }
    start = end + 1;
  }
  return first ?? '';
}

function lineEnd(text: string, start: number): number {
  for (let i = start; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x0a || code === 0x0d) return i;
  }
  return text.length;
}

function isComment(line: string): boolean {
  return /^\s{0,80}[#%]/.test(line);
}

function separatorOf(row: string): string {
  const open = row.replace(/"[^"]*"/g, '');
  if (open.includes('\t')) return '\t';
  if (open.includes(';')) return ';';
  if (open.includes(',')) return ',';
  return /\S\s+\S/.test(open.trim()) ? ' ' : ',';
}

function rowsOf(text: string, separator: string, room: ReadingRoom): Row[] {
  const rows: Row[] = [];
  const spaced = separator === ' ';
  let cells: string[] = [];
  let line = 1;
  let rowLine = 1;
  let count = 0;
  // Pieces of one cell are slices of the text: no letter is copied one by one.
  let cell = '';
  let from = 0;
  let quoted = false;
  // Whether the cell, and the row, hold nothing but spaces so far.
  let empty = true;
  let blank = true;
  let leading = true;
  const endCell = (end: number) => {
    const rest = text.slice(from, end);
    cell = quoted ? cell + rest.trimEnd() : rest.trim();
    if (!(spaced && cell === '' && !quoted)) {
      cells.push(withoutGuard(cell).trim());
      room.refuseCells(++count, line);
      if (cell !== '') blank = false;
    }
    cell = '';
    quoted = false;
    empty = true;
  };
  const endRow = (end: number) => {
    endCell(end);
    if (!blank) {
      const row = asRow(cells, rowLine, leading);
      leading &&= row.comment;
      rows.push(row);
    }
    cells = [];
    blank = true;
  };
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x22 && empty) {
      const opened = line;
      quoted = true;
      empty = false;
      cell = '';
      from = ++i;
      for (; ; i++) {
        if (i >= text.length) malformed('unexpected-end', opened, '"');
        const inside = text.charCodeAt(i);
        if (inside === 0x0a || (inside === 0x0d && text.charCodeAt(i + 1) !== 0x0a)) line++;
        if (inside !== 0x22) continue;
        if (text.charCodeAt(i + 1) !== 0x22) break;
        cell += text.slice(from, i + 1);
        from = i + 2;
        i++;
      }
      cell += text.slice(from, i);
      from = i + 1;
    } else if (code === 0x0a || code === 0x0d) {
      endRow(i);
      if (code === 0x0d && text.charCodeAt(i + 1) === 0x0a) i++;
      line++;
      rowLine = line;
      from = i + 1;
    } else if (spaced ? code === 0x20 || code === 0x09 : text[i] === separator) {
      endCell(i);
      from = i + 1;
    } else if (code !== 0x20 && code !== 0x09) empty = false;
  }
  endRow(text.length);
  return rows;
}

function asRow(cells: readonly string[], line: number, leading: boolean): Row {
  const [first = '', ...others] = cells;
  const marked = first.startsWith('#') || first.startsWith('%');
  if (!marked || !(leading || others.length === 0)) return { line, cells, comment: false };
  const bare = first.slice(1).trim();
  return { line, cells: bare === '' ? others : [bare, ...others], comment: true };
}
