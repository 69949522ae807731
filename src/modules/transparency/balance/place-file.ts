import { boundedWork } from '#kernel/bounded-work.ts';
import { readDegrees, readWhole } from '#kernel/readers/number.ts';
import { readTable } from '#kernel/readers/table.ts';
import { isRefusal } from '#kernel/refusal.ts';
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
    | 'quotes'
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
 * order, as a spreadsheet saves it (`readTable`). Empty cells are not known. The first thing that is wrong refuses the whole file; nothing is guessed.
 */
export function readPlaceFile(text: string, area: RegionCode): PlaceNumbers[] | PlaceProblem {
  const table = readTable(text, PLACE_FILE_LIMITS.lines + 1);
  if ('noTable' in table) {
    return table.noTable === 'too-many'
      ? { line: table.line, column: '', value: String(PLACE_FILE_LIMITS.lines), reason: 'too-many' }
      : { line: table.line, column: '', value: '"', reason: 'quotes' };
  }
  const [head, ...body] = table;
  const names = (head?.cells ?? []).map((name) => name.toLowerCase().replaceAll(' ', '_'));
  if (!names.includes('kode') || !COLUMNS.slice(1).some((name) => names.includes(name))) {
    const value = (head?.cells ?? []).join(' ').slice(0, 60);
    return { line: 1, column: COLUMNS.join(', '), value, reason: 'no-header' };
  }
  const seen = new Set<RegionCode>();
  const facts: PlaceNumbers[] = [];
  for (const { line, cells } of body) {
    const cell = (column: Column): string => cells[names.indexOf(column)] ?? '';
    const read = readLine(cell, area);
    const problem = 'reason' in read ? read : seen.has(read.code) ? twice(read.code) : undefined;
    if (problem) return { ...problem, line };
    if ('reason' in read) continue;
    seen.add(read.code);
    facts.push(read);
  }
  return facts.length > 0 ? facts : { line: 2, column: '', value: '', reason: 'no-lines' };
}

/** `readPlaceFile` for a process of its own. */
export function readPlaces({ text, area }: { readonly text: string; readonly area: RegionCode }) {
  return readPlaceFile(text, area);
}

export const readingPlaces = boundedWork('modules/transparency/balance/place-file.ts', { readPlaces });

function twice(code: RegionCode): Unplaced {
  return { column: 'kode', value: code, reason: 'twice' };
}

type Unplaced = Omit<PlaceProblem, 'line'>;

function readLine(cell: (column: Column) => string, area: RegionCode): PlaceNumbers | Unplaced {
  const code = cell('kode');
  if (levelOf(code) === undefined) return { column: 'kode', value: code, reason: 'code' };
  if (!within(code, area)) return { column: 'kode', value: code, reason: 'outside' };
  const people = countIn(cell('penduduk'));
  const poorHouseholds = countIn(cell('keluarga_miskin'));
  const latitude = degreesIn(cell('lintang'), 12);
  const longitude = degreesIn(cell('bujur'), 180);
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

/** A count as people write it, thousands grouped or not; null when empty, undefined when it is none. */
function countIn(text: string): number | null | undefined {
  if (text === '' || text === '-') return null;
  const count = readWhole(text, 0, 99_999_999);
  return isRefusal(count) ? undefined : count;
}

/** Decimal degrees within ± `most`; null when empty, undefined when they are none. */
function degreesIn(text: string, most: 12 | 180): number | null | undefined {
  if (text === '' || text === '-') return null;
  const degrees = readDegrees(text, 180);
  return isRefusal(degrees) || Math.abs(degrees) > most ? undefined : degrees;
}
