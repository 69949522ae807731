/** Rows as text and back: each as PostgreSQL itself writes a row, so that every value comes back as it was. */
import { createHash, type Hash } from 'node:crypto';
import type { WholeTransaction } from '../database/connection.ts';

/** A table of the database as a backup sees it. */
export type Table = {
  readonly name: string;
  readonly columns: readonly string[];
  /** Whether row-level security stands before it: its rows are read and written tenant by tenant. */
  readonly guarded: boolean;
};

/** A row as text, or the tenant to whom the rows that follow belong. */
export type Line = string | { readonly tenant: string };

/** The tables of a database, such that each comes after those it points to. */
export async function tablesInOrder(at: WholeTransaction): Promise<readonly Table[]> {
  const tables = await at.query<Table>(`
    select c.relname as name, c.relrowsecurity as guarded,
      (select array_agg(a.attname::text order by a.attnum) from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> 'migration'
    order by 1`);
  const points = await at.query<{ from: string; to: string }>(`
    select a.relname as "from", b.relname as "to" from pg_constraint k
    join pg_class a on a.oid = k.conrelid join pg_class b on b.oid = k.confrelid
    where k.contype = 'f' and a.oid <> b.oid`);
  const left = new Map(tables.map((table) => [table.name, table]));
  const ordered: Table[] = [];
  while (left.size > 0) {
    const free = [...left.values()].filter(
      ({ name }) => !points.some((point) => point.from === name && left.has(point.to)),
    );
    if (free.length === 0) throw new Error(`tables point at each other: ${[...left.keys()].join(', ')}`);
    for (const table of free) {
      left.delete(table.name);
      ordered.push(table);
    }
  }
  return ordered;
}

/** Tables of which a row points to another of the same table: written in one statement, in whatever order they come. */
export async function tablesWithinThemselves(at: WholeTransaction): Promise<ReadonlySet<string>> {
  const rows = await at.query<{ name: string }>(`
    select distinct c.relname as name from pg_constraint k join pg_class c on c.oid = k.conrelid
    where k.contype = 'f' and k.confrelid = k.conrelid`);
  return new Set(rows.map((row) => row.name));
}

/** Rows asked for at a time. */
const AT_ONCE = 1000;

/** All rows of a table, a thousand at a time, without holding more of them. */
export async function* linesOf(
  at: WholeTransaction,
  table: Table,
  tenants: readonly string[],
): AsyncGenerator<Line> {
  for (const tenant of table.guarded ? tenants : [undefined]) {
    if (tenant !== undefined) {
      await enter(at, tenant);
      yield { tenant };
    }
    const mine = tenant === undefined ? '' : `where r.tenant_id = '${tenant}'`;
    await at.script(
      `declare backup_rows no scroll cursor for select r::text as row from "${table.name}" r ${mine}`,
    );
    for (;;) {
      const rows = await at.query<{ row: string }>(`fetch ${AT_ONCE} from backup_rows`);
      for (const { row } of rows) yield row;
      if (rows.length < AT_ONCE) break;
    }
    await at.script('close backup_rows');
  }
}

/** Writes rows into their table. */
export async function writeLines(
  at: WholeTransaction,
  table: Table,
  lines: AsyncIterable<Line>,
  together: 'all at once' | 'in parts',
): Promise<void> {
  let rows: string[] = [];
  const write = async () => {
    if (rows.length === 0) return;
    await at.query(`insert into "${table.name}" select r.* from unnest($1::text[]::"${table.name}"[]) r`, [
      rows,
    ]);
    rows = [];
  };
  for await (const line of lines) {
    if (typeof line !== 'string') {
      await write();
      await enter(at, line.tenant);
      continue;
    }
    rows.push(line);
    if (together === 'in parts' && rows.length === AT_ONCE) await write();
  }
  await write();
}

/** As the owner of the tables, whom row-level security binds too. */
async function enter(at: WholeTransaction, tenant: string): Promise<void> {
  if (!/^[0-9a-f-]{36}$/.test(tenant)) throw new Error('no tenant');
  await at.query('select app_enter_tenant($1)', [tenant]);
}

export type Sum = { add(row: string): void; rows(): number; content(): string };

const MODULUS = 1n << 256n;

/** A sum of rows in whatever order they come: the hashes of all of them, added. */
export function sumOfRows(): Sum {
  let total = 0n;
  let rows = 0;
  return {
    add(row) {
      total = (total + BigInt(`0x${createHash('sha256').update(row).digest('hex')}`)) % MODULUS;
      rows += 1;
    },
    rows: () => rows,
    content: () => total.toString(16).padStart(64, '0'),
  };
}

/** A line in a file, and its part in the file's hash. */
export function encode(line: Line, hash: Hash): string {
  // Readers of lines take these two signs for the end of one.
  const safe = JSON.stringify(line).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
  const text = `${safe}\n`;
  hash.update(text);
  return text;
}

export function decode(text: string): Line {
  const line: unknown = JSON.parse(text);
  if (typeof line === 'string') return line;
  if (typeof line === 'object' && line !== null && 'tenant' in line && typeof line.tenant === 'string') {
    return { tenant: line.tenant };
  }
  throw new Error('neither a row nor a tenant');
}

/** Values are written the same whatever the server's and the role's settings are. */
export const SAME_TEXT = `
  set local datestyle = 'ISO, YMD';
  set local intervalstyle = 'postgres';
  set local timezone = 'UTC';
  set local extra_float_digits = 1;
  set local bytea_output = 'hex';`;
