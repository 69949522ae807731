import { readTable, type TableLine } from '#kernel/readers/table.ts';
import { lengthOf, nameKey, oneLine } from '#kernel/readers/text.ts';
import type { RegionCode } from '#kernel/region.ts';
import type { LineProblem, RegisterEntry } from './register.ts';

/** Lines that a register holds at most, and bytes of its file. */
export const REGISTER_LIMITS = { lines: 50_000, bytes: 4 * 1024 * 1024 } as const;

/** So many broken lines are named; the rest is counted. */
export const NAMED_PROBLEMS = 20;

/** What a file says, or every line that cannot stand. */
export type ReadRegister =
  | { readonly entries: readonly Omit<RegisterEntry, 'id'>[] }
  | { readonly problems: readonly LineProblem[]; readonly count: number };

/** The columns beside the number, in the order of the template. */
const COLUMNS = ['nama', 'sektor', 'kecamatan', 'alamat'] as const;

/** What the template holds that is offered for download. `number` is what the model calls the number. */
export function registerTemplate(number: string, length: number): string {
  const example = '1234567890123456'.slice(0, length);
  return [
    [number, ...COLUMNS].join(';'),
    [example, 'PT Contoh Makmur', 'Perdagangan', 'Mandalajati', 'Jalan Melati 1'].join(';'),
  ]
    .map((line) => `${line}\r\n`)
    .join('');
}

/**
 * Reads a register from a table as a spreadsheet saves it: a line with the names of its columns, then one for each
 * institution. A number has `length` figures, whatever stands between them, and stands once; a kecamatan is named as in the official
 * list or by its code, or left out. All lines or none.
 */
export function readRegister(
  text: string,
  rule: {
    readonly number: string;
    readonly length: number;
    readonly districts: readonly { readonly code: RegionCode; readonly name: string }[];
    readonly area: RegionCode;
  },
): ReadRegister {
  const table = readTable(text, REGISTER_LIMITS.lines + 1);
  if ('noTable' in table) {
    return { problems: [{ line: table.line, column: rule.number, value: '', reason: 'too-long' }], count: 1 };
  }
  const [head, ...lines] = table;
  const at = new Map((head?.cells ?? []).map((cell, i) => [nameKey(cell), i]));
  const missing = [rule.number, 'nama'].find((column) => !at.has(nameKey(column)));
  if (!head || missing !== undefined || lines.length === 0) {
    const column = missing ?? rule.number;
    return { problems: [{ line: head?.line ?? 1, column, value: '', reason: 'empty' }], count: 1 };
  }
  const places = new Map(
    rule.districts.flatMap((one) => [[nameKey(one.name), one.code] as const, [one.code, one.code] as const]),
  );
  const cell = (line: TableLine, column: string) => oneLine(line.cells[at.get(nameKey(column)) ?? -1] ?? '');
  const seen = new Map<string, number>();
  const problems: LineProblem[] = [];
  const entries: Omit<RegisterEntry, 'id'>[] = [];
  for (const line of lines) {
    const say = (column: string, reason: LineProblem['reason']) =>
      problems.push({ line: line.line, column, value: cell(line, column).slice(0, 40), reason });
    const number = cell(line, rule.number).replaceAll(/[\s.-]/g, '');
    if (number.length !== rule.length || !/^\d+$/.test(number)) say(rule.number, 'digits');
    else if (seen.has(number)) say(rule.number, 'twice');
    seen.set(number, line.line);
    const name = cell(line, 'nama');
    if (name === '') say('nama', 'empty');
    for (const [column, most] of Object.entries(LONGEST))
      if (lengthOf(cell(line, column)) > most) say(column, 'too-long');
    const typed = cell(line, 'kecamatan');
    const region =
      typed === ''
        ? rule.area
        : (places.get(nameKey(typed)) ?? places.get(nameKey(typed.replace(/^kec(amatan)?\.? /i, ''))));
    if (region === undefined) say('kecamatan', 'place');
    entries.push({
      number,
      name,
      sector: cell(line, 'sektor'),
      region: region ?? rule.area,
      address: cell(line, 'alamat'),
    });
  }
  return problems.length > 0
    ? { problems: problems.slice(0, NAMED_PROBLEMS), count: problems.length }
    : { entries };
}

const LONGEST: Readonly<Record<string, number>> = { nama: 160, sektor: 80, alamat: 200 };
