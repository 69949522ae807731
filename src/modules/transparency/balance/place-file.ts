import { levelOf, type RegionCode, within } from '#kernel/region.ts';
import type { PlaceNumbers } from '#modules/regions/index.ts';

/** What a file of places may bring. */
export const PLACE_FILE_LIMITS = { lines: 20_000, bytes: 2 * 1024 * 1024 } as const;

const COLUMNS = ['kode', 'penduduk', 'keluarga_miskin', 'lintang', 'bujur'] as const;
type Column = (typeof COLUMNS)[number];

/** The first line of a file of places, and one to show how. */
export const PLACE_FILE_EXAMPLE = `${COLUMNS.join(',')}\n32.73.30.1003,14210,820,-6.9012,107.6805\n`;

/** What is wrong with a file of places, and where. `value` is what stands there. */
export type PlaceProblem = {
  readonly line: number;
  readonly column: string;
  readonly value: string;
  readonly reason:
    | 'no-header'
    | 'no-lines'
    | 'too-many'
    | 'code'
    | 'outside'
    | 'twice'
    | 'count'
    | 'more-poor'
    | 'degrees'
    | 'half-point'
    | 'nothing';
};

/**
 * Reads a table of places: a header with `kode` and any of `penduduk`, `keluarga_miskin`, `lintang`, `bujur`, in any
 * order, separated by commas, semicolons or tabs (with the last two, decimals may have a comma). Empty cells are not
 * known. The first thing that is wrong refuses the whole file; nothing is guessed.
 */
export function readPlaceFile(text: string, area: RegionCode): PlaceNumbers[] | PlaceProblem {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  const [head = ''] = lines;
  const separator = head.includes('\t') ? '\t' : head.includes(';') ? ';' : ',';
  const names = cellsOf(head, separator).map((name) => name.toLowerCase().replaceAll(' ', '_'));
  if (!names.includes('kode') || !COLUMNS.slice(1).some((name) => names.includes(name))) {
    return { line: 1, column: COLUMNS.join(', '), value: head.slice(0, 60), reason: 'no-header' };
  }
  const seen = new Map<RegionCode, number>();
  const facts: PlaceNumbers[] = [];
  for (const [index, raw] of lines.entries()) {
    if (index === 0 || raw.trim() === '') continue;
    if (facts.length >= PLACE_FILE_LIMITS.lines) {
      return { line: index + 1, column: '', value: String(PLACE_FILE_LIMITS.lines), reason: 'too-many' };
    }
    const cells = cellsOf(raw, separator);
    const cell = (column: Column): string => cells[names.indexOf(column)] ?? '';
    const read = readLine(cell, area);
    const problem = 'reason' in read ? read : seen.has(read.code) ? twice(read.code) : undefined;
    if (problem) return { ...problem, line: index + 1 };
    if ('reason' in read) continue;
    seen.set(read.code, index);
    facts.push(read);
  }
  return facts.length > 0 ? facts : { line: 2, column: '', value: '', reason: 'no-lines' };
}

function twice(code: RegionCode): Unplaced {
  return { column: 'kode', value: code, reason: 'twice' };
}

function cellsOf(line: string, separator: string): string[] {
  return line.split(separator).map((cell) =>
    cell
      .trim()
      .replace(/^"(.*)"$/, '$1')
      .trim(),
  );
}

type Unplaced = Omit<PlaceProblem, 'line'>;

function readLine(cell: (column: Column) => string, area: RegionCode): PlaceNumbers | Unplaced {
  const code = cell('kode');
  if (levelOf(code) === undefined) return { column: 'kode', value: code, reason: 'code' };
  if (!within(code, area)) return { column: 'kode', value: code, reason: 'outside' };
  const people = readCount(cell('penduduk'));
  const poorHouseholds = readCount(cell('keluarga_miskin'));
  const latitude = readDegrees(cell('lintang'), 12);
  const longitude = readDegrees(cell('bujur'), 180);
  if (people === undefined) return { column: 'penduduk', value: cell('penduduk'), reason: 'count' };
  if (poorHouseholds === undefined) {
    return { column: 'keluarga_miskin', value: cell('keluarga_miskin'), reason: 'count' };
  }
  if (people !== null && poorHouseholds !== null && poorHouseholds > people) {
    return { column: 'keluarga_miskin', value: cell('keluarga_miskin'), reason: 'more-poor' };
  }
  if (latitude === undefined) return { column: 'lintang', value: cell('lintang'), reason: 'degrees' };
  if (longitude === undefined) return { column: 'bujur', value: cell('bujur'), reason: 'degrees' };
  if ((latitude === null) !== (longitude === null)) {
    return { column: latitude === null ? 'lintang' : 'bujur', value: '', reason: 'half-point' };
  }
  if (people === null && poorHouseholds === null && latitude === null) {
    return { column: '', value: code, reason: 'nothing' };
  }
  return { code, people, poorHouseholds, latitude, longitude };
}

/** A count as people write it, points between thousands or not; null when empty, undefined when it is none. */
function readCount(text: string): number | null | undefined {
  if (text === '' || text === '-') return null;
  if (!/^(\d{1,8}|\d{1,3}(\.\d{3})+)$/.test(text)) return undefined;
  return Number(text.replaceAll('.', ''));
}

/** Decimal degrees within ± `most`. */
function readDegrees(text: string, most: number): number | null | undefined {
  if (text === '' || text === '-') return null;
  if (!/^-?\d{1,3}([.,]\d{1,10})?$/.test(text)) return undefined;
  const degrees = Math.round(Number(text.replace(',', '.')) * 1_000_000) / 1_000_000;
  return Math.abs(degrees) <= most ? degrees : undefined;
}
