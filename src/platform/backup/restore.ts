import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import type { Connection, WholeTransaction } from '../database/connection.ts';
import { type Migration, onceOnly, REGISTER, SchemaMismatch, stillToRun } from '../database/migrate.ts';
import { copyFile, storedNames } from './back-up.ts';
import { BackupError, MANIFEST_FILE, type Manifest, readManifest, type TableInBackup } from './manifest.ts';
import {
  decode,
  type Line,
  linesOf,
  SAME_TEXT,
  sumOfRows,
  tablesInOrder,
  tablesWithinThemselves,
  writeLines,
} from './table-text.ts';

/** A backup's own folder: the one named, or the newest whole one of a place where backups are kept. */
export async function chosenBackup(named: string): Promise<string> {
  const entries = await readdir(named).catch(() => {
    throw new BackupError(`there is no folder ${named}`);
  });
  if (entries.includes(MANIFEST_FILE)) return named;
  const newest = entries
    .filter((entry) => /^\d{4}-\d\d-\d\dT[\d-]+Z$/.test(entry))
    .sort()
    .at(-1);
  if (newest === undefined) throw new BackupError(`${named} holds no backup of Pilar`);
  return join(named, newest);
}

/**
 * Whether the backup fits this version of Pilar: it knows no migration that the code does not know, or knows otherwise.
 * Those that the backup does not have yet are run after it was restored.
 */
function migrationsOf(manifest: Manifest, ours: readonly Migration[]): readonly Migration[] {
  try {
    const later = new Set(stillToRun(ours, manifest.migrations));
    return ours.filter((one) => !later.has(one));
  } catch (error) {
    if (!(error instanceof SchemaMismatch)) throw error;
    throw new BackupError(`this backup does not fit this version of Pilar: ${error.message}`);
  }
}

/** Where a backup is restored, and the migrations of this version of Pilar. */
export type Target = {
  readonly database: Connection;
  readonly files: string;
  readonly migrations: readonly Migration[];
};

/**
 * Restores a backup into an empty database and a folder of files. Files come first; then the database in one
 * transaction, which commits only when every table answers with exactly the rows of the backup. Whatever stops it, the
 * database is empty as before, and the same command begins again. Answers `done`, or `already` where this very backup
 * was restored before. Throws `BackupError`, worded, for all that does not fit.
 */
export function restore(folder: string, into: Target): Promise<'done' | 'already'> {
  // A server that starts meanwhile waits, and finds the tables.
  return into.database.alone(() => restoreAlone(folder, into));
}

async function restoreAlone(folder: string, into: Target): Promise<'done' | 'already'> {
  const manifest = readManifest(folder);
  const migrations = migrationsOf(manifest, into.migrations);
  const before = await into.database.wholly(contentOf);
  if (before === markOf(manifest)) return 'already';
  if (before !== 'nothing') {
    throw new BackupError(
      'the database is not empty: a backup is restored into a new one, so that nothing is mixed or lost. Make an empty database and name it in DATABASE_URL (or an empty folder in PILAR_DATA)',
    );
  }
  await checkBackup(folder, manifest);
  await bringFiles(join(dirname(folder), 'files'), into.files, manifest.files);
  await into.database.wholly(async (at) => {
    await at.script(REGISTER + SAME_TEXT);
    for (const { name, sha256, text } of migrations) await at.script(onceOnly(name, sha256, text));
    await fill(at, manifest, join(folder, 'tables'));
    await at.script(
      manifest.counters.map(({ name, value }) => `select setval('${name}', ${value});`).join(''),
    );
    await at.script(`comment on table migration is '${markOf(manifest)}'`);
  });
  return 'done';
}

function markOf(manifest: Manifest): string {
  return `restored from backup ${manifest.id}`;
}

/** What stands in the database: nothing, the mark of a restored backup, or something else. */
async function contentOf(at: WholeTransaction): Promise<string> {
  const [found] = await at.query<{ tables: string; mark: string | null }>(`
    select count(*)::text as tables, obj_description(to_regclass('public.migration'), 'pg_class') as mark
    from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')`);
  return found?.tables === '0' ? 'nothing' : (found?.mark ?? 'something');
}

async function bringFiles(from: string, to: string, names: readonly string[]): Promise<void> {
  const here = new Set(await storedNames(to));
  for (const name of names) {
    if (here.has(name)) continue;
    await copyFile(from, to, name).catch((error) => {
      if (error instanceof BackupError) throw error;
      throw new BackupError(`the file ${name} of the backup cannot be copied from ${from}: ${error.code}`);
    });
  }
}

async function fill(at: WholeTransaction, manifest: Manifest, folder: string): Promise<void> {
  const wanted = new Map(manifest.tables.map((table) => [table.name, table]));
  const tables = await tablesInOrder(at);
  const within = await tablesWithinThemselves(at);
  const unknown = [...wanted.keys()].filter((name) => !tables.some((table) => table.name === name));
  if (unknown.length > 0 || tables.length !== wanted.size) {
    throw new BackupError(
      'the tables of the backup are not those of its migrations: it was altered, or made by other means',
    );
  }
  const matching = tables.map((table) => {
    const backup = wanted.get(table.name);
    if (!backup || backup.columns.join() !== table.columns.join()) {
      throw new BackupError(
        `the table ${table.name} has other columns in the backup than its migrations give it`,
      );
    }
    return { table, backup };
  });
  // What migrations themselves had put in is in the backup too.
  await at.script(`truncate ${tables.map(({ name }) => `"${name}"`).join(', ')}`);
  for (const { table, backup } of matching) {
    const lines = readLines(join(folder, `${table.name}.jsonl.gz`), backup);
    await writeLines(at, table, lines, within.has(table.name) ? 'all at once' : 'in parts');
  }
  const tenants = await at.query<{ id: string }>('select id::text as id from tenant order by id');
  for (const { table, backup } of matching) {
    const sum = sumOfRows();
    for await (const line of linesOf(
      at,
      table,
      tenants.map((tenant) => tenant.id),
    )) {
      if (typeof line === 'string') sum.add(line);
    }
    if (sum.rows() !== backup.rows || sum.content() !== backup.content) {
      throw new BackupError(
        `the table ${table.name} does not hold the rows of the backup: nothing was restored`,
      );
    }
  }
}

/** Reads all that a backup holds of the database; throws `BackupError` unless it is whole and as it was written. */
export async function checkBackup(folder: string, manifest: Manifest): Promise<void> {
  for (const table of manifest.tables) {
    for await (const _ of readLines(join(folder, 'tables', `${table.name}.jsonl.gz`), table));
  }
}

/** Reads a table's file; at its end, throws `BackupError` unless it is whole and as it was written. */
async function* readLines(path: string, { sha256, rows }: TableInBackup): AsyncGenerator<Line> {
  const hash = createHash('sha256');
  let read = 0;
  const damaged = () =>
    new BackupError(`the file ${path} is damaged: nothing was restored; use another backup`);
  try {
    const source = createReadStream(path);
    const unpacked = createGunzip();
    source.on('error', (error) => unpacked.destroy(error));
    source.pipe(unpacked);
    for await (const text of createInterface({ input: unpacked, crlfDelay: Number.POSITIVE_INFINITY })) {
      hash.update(`${text}\n`);
      const line = decode(text);
      if (typeof line === 'string') read += 1;
      yield line;
    }
  } catch {
    throw damaged();
  }
  if (read !== rows || hash.digest('hex') !== sha256) throw damaged();
}
