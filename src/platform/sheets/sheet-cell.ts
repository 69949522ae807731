import type { CsvCell } from '#kernel/csv.ts';
import { isIsoDate } from '#kernel/date.ts';
import type { ColumnKind } from '#kernel/table-column.ts';

/** Places in the list of styles that `workbook-parts.ts` writes. */
export const STYLE = { head: 1, text: 2, number: 3, rupiah: 4, day: 5 } as const;

/** Figures that a spreadsheet keeps of a number; with more its last ones would become noughts. */
const MOST_FIGURES = 999_999_999_999_999n;

/** A number as it is kept in text. With a nought before its figures it is a code. */
const PLAIN = /^-?(0|[1-9]\d*)(\.\d+)?$/;

/** Characters that a cell of a spreadsheet holds. */
const LONGEST = 32_767;

/**
 * A cell of a sheet (ECMA-376 part 1, §18.3.1.4). What is not what its column holds is written as the text it is, and
 * nothing is ever a formula: text has the type and the format of text, so that it also stays text when somebody edits it.
 */
export function sheetCell(cell: CsvCell, kind: ColumnKind, place: string): string {
  if (cell === null || cell === undefined || cell === '') return '';
  if (kind === 'text') return textCell(String(cell), place, STYLE.text);
  if (kind === 'day') {
    const serial = typeof cell === 'string' ? serialOf(cell) : undefined;
    return serial === undefined
      ? textCell(String(cell), place, STYLE.text)
      : numberCell(serial, place, STYLE.day);
  }
  const figures = numberOf(cell);
  return figures === undefined
    ? textCell(String(cell), place, STYLE.text)
    : numberCell(figures, place, STYLE[kind]);
}

/** A cell of the first row. */
export function headCell(name: string, place: string): string {
  return textCell(name, place, STYLE.head);
}

function numberCell(value: string | number, place: string, style: number): string {
  return `<c r="${place}" s="${style}"><v>${value}</v></c>`;
}

function textCell(text: string, place: string, style: number): string {
  return `<c r="${place}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${inXml(text)}</t></is></c>`;
}

/** Plain figures; undefined for what no spreadsheet keeps as it is. */
function numberOf(cell: string | number | bigint): string | undefined {
  if (typeof cell === 'bigint')
    return cell <= MOST_FIGURES && cell >= -MOST_FIGURES ? String(cell) : undefined;
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell) : undefined;
  return PLAIN.test(cell) && cell.replace(/\D/g, '').length <= 15 ? cell : undefined;
}

const DAY_MILLISECONDS = 86_400_000;
/** Spreadsheets count days from here; they take 1900 for a leap year, so that earlier than March of it nothing fits. */
const FIRST_DAY = Date.UTC(1899, 11, 30);

/** The number by which a spreadsheet knows a day. */
function serialOf(text: string): number | undefined {
  if (!isIsoDate(text) || text < '1900-03-01') return undefined;
  return (Date.parse(text) - FIRST_DAY) / DAY_MILLISECONDS;
}

const ENTITIES = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
]);

/**
 * A text within XML. Signs that XML has no place for are written `_x0007_` as spreadsheets do, and what looks like that
 * already has its line marked, so that it is read as it stood (ECMA-376 part 1, §22.4.2.4).
 */
function inXml(text: string): string {
  const whole = text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
  return whole
    .toWellFormed()
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replace(CONTROL, (sign) => `_x${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`)
    .replace(/[&<>]/g, (sign) => ENTITIES.get(sign) ?? sign);
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones to be written otherwise
const CONTROL = /[\u0000-\u0008\u000B-\u001F\uFFFE\uFFFF]/g;
