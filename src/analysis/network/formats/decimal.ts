import { refuseNetwork } from '../problem.ts';

/** A number as people write it in a cell; undefined when the cell is empty, NaN when it is no number. */
export function numberFromText(text: string): number | undefined {
  const trimmed = text.trim();
  if (trimmed === '') return undefined;
  return /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(trimmed) ? Number(trimmed) : Number.NaN;
}

/** One cell of a column of numbers. */
export interface NumberCell {
  readonly text: string;
  readonly line: number;
}

const PLAIN = /^[+-]?\d+$/;
/** Digits in threes after a first group that does not begin with nought: a thousand, or a number with three decimals. */
const EITHER = /^[+-]?[1-9]\d{0,2}([.,])\d{3}$/;

/**
 * The numbers of a column, read with one decimal mark for the whole column: the one that its cells show (`1,5` or `1.5`), so that the
 * other one parts thousands. A column that shows nothing certain, such as `1,500` alone, is refused with the first line in doubt:
 * nobody's thousand becomes one and a half. In a file parted by commas a point is the decimal mark.
 * Cells that are no numbers come back as NaN.
 */
export function numbersOfColumn(cells: readonly NumberCell[], separator: string): number[] {
  const shown = new Set(cells.map(({ text }) => decimalShownBy(text)));
  const decimal = shown.has(',') ? ',' : shown.has('.') ? '.' : undefined;
  return cells.map(({ text, line }) => {
    const either = EITHER.exec(text);
    if (either) {
      const certain = decimal ?? (separator === ',' && either[1] === '.' ? '.' : undefined);
      if (certain === undefined) return refuseNetwork('ambiguous-number', line, { value: text });
      return numberFromText(withPoint(text, certain)) ?? Number.NaN;
    }
    if (PLAIN.test(text)) return Number(text);
    return numberFromText(withPoint(text, decimal ?? '.')) ?? Number.NaN;
  });
}

/** The decimal mark that a cell shows beyond doubt. */
function decimalShownBy(text: string): ',' | '.' | undefined {
  if (EITHER.test(text)) return undefined;
  const last = Math.max(text.lastIndexOf(','), text.lastIndexOf('.'));
  if (last < 0) return undefined;
  const mark = text[last] === ',' ? ',' : '.';
  const other = mark === ',' ? '.' : ',';
  // The same mark twice parts thousands: the other one is for decimals.
  return text.indexOf(mark) === last ? mark : text.includes(other) ? undefined : other;
}

function withPoint(text: string, decimal: ',' | '.'): string {
  const thousands = decimal === ',' ? '.' : ',';
  const parts = text.split(decimal);
  const [whole = '', ...rest] = parts;
  // Thousands stand in threes, or the mark is out of place and this is no number.
  const inThrees = !whole.includes(thousands) || /^[+-]?\d{1,3}([.,]\d{3})+$/.test(whole);
  return inThrees ? [whole.replaceAll(thousands, ''), ...rest].join('.') : 'NaN';
}
