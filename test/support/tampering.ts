/**
 * Alters a city's database as somebody with its own password would, by chance: a value, a row less, a row more. Every
 * table is as good as another, also one that is made tomorrow: rows are made from what the catalogue says of a table.
 */
import { CompiledQuery as Compiled, type CompiledQuery, sql, type Transaction } from 'kysely';
import type { Id } from '#kernel/id.ts';
import { newId } from '#kernel/id.ts';
import { type Fault, type RecordsVerified, UNPROVED, verifyRecords } from '#modules/journal/index.ts';
import type { NoTables } from '#platform/database/connection.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { keyOf, type ProvedTable } from '#platform/record/proved-tables.ts';
import { provedTables } from '#platform/record/read-rows.ts';
import type { Pilar } from '../../src/pilar.ts';
import { spoil } from './database.ts';

/** Repeatable chance: a whole number from 0 up to, not including, `end`. */
export type Chance = (end: number) => number;

type Column = { readonly name: string; readonly type: string; readonly nullable: boolean };

/** A table as it is tampered with: those whose rows marks prove, and those of the journal, which prove themselves. */
export type Target = {
  readonly name: string;
  readonly columns: readonly Column[];
  readonly key: readonly string[];
  readonly tenant: string;
  /** How a row is called in a fault, from the text of its key. */
  readonly proved: ProvedTable | undefined;
  /** Columns that are listed as not proved. */
  readonly free: readonly string[];
};

const JOURNAL = ['journal_entry', 'journal_leaf', 'journal_seal', 'journal_shape'];

async function rowsOf<R>(
  at: Transaction<NoTables>,
  text: string,
  parameters: readonly unknown[] = [],
): Promise<readonly R[]> {
  const query: CompiledQuery<R> = Compiled.raw(text, [...parameters]);
  return (await at.executeQuery<R>(query)).rows;
}

/** Takes from the database what would refuse odd rows: whoever owns it can do so too. It is not handed on to another test. */
export async function dropConstraints(pilar: Pilar): Promise<void> {
  spoil(pilar.database);
  await pilar.database.script(`do $$ declare one record; begin
    for one in select conrelid::regclass as t, conname from pg_constraint
      where connamespace = 'public'::regnamespace and contype in ('c', 'f', 'u', 'x') order by contype = 'u'
    loop execute format('alter table %s drop constraint %I', one.t, one.conname); end loop;
    for one in select indexrelid::regclass as i from pg_index i join pg_class c on c.oid = i.indrelid
      where c.relnamespace = 'public'::regnamespace and indisunique and not indisprimary
    loop execute format('drop index %s', one.i); end loop;
  end $$`);
}

/** Every table that can be tampered with. */
export async function targetsIn(tx: Tx): Promise<Target[]> {
  const proved = await provedTables(tx, UNPROVED);
  const columns = await rowsOf<Column & { table: string; key: boolean }>(
    tx.sql,
    `select c.relname as "table", a.attname as name, format_type(a.atttypid, null) as type, not a.attnotnull as nullable,
       coalesce(a.attnum = any(i.indkey), false) as key
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     left join pg_index i on i.indrelid = c.oid and i.indisprimary
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and a.attgenerated = ''
     order by c.relname, a.attnum`,
  );
  const free: Readonly<Record<string, Readonly<Record<string, string>>>> = UNPROVED.columns;
  return [...Map.groupBy(columns, (one) => one.table)]
    .filter(([name]) => proved.has(name) || JOURNAL.includes(name))
    .map(([name, list]) => {
      const tenant = name === 'tenant' ? 'id' : 'tenant_id';
      return {
        name,
        columns: list,
        key: list.filter((one) => one.key && one.name !== 'tenant_id').map((one) => one.name),
        tenant,
        proved: proved.get(name),
        free: Object.keys(free[name] ?? {}),
      };
    });
}

/** A value of a type, by chance, as an expression. */
function anyValue(type: string, chance: Chance): string {
  const n = chance(2_000_000_000);
  const day = `date '2024-01-01' + ${n % 1000}`;
  const values: Readonly<Record<string, string>> = {
    uuid: `'${newId()}'`,
    text: `'kata ${n}'`,
    boolean: n % 2 === 0 ? 'true' : 'false',
    smallint: String(n % 30_000),
    integer: String(n),
    bigint: String(n),
    numeric: `${n % 90}.${n % 1000}`,
    'double precision': `${n % 1000}.25`,
    date: day,
    'timestamp with time zone': `timestamptz '2025-01-01' + ${n} * interval '1 second'`,
    'text[]': `array['kata ${n}']`,
    'uuid[]': `array['${newId()}']::uuid[]`,
    'integer[]': `array[${n}]`,
    jsonb: `'{"n": ${n}}'`,
    json: `'{"n": ${n}}'`,
  };
  const value = values[type];
  if (value === undefined) throw new Error(`no value by chance for a column of type ${type}`);
  return value;
}

/** A row of a table by chance. */
export function anyRow({ name, columns, tenant }: Target, of: Id, chance: Chance): string {
  const values = columns.map((column) =>
    column.name === tenant ? `'${of}'` : anyValue(column.type, chance),
  );
  return `insert into "${name}" (${columns.map((one) => `"${one.name}"`).join(', ')}) values (${values.join(', ')})`;
}

/** What was tampered with, and how it must be named. */
export type Tampering = {
  readonly what: string;
  readonly table: string;
  /** How the row may be named: a key that was altered has two names. */
  readonly rows: readonly string[];
  /** The column that was altered, where its fault must name it. */
  readonly column?: string;
};

/** The key of a row as faults name it. */
async function nameOf(at: Transaction<NoTables>, target: Target, place: string): Promise<string | undefined> {
  const table = target.proved;
  if (!table) {
    const key = target.key.map((column) => `"${column}"::text`).join(` || '/' || `);
    return (
      await rowsOf<{ key: string }>(at, `select ${key} as key from "${target.name}" where ctid = '${place}'`)
    )[0]?.key;
  }
  const rows = await rowsOf<{ values: (string | null)[] }>(
    at,
    `select ${table.row('t')} as "values" from "${target.name}" t where t.ctid = '${place}'`,
  );
  return rows[0] && keyOf(table, rows[0].values);
}

/** Tampers once by chance; undefined where there was nothing to tamper with. */
export async function tamper(
  at: Transaction<NoTables>,
  target: Target,
  of: Id,
  chance: Chance,
): Promise<Tampering | undefined> {
  const kind = chance(4);
  if (kind === 0) {
    // A city more is a city of its own.
    if (target.name === 'tenant') return undefined;
    const [made] = await rowsOf<{ place: string }>(
      at,
      `${anyRow(target, of, chance)} returning ctid::text as place`,
    );
    const row = made && (await nameOf(at, target, made.place));
    return row === undefined
      ? undefined
      : { what: `a row more in ${target.name}`, table: target.name, rows: [row] };
  }
  const [many] = await rowsOf<{ n: number }>(
    at,
    `select count(*)::int as n from "${target.name}" where "${target.tenant}" = $1`,
    [of],
  );
  if (!many?.n) return undefined;
  const [chosen] = await rowsOf<{ place: string }>(
    at,
    `select ctid::text as place from "${target.name}" where "${target.tenant}" = $1
     order by ${target.key.map((one) => `"${one}"`).join(', ')} offset ${chance(many.n)} limit 1`,
    [of],
  );
  const row = chosen && (await nameOf(at, target, chosen.place));
  if (!chosen || row === undefined) return undefined;
  const where = `where ctid = '${chosen.place}'`;
  if (kind === 1) {
    await rowsOf(at, `delete from "${target.name}" ${where}`);
    return { what: `a row less in ${target.name}`, table: target.name, rows: [row] };
  }
  const altered = target.columns.filter((one) => !target.free.includes(one.name));
  const column = altered[chance(altered.length)];
  if (!column) return undefined;
  const value = column.nullable && chance(4) === 0 ? 'null' : anyValue(column.type, chance);
  const [done] = await rowsOf<{ place: string }>(
    at,
    `update "${target.name}" set "${column.name}" = ${value} ${where} and "${column.name}" is distinct from ${value}
     returning ctid::text as place`,
  );
  if (!done) return undefined;
  const isKey =
    target.key.includes(column.name) || column.name === target.tenant || column.name === 'tenant_id';
  const now = await nameOf(at, target, done.place);
  return {
    what: `${target.name}.${column.name} altered`,
    table: target.name,
    rows: [row, now ?? row],
    ...(isKey ? {} : { column: column.name }),
  };
}

class Undone extends Error {}

/** Does something to the database as its owner, verifies, and undoes it. */
export async function foundAfter<T>(
  pilar: Pilar,
  tenant: Id,
  work: (at: Transaction<NoTables>) => Promise<T>,
): Promise<{ readonly done: T; readonly verified: RecordsVerified; readonly faults: readonly Fault[] }> {
  let found: { done: T; verified: RecordsVerified; faults: readonly Fault[] } | undefined;
  try {
    await pilar.database.sql.transaction().execute(async (at) => {
      const done = await work(at);
      const verified = await verifyRecords(asOwner(at, tenant, pilar));
      found = { done, verified, faults: [...verified.journal.faults, ...verified.faults] };
      throw new Undone();
    });
  } catch (error) {
    if (!(error instanceof Undone)) throw error;
  }
  if (!found) throw new Error('nothing was found out');
  return found;
}

function asOwner(at: Transaction<NoTables>, tenant: Id, pilar: Pilar): Tx {
  return { sql: at, tenant, now: pilar.clock.now(), today: '2026-02-10', written: { take: () => [] } };
}

/** Whether a tampering is among what was found: by its table and row, and by its column where it has one. */
export function isNamed(tampering: Tampering, faults: readonly Fault[]): boolean {
  return faults.some(
    (fault) =>
      fault.table === tampering.table &&
      tampering.rows.includes(fault.row) &&
      (tampering.column === undefined || fault.column === tampering.column),
  );
}

/** Two rows by chance in every table that marks prove, written as the application writes. */
export async function fillTables(pilar: Pilar, tenant: Id, chance: Chance): Promise<readonly Target[]> {
  const targets = await pilar.read(tenant, (tx) => targetsIn(tx));
  for (const target of targets) {
    if (!target.proved || target.name === 'tenant') continue;
    await pilar.read(tenant, async (tx) => {
      // The owner's role: tables that the application only reads have rows too.
      await sql`set local role none`.execute(tx.sql);
      for (let n = 0; n < 2; n += 1) await rowsOf(tx.sql, anyRow(target, tenant, chance));
    });
  }
  return targets;
}
