import { CompiledQuery } from 'kysely';
import type { Tx } from '../database/tenant-transaction.ts';
import {
  keyOf,
  keyParts,
  type ProvedTable,
  type ProvedTables,
  readProvedTables,
  type Unproved,
} from './proved-tables.ts';

/** A row as it stands, its proved columns as text. */
export type StandingRow = { readonly key: string; readonly values: readonly (string | null)[] };

/** The tables whose rows are proved, as the database has them now. */
export function provedTables(tx: Tx, unproved: Unproved): Promise<ProvedTables> {
  return readProvedTables(
    async (text) => (await tx.sql.executeQuery(CompiledQuery.raw(text))).rows,
    unproved,
  );
}

/** All rows of a table that belong to the tenant, in the order of their key, some at a time. */
export async function* rowsOf(
  tx: Tx,
  table: ProvedTable,
  atOnce = 2000,
): AsyncGenerator<readonly StandingRow[]> {
  const keys = table.key.map((column) => `t."${column}"`);
  const select = `select ${table.row('t')} as "values", json_build_array(${keys.map((key) => `${key}::text`).join(', ')}) as place
    from "${table.name}" t where t."${table.tenant}" = $1`;
  const after = `and (${keys.join(', ')}) > (${table.keyTypes.map((type, i) => `$${i + 2}::${type}`).join(', ')})`;
  const order = `order by ${keys.join(', ')} limit ${atOnce}`;
  let place: readonly string[] = [];
  for (;;) {
    const { rows } = await tx.sql.executeQuery<{
      values: readonly (string | null)[];
      place: readonly string[];
    }>(CompiledQuery.raw(`${select} ${place.length > 0 ? after : ''} ${order}`, [tx.tenant, ...place]));
    if (rows.length === 0) return;
    yield rows.map(({ values }) => ({ key: keyOf(table, values), values }));
    place = rows.at(-1)?.place ?? [];
    if (rows.length < atOnce) return;
  }
}

/** The rows of a table with certain keys, those that are there. */
export async function rowsByKey(
  tx: Tx,
  table: ProvedTable,
  keys: readonly string[],
): Promise<readonly StandingRow[]> {
  const parts = keys.map(keyParts);
  const lists = table.key.map((_, i) => parts.map((part) => part[i] ?? ''));
  const names = table.key.map((_, i) => `k${i}`);
  const same = table.key.map(
    (column, i) => `t."${column}" = ${fromText(`k.k${i}`, table.keyTypes[i] ?? 'text')}`,
  );
  const { rows } = await tx.sql.executeQuery<{ values: readonly (string | null)[] }>(
    CompiledQuery.raw(
      `select ${table.row('t')} as "values" from "${table.name}" t
       join unnest(${lists.map((_, i) => `$${i + 2}::text[]`).join(', ')}) as k (${names.join(', ')}) on ${same.join(' and ')}
       where t."${table.tenant}" = $1`,
      [tx.tenant, ...lists],
    ),
  );
  return rows.map(({ values }) => ({ key: keyOf(table, values), values }));
}

/** A column of a key from the text that marks know it by. */
function fromText(value: string, type: string): string {
  if (type === 'date') return `date '1970-01-01' + (${value}::numeric / 86400)::int`;
  if (type.startsWith('timestamp'))
    return `'epoch'::${type} + ${value}::numeric::float8 * interval '1 second'`;
  return `${value}::${type}`;
}

/** How many rows of a table the tenant has. */
export async function countRows(tx: Tx, table: ProvedTable): Promise<number> {
  const { rows } = await tx.sql.executeQuery<{ rows: number }>(
    CompiledQuery.raw(`select count(*)::int as "rows" from "${table.name}" where "${table.tenant}" = $1`, [
      tx.tenant,
    ]),
  );
  return rows[0]?.rows ?? 0;
}
