import type { Id } from '#kernel/id.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { ProvedTable } from '#platform/record/proved-tables.ts';
import { provedTables, rowsByKey, rowsOf, type StandingRow } from '#platform/record/read-rows.ts';
import type { Fault } from './fault.ts';
import { allShapes, marksOf } from './journal.store.ts';
import { alteredColumns, digestOf, type Mark, readMarks, shapeOf } from './marks.ts';
import { UNPROVED } from './unproved.ts';
import { type ChainState, MOST_FAULTS, type Verification, verifyJournal } from './verify-journal.service.ts';

/** What was compared, and what is not as the journal says. */
export type RecordsVerified = {
  readonly journal: Verification;
  /** Rows compared, by table. */
  readonly rows: Readonly<Record<string, number>>;
  readonly faults: readonly Fault[];
};

/** What is known of a row from the newest entry that wrote it. */
type Newest = {
  readonly entry: { readonly id: Id; readonly salt: string };
  readonly order: number;
  readonly shape: string;
  /** Undefined for a row that was deleted. */
  readonly digest: string | undefined;
};

export type RecordsOptions = {
  /** Looks only at what came since: the seals after these, and the rows that their entries wrote. */
  readonly since?: ChainState | undefined;
  readonly onProgress?: (what: string, done: number) => void;
};

/**
 * Compares the records of a tenant with its journal, row by row: every row must be as the newest entry that wrote it
 * says, every row that an entry wrote must be there, and none that no entry knows. Wants one moment of the database
 * (`Patience` long).
 */
export async function verifyRecords(tx: Tx, options: RecordsOptions = {}): Promise<RecordsVerified> {
  const newest = new Map<string, Map<string, Newest>>();
  const named = new Map<string, string>();
  const journal = await verifyJournal(tx, {
    from: options.since,
    onMarks: ({ id, salt, marks }) => {
      const entry = { id, salt };
      for (const mark of marks.rows) {
        keepNewest(newest, entry, marks.order, mark);
        named.set(mark.shape, mark.table);
      }
    },
    onProgress: (entries) => options.onProgress?.('journal_entry', entries),
  });
  const shapes = await readShapes(tx, named, options);
  const faults: Fault[] = [...shapes.faults];
  const rows = new Map<string, number>();
  const tables = await provedTables(tx, UNPROVED);
  for (const table of tables.values()) {
    // A shape that was altered is told once, not for every row: the table's own columns stand for it.
    const now = shapeOf(table.name, table.columns);
    if (!shapes.columns.has(now)) shapes.columns.set(now, table.columns);
    const known = newest.get(table.name) ?? new Map<string, Newest>();
    newest.delete(table.name);
    let compared = 0;
    const found: Fault[] = [];
    for await (const some of options.since ? rowsInMarks(tx, table, known) : rowsOf(tx, table)) {
      for (const row of some) {
        const mark = known.get(row.key);
        known.delete(row.key);
        if (found.length < MOST_FAULTS)
          found.push(...(await faultsInRow(tx, table, row, mark, shapes.columns)));
      }
      compared += some.length;
      options.onProgress?.(table.name, compared);
    }
    for (const [key, mark] of known) {
      if (mark.digest === undefined) continue;
      found.push({ table: table.name, row: key, says: `it is gone; entry ${mark.entry.id} wrote it last` });
    }
    if (compared > 0) rows.set(table.name, compared);
    faults.push(...found.slice(0, MOST_FAULTS));
  }
  // Marks of a table that is gone.
  for (const [table, known] of newest) {
    if (Object.hasOwn(UNPROVED.tables, table)) continue;
    const [left] = [...known].filter(([, mark]) => mark.digest !== undefined);
    if (left) faults.push({ table, row: left[0], says: 'the whole table is gone' });
  }
  return { journal, rows: Object.fromEntries(rows), faults };
}

function keepNewest(
  newest: Map<string, Map<string, Newest>>,
  entry: Newest['entry'],
  order: number,
  { table, key, shape, digest }: Mark,
): void {
  const rows = newest.get(table) ?? new Map<string, Newest>();
  newest.set(table, rows);
  const before = rows.get(key);
  if (!before || before.order < order) rows.set(key, { entry, order, shape, digest });
}

/** The rows of a table that the marks name, as they stand now. */
async function* rowsInMarks(
  tx: Tx,
  table: ProvedTable,
  known: ReadonlyMap<string, Newest>,
): AsyncGenerator<readonly StandingRow[]> {
  const keys = [...known.keys()];
  for (let at = 0; at < keys.length; at += 1000) yield rowsByKey(tx, table, keys.slice(at, at + 1000));
}

/** The columns that each shape stands for, and what is wrong with those kept, compared with those that marks name. */
async function readShapes(
  tx: Tx,
  named: ReadonlyMap<string, string>,
  options: RecordsOptions,
): Promise<{ columns: Map<string, readonly string[]>; faults: Fault[] }> {
  const faults: Fault[] = [];
  const columns = new Map<string, readonly string[]>();
  const say = (row: string, says: string, column?: string) =>
    faults.push({ table: 'journal_shape', row, ...(column ? { column } : {}), says });
  const kept = new Set<string>();
  for (const { table, shape, columns: list } of await allShapes(tx)) {
    kept.add(shape);
    if (shapeOf(table, list) === shape) columns.set(shape, list);
    else
      say(
        shape,
        'it is no longer the hash of its columns',
        named.get(shape) === table ? 'columns' : 'table_name',
      );
    if (!options.since && !named.has(shape)) say(shape, 'no entry of the journal names it');
  }
  for (const shape of named.keys()) if (!kept.has(shape)) say(shape, 'it is gone');
  return { columns, faults };
}

async function faultsInRow(
  tx: Tx,
  table: ProvedTable,
  row: StandingRow,
  mark: Newest | undefined,
  shapes: ReadonlyMap<string, readonly string[]>,
): Promise<readonly Fault[]> {
  const fault = (says: string, column?: string): Fault => ({
    table: table.name,
    row: row.key,
    ...(column === undefined ? {} : { column }),
    says,
  });
  if (!mark) return [fault('no entry of the journal wrote it')];
  if (mark.digest === undefined) return [fault(`entry ${mark.entry.id} deleted it`)];
  const columns = shapes.get(mark.shape);
  if (!columns)
    return [fault(`entry ${mark.entry.id} names columns that journal_shape does not have (${mark.shape})`)];
  const sameShape =
    columns.length === table.columns.length && columns.every((one, i) => one === table.columns[i]);
  const values = sameShape
    ? row.values
    : columns.map((one) => row.values[table.columns.indexOf(one)] ?? null);
  const marked = { table: table.name, key: row.key, columns, values };
  const gone = columns.filter((one) => !table.columns.includes(one));
  if (gone.length === 0 && digestOf(mark.entry.salt, marked) === mark.digest) return [];
  const altered = (await signsDiffer(tx, mark, marked)).filter((one) => !gone.includes(one));
  if (gone.length > 0 && altered.length === 0) return [];
  const says = `it is not as entry ${mark.entry.id} wrote it`;
  return altered.length === 0 ? [fault(says)] : altered.map((column) => fault(says, column));
}

/** The columns of a row that differ from the signs that its newest entry keeps of them. */
async function signsDiffer(
  tx: Tx,
  { entry, order }: Newest,
  row: Parameters<typeof alteredColumns>[2],
): Promise<string[]> {
  const stored = await marksOf(tx, entry.id);
  const marks = stored && readMarks(stored.marks);
  const mark = marks?.rows.find((one) => one.table === row.table && one.key === row.key);
  return mark && marks?.order === order ? alteredColumns(entry.salt, mark, row) : [];
}
