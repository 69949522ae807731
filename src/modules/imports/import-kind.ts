import type { Actor, Mandate, TokenScope } from '#kernel/actor.ts';
import { type CsvCell, withoutGuard } from '#kernel/csv.ts';
import type { Id } from '#kernel/id.ts';
import { ownEntry } from '#kernel/own-entry.ts';
import { type ReadColumn, readTitledTable, type TitledRow } from '#kernel/readers/titled-table.ts';
import { isRefusal, type Refusal, refuse } from '#kernel/refusal.ts';
import { inSheet } from '#kernel/sheet-place.ts';
import type { ColumnKind } from '#kernel/table-column.ts';
import type { Tenant, Tx } from '#platform/database/tenant-transaction.ts';
import type { RowOutcome } from './import-job.ts';

/** A table as it was handed in. */
export type ImportFile = { readonly text: string; readonly sheet: string };

/** A column of an import: what it is called in the template, what else it may be called, and what stands in it there. */
export type ImportColumn = ReadColumn<string> & {
  readonly type: ColumnKind;
  /** What the one row of the template has here. */
  readonly example: string | number | bigint;
};

/** What is taken over at once: mostly one row; a proposal has a row for each line of its costs. */
export type ImportItem = readonly [TitledRow<string>, ...TitledRow<string>[]];

/** What a check found of an item: why it cannot be taken over, each reason with its place; or what comes of it, and how it is saved. */
export type CheckedItem =
  | { readonly issues: readonly Refusal[] }
  | {
      readonly outcome: RowOutcome /** Answers a refusal, with nothing saved, where only saving shows it. */;
      readonly save: (tx: Tx) => Promise<Refusal | undefined>;
    };

/**
 * An import as it can be carried out by somebody now: what the rows are compared with was read, so that `check` asks nobody.
 * It remembers the items before, so that a row may build on one above it and none comes twice.
 */
export type ImportPlan = {
  /** The mandate by which the whole is taken over; a row may need another. */
  readonly by: Mandate;
  check(item: ImportItem): CheckedItem;
};

/** What rows are handed in for: the city, or a forum or programme of it. */
export type ImportAbout = { readonly tenant: Tenant; readonly id: Id | null };

export type ImportKind = {
  readonly scope: TokenScope;
  /** What is taken over of a file at most. */
  readonly most: number;
  /** Rows of the table at most. */
  readonly mostRows: number;
  readonly columns: readonly ImportColumn[];
  /** Whether a row goes on with the item above it. */
  readonly goesOn?: (row: TitledRow<string>) => boolean;
  /** What `items` are compared with is read: without any it is asked whether somebody may at all. */
  plan(tx: Tx, actor: Actor, about: ImportAbout, items: readonly ImportItem[]): Promise<ImportPlan | Refusal>;
  /** What stands now, as rows of the columns: to be changed and taken over again. A part at a time, behind the one before. */
  present(tx: Tx, actor: Actor, about: ImportAbout, after: string | undefined): Promise<PresentPart>;
};

/** Rows that stand, and where the next part begins; without it there is none. */
export type PresentPart = {
  readonly rows: readonly (readonly CsvCell[])[];
  readonly next?: string | undefined;
};

/** Things that are looked at for one part of what stands. */
export const PRESENT_AT_ONCE = 500;

/** Where the part behind some things begins: behind the last of them, where there were as many as were asked for. */
export function nextBehind<T>(found: readonly T[], place: (last: T) => string): string | undefined {
  const last = found.at(-1);
  return last === undefined || found.length < PRESENT_AT_ONCE ? undefined : place(last);
}

/** What the example of a template begins with: such a row is never taken over. */
export const EXAMPLE_MARK = 'Contoh:';

/** The items of a file, or why it is no table of this kind. */
export function itemsIn(
  kind: Pick<ImportKind, 'columns' | 'most' | 'mostRows' | 'goesOn'>,
  file: ImportFile,
): readonly ImportItem[] | Refusal {
  const table = readTitledTable(file, kind.columns, kind.mostRows);
  if (isRefusal(table)) return table;
  const rows = file.sheet === '' ? table.map(unguarded) : table;
  const items: [TitledRow<string>, ...TitledRow<string>[]][] = [];
  const [first] = kind.columns;
  for (const row of rows) {
    if (first && cellOf(row, first.key).startsWith(EXAMPLE_MARK)) continue;
    const above = items.at(-1);
    if (above && kind.goesOn?.(row)) above.push(row);
    else items.push([row]);
  }
  if (items.length === 0) return refuse('input.no-lines');
  return items.length > kind.most ? refuse('input.too-many-lines', undefined, { limit: kind.most }) : items;
}

/** Pilar's own files of text have an apostrophe before what a spreadsheet would take for a formula. */
function unguarded(row: TitledRow<string>): TitledRow<string> {
  const cells = Object.entries(row.cells).map(([key, cell]) => [key, withoutGuard(cell)]);
  return { ...row, cells: Object.fromEntries(cells) };
}

/** What stands in a cell; nothing where the table has no such column. */
export function cellOf(row: TitledRow<string>, key: string): string {
  return ownEntry(row.cells, key) ?? '';
}

/** A refusal at the cell of a row. */
export function atCell(row: TitledRow<string>, key: string, refusal: Refusal): Refusal {
  return inSheet(row.place(key), refusal);
}

/** Reads cells of a row: the values, or why each that cannot stand does not, at its place. */
export function readCells<T extends Record<string, unknown>>(
  row: TitledRow<string>,
  read: T,
): { [K in keyof T]: Exclude<T[K], Refusal> } | readonly Refusal[] {
  const issues = Object.entries(read).flatMap(([key, value]) =>
    isRefusal(value) ? [atCell(row, key, value)] : [],
  );
  // Every refusal was taken out above, so what is left has the narrowed type.
  return issues.length > 0 ? issues : (read as { [K in keyof T]: Exclude<T[K], Refusal> });
}

export function areIssues(read: object): read is readonly Refusal[] {
  return Array.isArray(read);
}
