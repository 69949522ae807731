import { type Refusal, refuse } from '../refusal.ts';
import { inSheet, type SheetPlace } from '../sheet-place.ts';
import { readTable } from './table.ts';
import { nameKey } from './text.ts';

/** A column that an import reads: what its template calls it first, and what else it may be called. */
export type ReadColumn<Key extends string> = {
  readonly key: Key;
  readonly names: readonly [string, ...string[]];
  /** Whether a table may be without it: its cells are empty then. */
  readonly optional?: true;
};

/** A row as it stands in the file, by column, with the place of each cell. */
export type TitledRow<Key extends string> = {
  readonly line: number;
  readonly cells: Readonly<Record<Key, string>>;
  /** Where a cell stands. */
  place(key: Key): SheetPlace;
};

/** Characters of a column's name. */
const LONGEST_NAME = 100;

/** Lines above the names of the columns: what the table is, and whose. */
const MOST_ABOVE = 10;

/**
 * The rows of a table whose columns are told by their names, in any order, whatever columns stand beside them. The names
 * stand on the first of the first lines that has them all; otherwise it is told which is missing. At most `most` rows.
 */
export function readTitledTable<Key extends string>(
  { text, sheet }: { readonly text: string; readonly sheet: string },
  columns: readonly ReadColumn<Key>[],
  most: number,
): readonly TitledRow<Key>[] | Refusal {
  const table = readTable(text, most + MOST_ABOVE + 1);
  if ('noTable' in table) {
    return table.noTable === 'quotes'
      ? inSheet({ sheet, line: table.line, column: '' }, refuse('sheet.quotes'))
      : refuse('input.too-many-lines', undefined, { limit: most });
  }
  const heads = table.slice(0, MOST_ABOVE).map(({ cells }) => columns.map((one) => placeOf(one, cells)));
  const titles = heads.findIndex((places) => missingIn(columns, places) === 0);
  const places = heads[titles];
  if (!places) {
    const best = heads.reduce(
      (most, one) => (missingIn(columns, one) < missingIn(columns, most) ? one : most),
      columns.map(() => -1),
    );
    const missing = columns
      .filter((one, i) => !one.optional && (best[i] ?? -1) < 0)
      .map((one) => one.names[0]);
    return refuse('sheet.columns', undefined, { columns: missing.join(', ') });
  }
  const rows = table.slice(titles + 1);
  if (rows.length > most) return refuse('input.too-many-lines', undefined, { limit: most });
  return rows.map(({ line, cells }) => {
    const found = columns.map(({ key }, i) => [key, cells[places[i] ?? -1] ?? ''] as const);
    return {
      line,
      // Every key of the columns is among them.
      cells: Object.fromEntries(found) as Record<Key, string>,
      place: (key) => ({ sheet, line, column: columns.find((one) => one.key === key)?.names[0] ?? key }),
    };
  });
}

const missingIn = (columns: readonly ReadColumn<string>[], places: readonly number[]) =>
  columns.filter((one, i) => !one.optional && (places[i] ?? -1) < 0).length;

function placeOf({ names }: ReadColumn<string>, cells: readonly string[]): number {
  const wanted = names.map(nameKey);
  return cells.findIndex((cell) =>
    wanted.includes(nameKey(cell.slice(0, LONGEST_NAME).replace(/\(.*\)$/, ''))),
  );
}
