import { boundedWork } from '#kernel/bounded-work.ts';
import { type IsoDate, isIsoDate } from '#kernel/date.ts';
import { readTable } from '#kernel/readers/table.ts';
import { readLine } from '#kernel/readers/text.ts';
import { isRefusal } from '#kernel/refusal.ts';
import type { Holiday, HolidayKind } from './holiday.ts';

/** What a list of holidays may bring: some ten years of them. */
export const HOLIDAY_FILE_LIMITS = { lines: 500, bytes: 128 * 1024 } as const;

/** The names of the columns; the list that Pilar offers for download has them, and reads them again. */
export const HOLIDAY_COLUMNS = ['tanggal', 'jenis', 'nama', 'keputusan'] as const;

/** What is wrong with a list of holidays, and where. `value` is what stands there. */
export type HolidayProblem = {
  readonly line: number;
  readonly column: string;
  readonly value: string;
  readonly reason:
    | 'quotes'
    | 'too-many'
    | 'no-header'
    | 'no-lines'
    | 'day'
    | 'day-order'
    | 'kind'
    | 'name'
    | 'decree'
    | 'twice';
};

const HEADERS: ReadonlyMap<string, 'day' | 'kind' | 'name' | 'decree'> = new Map([
  ['tanggal', 'day'],
  ['date', 'day'],
  ['jenis', 'kind'],
  ['type', 'kind'],
  ['kind', 'kind'],
  ['nama', 'name'],
  ['name', 'name'],
  ['keputusan', 'decree'],
  ['decree', 'decree'],
  ['source', 'decree'],
]);

/** How lists name the kinds of a day, small letters. */
export const HOLIDAY_KIND_WORDS: ReadonlyMap<string, HolidayKind> = new Map([
  ['nasional', 'national'],
  ['libur nasional', 'national'],
  ['national', 'national'],
  ['cuti bersama', 'joint-leave'],
  ['joint-leave', 'joint-leave'],
  ['joint leave', 'joint-leave'],
  ['daerah', 'local'],
  ['libur daerah', 'local'],
  ['local', 'local'],
]);

/**
 * Reads a list of holidays as a spreadsheet saves it: a header with `tanggal`, `jenis`, `nama`, `keputusan` in any
 * order (or their English names). Days are written `2026-03-18`, or `18/3/2026` where some day of the file shows that
 * the day stands first. The first thing that is wrong refuses the whole file.
 */
export function readHolidayFile(text: string): Holiday[] | HolidayProblem {
  const table = readTable(text, HOLIDAY_FILE_LIMITS.lines + 1);
  if ('noTable' in table) {
    return table.noTable === 'too-many'
      ? { line: table.line, column: '', value: String(HOLIDAY_FILE_LIMITS.lines), reason: 'too-many' }
      : { line: table.line, column: '', value: '"', reason: 'quotes' };
  }
  const [head, ...body] = table;
  const columns = (head?.cells ?? []).map((name) => HEADERS.get(name.toLowerCase()));
  if (!['day', 'kind', 'name', 'decree'].every((name) => columns.some((column) => column === name))) {
    const value = (head?.cells ?? []).join(', ').slice(0, 80);
    return { line: 1, column: HOLIDAY_COLUMNS.join(', '), value, reason: 'no-header' };
  }
  if (body.length === 0) return { line: 2, column: '', value: '', reason: 'no-lines' };
  const cellOf = (cells: readonly string[], column: 'day' | 'kind' | 'name' | 'decree') =>
    cells[columns.indexOf(column)] ?? '';
  const dayFirst = isDayFirst(body.map(({ cells }) => cellOf(cells, 'day')));
  const seen = new Set<IsoDate>();
  const list: Holiday[] = [];
  for (const { line, cells } of body) {
    const typed = cellOf(cells, 'day');
    const day = dayOf(typed, dayFirst);
    if (day === 'unsure') return { line, column: 'tanggal', value: typed, reason: 'day-order' };
    if (day === undefined) return { line, column: 'tanggal', value: typed, reason: 'day' };
    if (seen.has(day)) return { line, column: 'tanggal', value: typed, reason: 'twice' };
    const kind = HOLIDAY_KIND_WORDS.get(cellOf(cells, 'kind').toLowerCase());
    if (!kind) return { line, column: 'jenis', value: cellOf(cells, 'kind'), reason: 'kind' };
    const name = readLine(cellOf(cells, 'name'), 120);
    if (isRefusal(name)) return { line, column: 'nama', value: cellOf(cells, 'name'), reason: 'name' };
    const decree = readLine(cellOf(cells, 'decree'), 200);
    if (isRefusal(decree)) {
      return { line, column: 'keputusan', value: cellOf(cells, 'decree'), reason: 'decree' };
    }
    seen.add(day);
    list.push({ day, kind, name, decree });
  }
  return list;
}

const PARTED = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/;

/** Whether days parted by strokes are written day first: some day above 12 shows it, and none stands second. */
function isDayFirst(days: readonly string[]): boolean {
  const parted = days.flatMap((day) => {
    const [, first, second] = PARTED.exec(day) ?? [];
    return first === undefined ? [] : [[Number(first), Number(second)] as const];
  });
  return parted.some(([first]) => first > 12) && parted.every(([, second]) => second <= 12);
}

function dayOf(typed: string, dayFirst: boolean): IsoDate | 'unsure' | undefined {
  if (isIsoDate(typed)) return typed;
  const [, first = '', second = '', year = ''] = PARTED.exec(typed) ?? [];
  if (year === '') return undefined;
  if (!dayFirst) return 'unsure';
  const day = `${year}-${second.padStart(2, '0')}-${first.padStart(2, '0')}`;
  return isIsoDate(day) ? day : undefined;
}

/** `readHolidayFile` for a process of its own. */
export function readHolidays({ text }: { readonly text: string }) {
  return readHolidayFile(text);
}

export const readingHolidays = boundedWork('modules/calendar/holiday-file.ts', { readHolidays });
