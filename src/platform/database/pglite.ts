import { mkdirSync } from 'node:fs';
import { PGlite } from '@electric-sql/pglite';
import { Kysely, PGliteAdapter, PGliteDialect, sql as template } from 'kysely';
import {
  type Connection,
  LONG_LIMITS,
  type NoTables,
  REQUEST_LIMITS,
  SAME_VALUES,
  TENANT_ROLE,
  type TimeLimits,
} from './connection.ts';
import { EmbeddedConnection, TurnsDriver } from './pglite-driver.ts';
import { takeTurns } from './take-turns.ts';

/** Half of what a server takes: its pages live in this process's own memory. */
const SHARED_BUFFERS = '64MB';

/** Turns are taken by the driver above, with an end to waiting; Kysely's own have none. */
class TurnsAdapter extends PGliteAdapter {
  override get supportsMultipleConnections(): boolean {
    return true;
  }
}

/**
 * Opens embedded PostgreSQL in a folder, or in memory without one, there from a copy of another database when given.
 * One process at a time may hold a folder. It has one connection and no limit on a statement: what is limited is the
 * waiting for one's turn.
 */
export async function openPglite(
  folder?: string,
  copy?: Blob,
  limits: TimeLimits = REQUEST_LIMITS,
): Promise<Connection> {
  if (folder) mkdirSync(folder, { recursive: true });
  const options = {
    parsers: SAME_VALUES,
    startParams: [...PGlite.defaultStartParams, '-c', `shared_buffers=${SHARED_BUFFERS}`],
    ...(copy ? { loadDataDir: copy } : {}),
  };
  const pglite = folder ? await PGlite.create(folder, options) : await PGlite.create(options);
  const connection = new EmbeddedConnection(pglite);
  const queue = takeTurns();
  const door = (wait: number) =>
    new Kysely<NoTables>({
      dialect: Object.assign(new PGliteDialect({ pglite }), {
        createDriver: () => new TurnsDriver(connection, queue, wait),
        createAdapter: () => new TurnsAdapter(),
      }),
    });
  const sql = door(limits.connection);
  const patient = door(Math.max(limits.connection, LONG_LIMITS.connection));
  /** What may change the schema: nobody else works meanwhile. */
  const undisturbed = async <T>(work: () => Promise<T>): Promise<T> => {
    await queue.take(LONG_LIMITS.connection);
    try {
      return await work();
    } finally {
      await connection.forget().finally(() => queue.pass());
    }
  };
  return {
    kind: 'pglite',
    sql,
    inTenant: (tenant, work, patience = 'request') =>
      (patience === 'long' ? patient : sql).transaction().execute(async (transaction) => {
        await template`
          select set_config('role', ${TENANT_ROLE}, true), app_enter_tenant(${tenant})`.execute(transaction);
        return work(transaction);
      }),
    script: (text) =>
      undisturbed(() =>
        pglite.transaction(async (tx) => {
          await tx.exec(text);
        }),
      ),
    wholly: (work) =>
      undisturbed(() =>
        pglite.transaction((tx) =>
          work({
            script: async (text) => {
              await tx.exec(text);
            },
            query: async <R>(text: string, parameters: readonly unknown[] = []) =>
              (await tx.query<R>(text, [...parameters])).rows,
          }),
        ),
      ),
    // The folder is this process's alone.
    alone: (work) => work(),
    check: async (milliseconds) => {
      const began = performance.now();
      if (pglite.closed) return { state: 'gone', reason: 'closed' };
      // Whoever holds the connection shows that it works; how long they hold it, whether it goes on.
      if (queue.heldFor() > FROZEN) return { state: 'frozen', reason: 'held by one piece of work' };
      if (queue.heldFor() > 0) return { state: 'answers', milliseconds: 0 };
      try {
        await queue.take(milliseconds);
        try {
          await pglite.query('select 1 from tenant limit 1');
        } finally {
          queue.pass();
        }
        return { state: 'answers', milliseconds: performance.now() - began };
      } catch (error) {
        return { state: 'unusable', reason: error instanceof Error ? error.name : 'unknown' };
      }
    },
    close: async () => {
      await sql.destroy();
      await patient.destroy();
      if (!pglite.closed) await pglite.close();
    },
  };
}

/** Longest that one piece of work holds the connection while all is well, in milliseconds. */
const FROZEN = 30_000;
