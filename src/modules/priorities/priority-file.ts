import { readTable, type TableLine } from '#kernel/readers/table.ts';
import { lengthOf, nameKey, oneLine } from '#kernel/readers/text.ts';
import type { RegionCode } from '#kernel/region.ts';
import type { CatalogueEntry } from '#modules/models/index.ts';
import type { Priority } from './priority.ts';

/** Lines that a list of priorities holds at most, and bytes of its file. */
export const PRIORITY_LIMITS = { lines: 500, bytes: 256 * 1024 } as const;

/** Why a line cannot be kept. `value` is what stands there. */
export type PriorityProblem = {
  readonly line: number;
  readonly column: string;
  readonly value: string;
  readonly reason: 'empty' | 'too-long' | 'twice' | 'place' | 'entry';
};

export type NewPriority = Pick<Priority, 'entry' | 'title' | 'region'>;
export type ReadPriorities =
  | { readonly priorities: readonly NewPriority[] }
  | { readonly problems: readonly PriorityProblem[]; readonly count: number };

const COLUMNS = ['kegiatan', 'prioritas', 'kecamatan'] as const;
const NAMED = 20;
const LONGEST = 200;

/** What the template holds that is offered for download: an entry as the catalogue calls it. */
export function priorityTemplate(example: string): string {
  return [COLUMNS.join(';'), [example, 'Perbaikan ruang kelas di wilayah timur', ''].join(';')]
    .map((line) => `${line}\r\n`)
    .join('');
}

/**
 * Reads priorities from a table as a spreadsheet saves it: which entry of the catalogue (its code or what it is called, at any level),
 * how the city calls the priority, and the kecamatan, left out for all of the area. All lines or none.
 */
export function readPriorities(
  text: string,
  rule: {
    readonly entries: readonly Pick<CatalogueEntry, 'id' | 'label'>[];
    readonly districts: readonly { readonly code: RegionCode; readonly name: string }[];
    readonly area: RegionCode;
  },
): ReadPriorities {
  const table = readTable(text, PRIORITY_LIMITS.lines + 1);
  if ('noTable' in table) {
    return { problems: [{ line: table.line, column: COLUMNS[0], value: '', reason: 'too-long' }], count: 1 };
  }
  const [head, ...lines] = table;
  const at = new Map((head?.cells ?? []).map((cell, i) => [nameKey(cell), i]));
  const missing = (['kegiatan', 'prioritas'] as const).find((column) => !at.has(column));
  if (!head || missing !== undefined || lines.length === 0) {
    const column = missing ?? COLUMNS[0];
    return { problems: [{ line: head?.line ?? 1, column, value: '', reason: 'empty' }], count: 1 };
  }
  const entries = new Map(
    rule.entries.flatMap(({ id, label }) => [
      [nameKey(label.id), id] as const,
      [nameKey(label.en), id] as const,
      [id, id] as const,
    ]),
  );
  const places = new Map(
    rule.districts.flatMap((one) => [[nameKey(one.name), one.code] as const, [one.code, one.code] as const]),
  );
  const cell = (line: TableLine, column: string) => oneLine(line.cells[at.get(column) ?? -1] ?? '');
  const problems: PriorityProblem[] = [];
  const seen = new Set<string>();
  const priorities = lines.map((line): NewPriority => {
    const say = (column: string, reason: PriorityProblem['reason']) =>
      problems.push({ line: line.line, column, value: cell(line, column).slice(0, 40), reason });
    const named = cell(line, 'kegiatan');
    const entry = entries.get(named) ?? entries.get(nameKey(named));
    if (named === '') say('kegiatan', 'empty');
    else if (entry === undefined) say('kegiatan', 'entry');
    const title = cell(line, 'prioritas');
    if (title === '') say('prioritas', 'empty');
    if (lengthOf(title) > LONGEST) say('prioritas', 'too-long');
    const typed = cell(line, 'kecamatan');
    const region =
      typed === ''
        ? rule.area
        : (places.get(nameKey(typed)) ?? places.get(nameKey(typed.replace(/^kec(amatan)?\.? /i, ''))));
    if (region === undefined) say('kecamatan', 'place');
    const key = [entry, region, nameKey(title)].join('/');
    if (seen.has(key)) say('prioritas', 'twice');
    seen.add(key);
    return { entry: entry ?? '', title, region: region ?? rule.area };
  });
  return problems.length > 0
    ? { problems: problems.slice(0, NAMED), count: problems.length }
    : { priorities };
}
