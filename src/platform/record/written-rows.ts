import {
  type AbortableOperationOptions,
  CompiledQuery,
  type DatabaseConnection,
  type QueryResult,
  type Transaction,
} from 'kysely';
import { ownEntry } from '#kernel/own-entry.ts';
import type { NoTables } from '../database/connection.ts';
import {
  keyOf,
  type ProvedTable,
  type ProvedTables,
  readProvedTables,
  type Unproved,
} from './proved-tables.ts';
import { type FollowedStatement, followStatement } from './row-statement.ts';

/** The last state of a row that a transaction wrote; no values where it was deleted. */
export type WrittenRow = {
  readonly table: ProvedTable;
  readonly key: string;
  readonly values: readonly (string | null)[] | undefined;
};

/** What a transaction wrote to tables whose rows are proved. */
export type WrittenRows = {
  /** The rows written since this was last asked, each once; a row that was written again comes again. */
  take(): readonly WrittenRow[];
};

/** Carries out the work of a transaction and sees the rows it writes. What it wrote must be taken by its end. */
export type Recording = <T>(
  sql: Transaction<NoTables>,
  work: (written: WrittenRows) => Promise<T>,
) => Promise<T>;

/** Statements of a process are few; those with a list of values of every length are forgotten again. */
const REMEMBERED = 3000;
const SHORT = 10_000;

/** Sees what transactions write to the tables that are proved; for one database, whose tables it asks once. */
export function recordRows(unproved: Unproved): Recording {
  let tables: ProvedTables | undefined;
  const followed = new Map<string, FollowedStatement | null>();

  function follow(text: string, known: ProvedTables): FollowedStatement | null {
    const before = followed.get(text);
    if (before !== undefined) return before;
    const now = followStatement(text, known) ?? null;
    if (followed.size >= REMEMBERED) followed.clear();
    if (text.length < SHORT) followed.set(text, now);
    return now;
  }

  return (sql, work) =>
    onConnection(sql, async (connection) => {
      const rows = new Map<string, WrittenRow>();
      const own = Object.getOwnPropertyDescriptor(connection, 'executeQuery');
      const execute = connection.executeQuery.bind(connection);
      connection.executeQuery = async <R>(
        query: CompiledQuery,
        options?: AbortableOperationOptions,
      ): Promise<QueryResult<R>> => {
        if (!mayWrite(query.sql)) return execute<R>(query, options);
        tables ??= await readProvedTables(
          async (text) => (await execute(CompiledQuery.raw(text))).rows,
          unproved,
        );
        const statement = follow(query.sql, tables);
        if (!statement) return execute<R>(query, options);
        const result = await execute<R>({ ...query, sql: statement.text }, options);
        return keepRows(result, statement, tables, rows);
      };
      try {
        const done = await work({
          take: () => {
            const taken = [...rows.values()];
            rows.clear();
            return taken;
          },
        });
        if (rows.size > 0) throw new Error('a transaction ended whose rows nobody bound to the journal');
        return done;
      } finally {
        if (own) Object.defineProperty(connection, 'executeQuery', own);
        else Reflect.deleteProperty(connection, 'executeQuery');
      }
    });
}

/** The connection of a transaction, which is its own until it ends. */
async function onConnection<T>(
  sql: Transaction<NoTables>,
  work: (connection: DatabaseConnection) => Promise<T>,
): Promise<T> {
  const connection = await sql.getExecutor().provideConnection(async (one) => one);
  return work(connection);
}

function mayWrite(text: string): boolean {
  return !/^\s*(select|set)\b/i.test(text);
}

/** Takes the rows out of an answer, which is left as it would have been without them. */
function keepRows<R>(
  result: QueryResult<R>,
  statement: FollowedStatement,
  tables: ProvedTables,
  rows: Map<string, WrittenRow>,
): QueryResult<R> {
  const answered = result.rows as Record<string, unknown>[];
  for (const { table: name, how, column, many } of statement.writes) {
    const table = tables.get(name);
    if (!table) continue;
    if (many && answered.length === 0) {
      throw new Error(
        `what was written to ${name} is not known: the statement that wrote it changed nothing else`,
      );
    }
    const held = answered.map((row) => ownEntry(row, column));
    for (const values of (many ? held[0] : held) as (readonly (string | null)[])[]) {
      const key = keyOf(table, values);
      const place = `${name} ${key}`;
      // Again at the end: whoever binds them binds the newest.
      rows.delete(place);
      rows.set(place, { table, key, values: how === 'deleted' ? undefined : values });
    }
  }
  for (const row of answered) {
    for (const { column } of statement.writes) Reflect.deleteProperty(row, column);
  }
  const empty = answered.length > 0 && Object.keys(answered[0] ?? {}).length === 0;
  return empty ? { ...result, rows: [] } : result;
}
