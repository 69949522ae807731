import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Connection } from './connection.ts';

const LOCK = 7_461_702;

/**
 * Brings a database to the newest schema: runs the files of `folder` that it has not seen, in order, each in one
 * transaction. Refuses to go on when a file that was already run has changed since.
 */
export async function migrate(database: Connection, folder: string): Promise<string[]> {
  await database.script(
    'create table if not exists migration (name text primary key, sha256 text not null, applied_at timestamptz not null default now());',
  );
  const seen = await sql<{ name: string; sha256: string }>`select name, sha256 from migration`.execute(
    database.sql,
  );
  const known = new Map(seen.rows.map((row) => [row.name, row.sha256]));
  const applied: string[] = [];
  for (const name of readdirSync(folder)
    .filter((file) => /^\d{4}_.*\.sql$/.test(file))
    .sort()) {
    const text = readFileSync(join(folder, name), 'utf8');
    const sha256 = createHash('sha256').update(text).digest('hex');
    const before = known.get(name);
    if (before === sha256) continue;
    if (before !== undefined) throw new Error(`migration ${name} was changed after it had been applied`);
    await database.script(onceOnly(name, sha256, text));
    applied.push(name);
  }
  return applied;
}

/** Two servers that start together both come here: the second waits for the lock, then fails on the primary key and rolls back. */
function onceOnly(name: string, sha256: string, text: string): string {
  return `select pg_advisory_xact_lock(${LOCK});
insert into migration (name, sha256) values ('${name}', '${sha256}');
${text}`;
}
