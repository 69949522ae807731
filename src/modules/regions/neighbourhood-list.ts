import type { Problem, Read } from '#analysis/located-text.ts';
import { readWhole } from '#kernel/readers/number.ts';
import { readTable } from '#kernel/readers/table.ts';
import { isRefusal } from '#kernel/refusal.ts';
import type { RegionCode } from '#kernel/region.ts';

/** An RW as a city's list has it. */
export type NeighbourhoodEntry = {
  readonly code: RegionCode;
  readonly village: RegionCode;
  readonly name: string;
  readonly rtCount: number;
};

/** More RW than any city has. */
const MOST_LINES = 100_000;

const HEADER = ['kelurahan', 'rw', 'rt'];

/**
 * Reads a city's RW from CSV as a spreadsheet saves it (comma, semicolon or tab): `kelurahan,rw,rt`, that is the
 * village's official code, the RW's number (1 to 999) and how many RT it has (1 to 40). `villages` are the codes of the
 * city. Answers the RW, or every problem by line.
 */
export function readNeighbourhoodList(
  text: string,
  villages: ReadonlySet<RegionCode>,
): Read<NeighbourhoodEntry[]> {
  const problems: Problem[] = [];
  const wrong = (line: number, path: string, id: string, en: string) => {
    problems.push({ line, path, reason: { id, en } });
  };
  const rows = readTable(text, MOST_LINES);
  if ('noTable' in rows) {
    if (rows.noTable === 'quotes')
      wrong(rows.line, '', 'tanda kutipnya tidak ditutup', 'a quote is not closed');
    else wrong(rows.line, '', `paling banyak ${MOST_LINES} baris`, `at most ${MOST_LINES} lines`);
    return { ok: false, problems };
  }
  const [head, ...body] = rows;
  if (head?.cells.slice(0, 3).join().toLowerCase() !== HEADER.join()) {
    wrong(
      head?.line ?? 1,
      '',
      'baris pertama harus kelurahan,rw,rt',
      'the first line must be kelurahan,rw,rt',
    );
    return { ok: false, problems };
  }
  const seen = new Map<RegionCode, number>();
  const list = body.map(({ line, cells: [village = '', rw = '', rt = ''] }): NeighbourhoodEntry => {
    if (!villages.has(village)) {
      wrong(
        line,
        'kelurahan',
        `kelurahan "${village}" tidak ada di kota ini`,
        `this city has no village "${village}"`,
      );
    }
    const number = wholeNumber(rw, 999);
    if (number === undefined) {
      wrong(line, 'rw', `nomor RW 1 sampai 999, bukan "${rw}"`, `an RW's number is 1 to 999, not "${rw}"`);
    }
    const rtCount = wholeNumber(rt, 40);
    if (rtCount === undefined) {
      wrong(line, 'rt', `banyaknya RT 1 sampai 40, bukan "${rt}"`, `an RW has 1 to 40 RT, not "${rt}"`);
    }
    const code = `${village}.${String(number ?? 0).padStart(3, '0')}`;
    const first = seen.get(code);
    if (first !== undefined && number !== undefined) {
      wrong(line, 'rw', `RW ini sudah ada di baris ${first}`, `this RW stands on line ${first} already`);
    }
    seen.set(code, line);
    return { code, village, name: neighbourhoodName(number ?? 0), rtCount: rtCount ?? 1 };
  });
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: list };
}

/** `RW 07`. */
export function neighbourhoodName(number: number): string {
  return `RW ${String(number).padStart(2, '0')}`;
}

function wholeNumber(text: string, most: number): number | undefined {
  const number = readWhole(text, 1, most);
  return isRefusal(number) ? undefined : number;
}
