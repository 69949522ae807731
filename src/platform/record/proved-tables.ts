import { ownEntry } from '#kernel/own-entry.ts';
import type { FollowedTable } from './row-statement.ts';

/** A table whose rows the journal can prove. `columns` are proved, in the table's order; `key` tells its rows apart. */
export type ProvedTable = FollowedTable & {
  readonly columns: readonly string[];
  /** Where the key's columns stand among `columns`. */
  readonly keyAt: readonly number[];
  /** The type of each column of the key, as the database names it. */
  readonly keyTypes: readonly string[];
  /** The column that says whose a row is. */
  readonly tenant: string;
};

/** What is not proved: whole tables, and columns of tables that are; each with the reason. */
export type Unproved = {
  readonly tables: Readonly<Record<string, string>>;
  readonly columns: Readonly<Record<string, Readonly<Record<string, string>>>>;
};

export type ProvedTables = ReadonlyMap<string, ProvedTable>;

type Column = {
  readonly table: string;
  readonly column: string;
  readonly type: string;
  readonly in_key: boolean;
};

/** Every table of the database with its columns in their order. */
const CATALOG = `
  select c.relname as "table", a.attname as "column", format_type(a.atttypid, null) as type,
    coalesce(a.attnum = any(i.indkey), false) as in_key
  from pg_class c
  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  left join pg_index i on i.indrelid = c.oid and i.indisprimary
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
  order by c.relname, a.attnum`;

/** Asks the database for its tables: all that belong to a tenant are proved, unless they are listed as not. */
export async function readProvedTables(
  query: (text: string) => Promise<readonly unknown[]>,
  unproved: Unproved,
): Promise<ProvedTables> {
  const found = (await query(CATALOG)) as readonly Column[];
  const tables = new Map<string, ProvedTable>();
  for (const [name, columns] of Map.groupBy(found, (one) => one.table)) {
    const tenant = tenantColumn(name, columns);
    if (tenant !== undefined && !Object.hasOwn(unproved.tables, name)) {
      tables.set(
        name,
        provedTable(name, tenant, columns, Object.keys(ownEntry(unproved.columns, name) ?? {})),
      );
    }
  }
  return tables;
}

/** The table of tenants itself is proved too, each row in its own tenant. */
function tenantColumn(table: string, columns: readonly Column[]): string | undefined {
  if (table === 'tenant') return 'id';
  return columns.some((one) => one.column === 'tenant_id') ? 'tenant_id' : undefined;
}

function provedTable(
  name: string,
  tenant: string,
  all: readonly Column[],
  left: readonly string[],
): ProvedTable {
  const proved = all.filter((one) => one.column !== 'tenant_id' && !left.includes(one.column));
  const key = proved.filter((one) => one.in_key);
  if (key.length === 0) throw new Error(`the rows of ${name} have no key within their tenant`);
  const columns = proved.map((one) => one.column);
  return {
    name,
    tenant,
    columns,
    key: key.map((one) => one.column),
    keyAt: key.map((one) => columns.indexOf(one.column)),
    keyTypes: key.map((one) => one.type),
    row: (alias) =>
      `json_build_array(${proved.map((one) => asText(`"${alias}"."${one.column}"`, one, name)).join(', ')})`,
  };
}

/** Types whose text is the same in every session. */
const PLAIN = new Set([
  'uuid',
  'text',
  'character varying',
  'boolean',
  'smallint',
  'integer',
  'bigint',
  'numeric',
  'json',
  'jsonb',
  'text[]',
  'uuid[]',
  'integer[]',
  'bigint[]',
]);

/** Types that are written by how a session is set: their moment in seconds is not. */
const MOMENTS = new Set(['timestamp with time zone', 'timestamp without time zone', 'date']);

/** A value as text, the same on every database whatever a session's time zone, style of dates or precision. */
function asText(value: string, { column, type }: Column, table: string): string {
  if (PLAIN.has(type)) return `${value}::text`;
  if (MOMENTS.has(type)) return `extract(epoch from ${value})::text`;
  if (type === 'double precision') return `encode(float8send(${value}), 'hex')`;
  if (type === 'bytea') return `encode(${value}, 'hex')`;
  throw new Error(
    `${table}.${column} is of type ${type}, which the record has no text for: add it to proved-tables.ts`,
  );
}

/** By what a row is known in its table: the values of its key, each written so that nothing in it separates. */
export function keyOf(table: ProvedTable, values: readonly (string | null)[]): string {
  return table.keyAt.map((at) => encodeURIComponent(values[at] ?? '')).join('/');
}

export function keyParts(key: string): string[] {
  return key.split('/').map(decodeURIComponent);
}
