import { CsvError, parse } from 'csv-parse/sync';
import { saidSeparator } from '../csv.ts';
import { storable } from './text.ts';

/** A line of a table as it stands in a file: its cells without the spaces around them, and where it begins, from 1. */
export type TableLine = { readonly line: number; readonly cells: readonly string[] };

/** Why a file is no table, and where. */
export type NoTable = { readonly noTable: 'quotes' | 'too-many'; readonly line: number };

/** Cells that a line has at most; a file of text has more commas than any table columns. */
const MOST_CELLS = 200;

/**
 * Reads a table as a spreadsheet saves it (RFC 4180): comma, semicolon or tab, whichever the first line that has one has most of
 * outside quotes, or what a line `sep=;` above it says; with or without a mark at its start; any kind of line ends; quoted cells with line breaks in them.
 * Lines whose every cell is empty are left out. At most `most` lines are read.
 */
export function readTable(text: string, most: number): readonly TableLine[] | NoTable {
  const whole = storable(text).replace(/^\uFEFF/, '');
  const said = saidSeparator(whole);
  const plain = said?.rest ?? whole;
  const lines: TableLine[] = [];
  try {
    parse(plain, {
      delimiter: said?.separator ?? separatorOf(plain),
      relax_column_count: true,
      skip_empty_lines: true,
      to: most + 1,
      trim: true,
      on_record: (record: string[], { lines: end }) => {
        const cells = record.slice(0, MOST_CELLS).map((cell) => cell.trim());
        lines.push({ line: end - breaksIn(record), cells });
        return null;
      },
    });
  } catch (error) {
    if (error instanceof CsvError) return { noTable: 'quotes', line: Number(error.lines) || 1 };
    throw error;
  }
  if (lines.length > most) return { noTable: 'too-many', line: most + 1 };
  return lines.filter(({ cells }) => cells.some((cell) => cell !== ''));
}

/** A record is told by the line it ends on. */
function breaksIn(record: readonly string[]): number {
  return record.reduce((sum, cell) => sum + (cell.match(/\n/g)?.length ?? 0), 0);
}

/** Lines that are looked at for what parts their cells: a title may stand above the table. */
const FIRST_LINES = 20;

function separatorOf(text: string): ',' | ';' | '\t' {
  for (let start = 0, line = 0; line < FIRST_LINES && start < text.length; line++) {
    const end = text.indexOf('\n', start);
    const found = separatorIn(text.slice(start, end < 0 ? undefined : end).slice(0, 10_000));
    if (found) return found;
    if (end < 0) break;
    start = end + 1;
  }
  return ',';
}

function separatorIn(line: string): ',' | ';' | '\t' | undefined {
  const head = line.replace(/"[^"]*"/g, '');
  const times = (sign: string) => head.split(sign).length - 1;
  const [tabs, semicolons, commas] = [times('\t'), times(';'), times(',')];
  if (tabs > 0 && tabs >= semicolons && tabs >= commas) return '\t';
  if (semicolons > 0 && semicolons >= commas) return ';';
  return commas > 0 ? ',' : undefined;
}
