import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Connection } from './connection.ts';

const LOCK = 7_461_702;

/** A database and this program do not fit together; says what to do. */
export class SchemaMismatch extends Error {}

/** A migration as it stands in the code: its name, its text, and the hash by which it is known again. */
export type Migration = { readonly name: string; readonly text: string; readonly sha256: string };

/** The migrations of a folder, in order. */
export function readMigrations(folder: string): Migration[] {
  return readdirSync(folder)
    .filter((file) => /^\d{4}_.*\.sql$/.test(file))
    .sort()
    .map((name) => {
      const text = readFileSync(join(folder, name), 'utf8');
      return { name, text, sha256: createHash('sha256').update(text).digest('hex') };
    });
}

/**
 * Brings a database to the newest schema: runs the files of `folder` that it has not seen, in order, each in one
 * transaction. One server at a time: of several that start together the first does the work, the others wait and find it
 * done. Throws `SchemaMismatch` when the database knows migrations that the folder does not, or knows them otherwise.
 */
export async function migrate(database: Connection, folder: string): Promise<string[]> {
  const migrations = readMigrations(folder);
  // Nearly always there is nothing to do: that is seen without waiting for anybody.
  if (await isRegistered(database)) {
    if (stillToRun(migrations, await seenBy(database)).length === 0) return [];
  }
  return database.alone(async () => {
    await database.script(REGISTER);
    const applied: string[] = [];
    for (const { name, sha256, text } of stillToRun(migrations, await seenBy(database))) {
      await database.script(onceOnly(name, sha256, text));
      applied.push(name);
    }
    return applied;
  });
}

async function isRegistered(database: Connection): Promise<boolean> {
  const found = await sql<{ is: boolean }>`select to_regclass('migration') is not null as is`.execute(
    database.sql,
  );
  return found.rows[0]?.is === true;
}

async function seenBy(database: Connection): Promise<readonly AppliedMigration[]> {
  const seen = await sql<AppliedMigration>`select name, sha256 from migration order by name`.execute(
    database.sql,
  );
  return seen.rows;
}

export const REGISTER =
  'create table if not exists migration (name text primary key, sha256 text not null, applied_at timestamptz not null default now());';

export type AppliedMigration = { readonly name: string; readonly sha256: string };

/** Those that a database has not seen. Throws `SchemaMismatch` where what it has seen is not what stands in the code. */
export function stillToRun(
  migrations: readonly Migration[],
  seen: readonly AppliedMigration[],
): readonly Migration[] {
  const ours = new Map(migrations.map((one) => [one.name, one.sha256]));
  const unknown = seen.filter((one) => !ours.has(one.name)).map((one) => one.name);
  if (unknown.length > 0) {
    throw new SchemaMismatch(
      `the schema is newer than this version of Pilar, which does not know ${unknown.join(', ')}: use the version that made it, or a newer one`,
    );
  }
  const changed = seen.filter((one) => ours.get(one.name) !== one.sha256).map((one) => one.name);
  if (changed.length > 0) {
    throw new SchemaMismatch(
      `migration ${changed.join(', ')} was changed after it had been applied: bring back the file as it was`,
    );
  }
  const known = new Set(seen.map((one) => one.name));
  return migrations.filter((one) => !known.has(one.name));
}

/** Also safe beside a server of an older version, which takes this lock alone. */
export function onceOnly(name: string, sha256: string, text: string): string {
  return `select pg_advisory_xact_lock(${LOCK});
insert into migration (name, sha256) values ('${name}', '${sha256}');
${text}`;
}
