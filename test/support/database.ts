/** Databases for tests, each as empty as after its first start: on PGlite in memory, or on PostgreSQL where the project provides one. */
import { readFileSync } from 'node:fs';
import { sql } from 'kysely';
import { inject } from 'vitest';
import { newId } from '#kernel/id.ts';
import { type Connection, LONG_LIMITS } from '#platform/database/connection.ts';
import { openPglite } from '#platform/database/pglite.ts';
import { openPostgres } from '#platform/database/postgres.ts';

/** Opened by tests that are over, and emptied, so that the next need not make one. */
const idle: Connection[] = [];

/** Databases whose schema a test has changed: nobody after it may meet them. */
const spoiled = new WeakSet<Connection>();

/** Has a database closed for good when its test is over, since its schema is no longer ours. */
export function spoil(database: Connection): void {
  spoiled.add(database);
}

/** An empty database of the newest schema. Closing it gives it back for the next test, unless it was spoiled. */
export async function freshDatabase(): Promise<Connection> {
  const connection = idle.pop() ?? (await makeDatabase());
  let open = true;
  const lent: Connection = {
    ...connection,
    close: async () => {
      if (!open) return;
      open = false;
      if (spoiled.has(lent)) return connection.close();
      await empty(connection);
      idle.push(connection);
    },
  };
  return lent;
}

async function makeDatabase(): Promise<Connection> {
  const server = inject('postgresUrl');
  if (!server) return openPglite(undefined, new Blob([readFileSync(inject('pgliteTemplate'))]), LONG_LIMITS);
  const name = `pilar_${newId().replaceAll('-', '')}`;
  const root = await openPostgres(`${server}/postgres`, () => {}, 1, LONG_LIMITS);
  await sql.raw(`create database ${name} template ${inject('postgresTemplate')}`).execute(root.sql);
  await root.close();
  return openPostgres(`${server}/${name}`, () => {}, 30, LONG_LIMITS);
}

/**
 * What keeps rows from being deleted are triggers, which rest in this role, and so do references. Rows are deleted and not
 * truncated: a test leaves few of them, and truncating makes new files of every table that refers to one, with its indexes.
 * On a connection that knows the tables already: a new one takes ten times as long to get to know them.
 */
async function empty({ sql: database }: Connection): Promise<void> {
  await database.transaction().execute(async (tx) => {
    await sql.raw('set local session_replication_role = replica').execute(tx);
    await sql.raw(EMPTY).execute(tx);
  });
}

const EMPTY = `
do $$
declare
  one regclass;
  filled boolean;
begin
  for one in select oid from pg_class
    where relnamespace = 'public'::regnamespace and relkind = 'r' and relname <> 'migration'
  loop
    execute format('select exists (select from %s)', one) into filled;
    if filled then execute format('delete from %s', one); end if;
  end loop;
  perform setval(oid::regclass, 1, false) from pg_class
    where relnamespace = 'public'::regnamespace and relkind = 'S';
end $$;`;
