/** Whether rows are in the database what the code believes them to be: names, types of values, and what can be null. */
import ts from 'typescript';
import type { WholeTransaction } from '#platform/database/connection.ts';
import { type Catalogue, nullness } from './nullness.ts';
import type { BelievedColumn, BelievedTable, Statement } from './statements.ts';

/** A column as the database says it is. */
type TrueColumn = {
  readonly name: string;
  readonly type: string;
  readonly nullable: boolean;
  /** The words that a check allows in it; undefined where it has none. */
  readonly words: readonly string[] | undefined;
};

type Believed = 'string' | 'number' | 'bigint' | 'boolean' | 'Date' | 'Uint8Array' | 'object' | 'anything';

/** What a value of each type of the database is for us: the same from PGlite and from PostgreSQL. */
const VALUES: Readonly<Record<string, Believed>> = {
  uuid: 'string',
  text: 'string',
  name: 'string',
  'character varying': 'string',
  character: 'string',
  numeric: 'string',
  date: 'string',
  smallint: 'number',
  integer: 'number',
  'double precision': 'number',
  real: 'number',
  bigint: 'bigint',
  boolean: 'boolean',
  'timestamp with time zone': 'Date',
  bytea: 'Uint8Array',
  jsonb: 'object',
  json: 'object',
};

/** What of these statements and tables the database does not know as the code believes: a line for each, with its place. */
export async function disbeliefs(
  at: WholeTransaction,
  types: ts.TypeChecker,
  { statements, tables }: { statements: readonly Statement[]; tables: readonly BelievedTable[] },
): Promise<string[]> {
  const catalogue = await readCatalogue(at);
  const found: string[] = [];
  for (const statement of statements) {
    for (const variant of statement.variants) {
      const answered = await columnsAnswered(at, catalogue, variant);
      const wrong =
        typeof answered === 'string'
          ? [answered]
          : statement.row && wrongColumns(types, statement.row, answered, 'the row that is answered');
      for (const one of wrong ?? []) found.push(`${statement.site} ${one}`);
    }
  }
  for (const table of tables) {
    const columns = await columnsOfTable(at, catalogue, table.name);
    for (const one of wrongColumns(types, table.columns, columns, `table ${table.name}`)) {
      found.push(`${table.site} ${one}`);
    }
  }
  return [...new Set(found)];
}

function wrongColumns(
  types: ts.TypeChecker,
  believed: readonly BelievedColumn[],
  there: readonly TrueColumn[],
  where: string,
): string[] {
  const wrong: string[] = [];
  for (const column of there) {
    const belief = believed.find((one) => one.name === column.name);
    if (!belief) {
      wrong.push(`"${column.name}" is in ${where}, its type does not name it`);
      continue;
    }
    const type = selected(types, belief.type);
    const can = kindsOf(types, type);
    const is = kindInDatabase(column.type);
    const says = types.typeToString(belief.type);
    if (!can.every((one) => one === is || one === 'anything')) {
      wrong.push(`"${column.name}" is ${column.type} (${is}), its type says ${says}`);
    }
    const missing = (column.words ?? []).find((word) => !allows(type, word));
    if (missing !== undefined) wrong.push(`"${column.name}" can be '${missing}', its type says ${says}`);
    if (column.nullable && !mayBeNull(type)) {
      wrong.push(`"${column.name}" can be null, its type says ${says}`);
    }
  }
  for (const belief of believed) {
    if (!belief.optional && !there.some((column) => column.name === belief.name)) {
      wrong.push(`"${belief.name}" is not in ${where}`);
    }
  }
  return wrong;
}

/** What is read of a column that Kysely is told to write otherwise. */
function selected(types: ts.TypeChecker, type: ts.Type): ts.Type {
  const reading = type.getProperty('__select__');
  return reading ? types.getTypeOfSymbol(reading) : type;
}

const parts = (type: ts.Type) => (type.isUnion() ? type.types : [type]);

const mayBeNull = (type: ts.Type) =>
  parts(type).some((one) => (one.flags & (ts.TypeFlags.Null | ts.TypeFlags.Unknown)) !== 0);

/** Whether a type of texts allows a word: all do but those that list their words. */
function allows(type: ts.Type, word: string): boolean {
  const listed = parts(type).filter((one) => one.isStringLiteral());
  const others = parts(type).some(
    (one) => (one.flags & ts.TypeFlags.StringLike) !== 0 && !one.isStringLiteral(),
  );
  return listed.length === 0 || others || listed.some((one) => one.isStringLiteral() && one.value === word);
}

/** The kinds of values that a type allows, `null` left out; of a list `kind[]`. */
function kindsOf(types: ts.TypeChecker, type: ts.Type): string[] {
  return parts(type)
    .filter((one) => (one.flags & (ts.TypeFlags.Null | ts.TypeFlags.Undefined)) === 0)
    .flatMap((one) => {
      if (one.flags & ts.TypeFlags.StringLike) return ['string'];
      if (one.flags & ts.TypeFlags.NumberLike) return ['number'];
      if (one.flags & ts.TypeFlags.BigIntLike) return ['bigint'];
      if (one.flags & ts.TypeFlags.BooleanLike) return ['boolean'];
      if (one.flags & ts.TypeFlags.Unknown) return ['anything'];
      if (types.isArrayType(one)) {
        const [item] = types.getTypeArguments(one as ts.TypeReference);
        return item ? kindsOf(types, item).map((kind) => `${kind}[]`) : ['?'];
      }
      const name = one.getSymbol()?.name;
      if (name === 'Date' || name === 'Uint8Array') return [name];
      return one.flags & ts.TypeFlags.Object ? ['object'] : [types.typeToString(one)];
    });
}

function kindInDatabase(type: string): string {
  if (type.endsWith('[]')) return `${kindInDatabase(type.slice(0, -2))}[]`;
  return VALUES[type] ?? type;
}

/** The columns of what a statement answers, or what the database says against the statement. */
async function columnsAnswered(
  at: WholeTransaction,
  catalogue: Known,
  { text, nulls }: Statement['variants'][number],
): Promise<TrueColumn[] | string> {
  await at.script('savepoint asked');
  try {
    // What only sets something up has no columns.
    if (!/^\s*(select|insert|update|delete|with|values)\b/i.test(text)) return [];
    await at.script(`prepare asked as ${text}`);
    const [prepared] = await at.query<{ parameters: string[]; results: string[] }>(
      `select parameter_types::text[] as parameters, coalesce(result_types::text[], '{}') as results
       from pg_prepared_statements where name = 'asked'`,
    );
    if (!prepared || prepared.results.length === 0) return [];
    await at.script(
      `create function asked(${prepared.parameters.join(', ')}) returns setof record begin atomic ${text}; end`,
    );
    const [kept] = await at.query<{ tree: string }>(
      `select prosqlbody::text as tree from pg_proc where proname = 'asked'`,
    );
    const answered = nullness(catalogue, nulls)(kept?.tree ?? '');
    return answered.map((column, i) => ({
      ...column,
      type: prepared.results[i] ?? 'nothing',
      words: catalogue.words.get(column.origin),
    }));
  } catch (error) {
    return `the database refuses it: ${error instanceof Error ? error.message : error}`;
  } finally {
    await at.script('rollback to savepoint asked; deallocate all');
  }
}

/** Functions that never answer null, of those that statements select. */
const NEVER_NULL = ['concat', 'count', 'row_number'];

/** Functions that answer null only to null. */
const NULL_TO_NULL = ['date_trunc', 'json_array_length', 'left', 'lower'];

/** Operators that answer null to what is there: they look for something in it. */
const SEEKING = ['->', '->>', '#>', '#>>'];

type Known = Catalogue & {
  /** The words that a check allows, by `table column`. */
  readonly words: ReadonlyMap<string, readonly string[]>;
};

async function readCatalogue(at: WholeTransaction): Promise<Known> {
  const columns = await at.query<{ key: string }>(
    `select attrelid || ' ' || attnum as key from pg_attribute where attnotnull and attnum > 0`,
  );
  const checks = await at.query<{ key: string; check: string }>(
    `select conrelid || ' ' || conkey[1] as key, pg_get_constraintdef(oid) as check from pg_constraint
     where contype = 'c' and cardinality(conkey) = 1`,
  );
  const views = await at.query<{ id: string; tree: string }>(
    `select ev_class::text as id, ev_action::text as tree from pg_rewrite r join pg_class c on c.oid = r.ev_class
     where c.relkind = 'v' and c.relnamespace = 'public'::regnamespace`,
  );
  const numbers = async (from: string, names: readonly string[]) => {
    const rows = await at.query<{ id: string }>(`select oid::text as id from ${from}`, [names]);
    return new Set(rows.map((row) => row.id));
  };
  return {
    neverNull: new Set(columns.map((one) => one.key)),
    words: new Map(checks.flatMap(({ key, check }) => wordsIn(check).map((words) => [key, words] as const))),
    views: new Map(views.map((one) => [one.id, one.tree])),
    never: await numbers('pg_proc where proname = any($1)', NEVER_NULL),
    total: {
      functions: await numbers('pg_proc where proname = any($1)', NULL_TO_NULL),
      operators: await numbers('pg_operator where oprname <> all($1)', SEEKING),
    },
  };
}

/** The words in `CHECK ((state = ANY (ARRAY['open'::text, 'closed'::text])))`; nothing of other checks. */
function wordsIn(check: string): string[][] {
  const list = /^CHECK \(\(\w+ = ANY \(ARRAY\[([^\]]*)\]\)\)\)$/.exec(check)?.[1];
  return list === undefined ? [] : [[...list.matchAll(/'([^']*)'/g)].map(([, word = '']) => word)];
}

async function columnsOfTable(
  at: WholeTransaction,
  catalogue: Known,
  table: string,
): Promise<readonly TrueColumn[]> {
  const columns = await at.query<Omit<TrueColumn, 'words'> & { key: string }>(
    `select attname::text as name, format_type(atttypid, null) as type, not attnotnull as nullable,
       attrelid || ' ' || attnum as key
     from pg_attribute where attrelid = to_regclass($1) and attnum > 0 and not attisdropped`,
    [table],
  );
  return columns.map((column) => ({ ...column, words: catalogue.words.get(column.key) }));
}
