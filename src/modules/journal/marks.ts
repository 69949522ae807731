import { hash } from 'node:crypto';
import { type Hash, sha256 } from './merkle.ts';

/**
 * Marks: what an entry keeps of the rows that were written with it, so that any row can later be compared with the
 * newest entry that knows it. A mark is a digest of the whole row and, for each column, three signs that tell which one
 * was altered. All are salted with the entry's own salt, so that nothing can be guessed from a mark alone, and nobody
 * can prepare two contents with the same one.
 *
 * As text: `@` and the order of the transaction; the signs of the entry's own public fields; then for each table a line
 * `=` with its name and shape, and under it a line for each row: its key, and digest and signs, or `-` when deleted.
 */

/** What is marked of a row: its columns in order, and their values as text. */
export type MarkedRow = {
  readonly table: string;
  readonly key: string;
  readonly columns: readonly string[];
  /** Undefined for a row that was deleted. */
  readonly values: readonly (string | null)[] | undefined;
};

export type Mark = {
  readonly table: string;
  readonly key: string;
  /** Which columns were marked (`shapeOf`). */
  readonly shape: string;
  /** Undefined for a row that was deleted. */
  readonly digest: string | undefined;
  /** The signs of the columns, one after the other. */
  readonly signs: string;
};

export type Marks = {
  /** Of two transactions that wrote the same row, the later has the greater order. */
  readonly order: number;
  /** The signs of the entry's own fields. */
  readonly own: string;
  readonly rows: readonly Mark[];
};

/** Of 256 bits 132 are kept of a row: whoever alters one cannot choose its salt. */
const DIGEST = 22;

/** Of each column 18 bits: they name it, they prove nothing. */
const SIGNS = 3;

const EMPTY = '---';

/** The columns of a row, in their order, as a short name; another when a column comes, goes or is called otherwise. */
export function shapeOf(table: string, columns: readonly string[]): string {
  return sha256(`${table}\n${columns.join('\n')}`).slice(0, 8);
}

/** The digest of a whole row. Lengths stand before values, so that no two rows read the same. */
export function digestOf(salt: string, { table, key, columns, values }: MarkedRow): string {
  let text = `${salt}\n${table}\n${key}`;
  columns.forEach((column, i) => {
    const value = values?.[i] ?? null;
    text += value === null ? `\n${column}` : `\n${column} ${value.length} ${value}`;
  });
  return hash('sha256', text, 'base64url').slice(0, DIGEST);
}

/** Three signs for each column. */
export function signsOf(salt: string, { table, key, columns, values }: MarkedRow): string {
  let signs = '';
  columns.forEach((column, i) => {
    signs += signsOfColumn(salt, table, key, column, values?.[i] ?? null);
  });
  return signs;
}

function signsOfColumn(
  salt: string,
  table: string,
  key: string,
  column: string,
  value: string | null,
): string {
  if (value === null) return EMPTY;
  return hash('sha256', `${salt}\n${table}\n${key}\n${column}\n${value}`, 'base64url').slice(0, SIGNS);
}

/** The columns of a row that are not as they were marked; none when the digest alone differs. */
export function alteredColumns(salt: string, mark: Mark, row: MarkedRow): string[] {
  return row.columns.filter(
    (column, i) =>
      signsOfColumn(salt, row.table, row.key, column, row.values?.[i] ?? null) !==
      mark.signs.slice(i * SIGNS, (i + 1) * SIGNS),
  );
}

/** The marks of an entry as text: rows of a table together, in the order they are given. */
export function marksText(order: number, own: string, salt: string, rows: readonly MarkedRow[]): string {
  const lines = [`@${order}`, own];
  for (const [table, written] of Map.groupBy(rows, (row) => row.table)) {
    const [first] = written;
    lines.push(`=${table} ${shapeOf(table, first?.columns ?? [])}`);
    for (const row of written) {
      lines.push(`${row.key} ${row.values ? digestOf(salt, row) + signsOf(salt, row) : '-'}`);
    }
  }
  return lines.join('\n');
}

/** Reads marks; undefined where the text is none, which verifying tells. */
export function readMarks(text: string): Marks | undefined {
  const [first = '', own = '', ...lines] = text.split('\n');
  if (!/^@\d{1,15}$/.test(first)) return undefined;
  const rows: Mark[] = [];
  let table = '';
  let shape = '';
  for (const line of lines) {
    const space = line.indexOf(' ');
    if (space < 0) return undefined;
    const before = line.slice(0, space);
    const after = line.slice(space + 1);
    if (before.startsWith('=')) {
      table = before.slice(1);
      shape = after;
    } else if (after === '-') rows.push({ table, shape, key: before, digest: undefined, signs: '' });
    else rows.push({ table, shape, key: before, digest: after.slice(0, DIGEST), signs: after.slice(DIGEST) });
  }
  return { order: Number(first.slice(1)), own, rows };
}

/** The hash by which an entry commits to its marks. */
export function digestMarks(text: string): Hash {
  return sha256(text);
}
