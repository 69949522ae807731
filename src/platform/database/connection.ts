import { mkdirSync } from 'node:fs';
import type { Duplex } from 'node:stream';
import { PGlite } from '@electric-sql/pglite';
import {
  CompiledQuery,
  type DatabaseConnection,
  Kysely,
  PGliteDialect,
  PostgresDialect,
  PostgresDriver,
  type Transaction,
  sql as template,
} from 'kysely';
import { Client, escapeLiteral, Pool, types } from 'pg';
import type { Id } from '#kernel/id.ts';

/** Tables are typed by the store that owns them (`sql.withTables<…>()`), so the shared connection knows none. */
export type NoTables = Record<never, never>;

/** An open database: embedded PGlite or a PostgreSQL server, with the same types of values on both. */
export type Connection = {
  readonly kind: 'pglite' | 'postgres';
  readonly sql: Kysely<NoTables>;
  /**
   * One transaction that begins in a tenant: in the role to which row-level security applies, with the tenant set, so that
   * the database itself shows only this tenant's rows (design: rules 7 and 8). A throw rolls back.
   */
  readonly inTenant: <T>(tenant: Id, work: (sql: Transaction<NoTables>) => Promise<T>) => Promise<T>;
  /** Runs a script of several statements in one transaction. */
  readonly script: (text: string) => Promise<void>;
  readonly close: () => Promise<void>;
};

const INT8 = 20;
const DATE = 1082;

/**
 * Opens embedded PostgreSQL in a folder, or in memory without one, there from a copy of another database when given.
 * One process at a time may hold a folder.
 */
export async function openPglite(folder?: string, copy?: Blob): Promise<Connection> {
  if (folder) mkdirSync(folder, { recursive: true });
  const options = {
    parsers: { [INT8]: BigInt, [DATE]: (text: string) => text },
    ...(copy ? { loadDataDir: copy } : {}),
  };
  const pglite = folder ? await PGlite.create(folder, options) : await PGlite.create(options);
  const sql = new Kysely<NoTables>({ dialect: new PGliteDialect({ pglite }) });
  return {
    kind: 'pglite',
    sql,
    inTenant: (tenant, work) =>
      sql.transaction().execute(async (transaction) => {
        await template`set local role ${template.ref(TENANT_ROLE)}`.execute(transaction);
        await template`select app_enter_tenant(${tenant})`.execute(transaction);
        return work(transaction);
      }),
    script: async (text) => {
      await pglite.transaction(async (tx) => {
        await tx.exec(text);
      });
    },
    close: () => sql.destroy(),
  };
}

/** The role that every request works as. */
export const TENANT_ROLE = 'pilar_app';

/**
 * Begins transactions in one tenant without waiting: what begins them and their first query travel together, so that a
 * request goes to the server twice, not four times. Should the beginning fail, the server refuses every later query of the
 * transaction, and its end tells the cause.
 */
class TenantDriver extends PostgresDriver {
  readonly #entering: string;
  readonly #begun = new WeakMap<DatabaseConnection, Promise<unknown>>();

  constructor(pool: Pool, tenant: Id) {
    super({ pool });
    this.#entering = `select app_enter_tenant(${escapeLiteral(tenant)})`;
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    const begun = Promise.all([
      connection.executeQuery(CompiledQuery.raw(`begin; set local role ${TENANT_ROLE}`)),
      // Alone in its message, as Citus wants it.
      connection.executeQuery(CompiledQuery.raw(this.#entering)),
    ]);
    begun.catch(() => {});
    this.#begun.set(connection, begun);
  }

  override async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await this.#begun.get(connection);
    await super.commitTransaction(connection);
  }

  override async rollbackTransaction(
    connection: Parameters<PostgresDriver['rollbackTransaction']>[0],
  ): Promise<void> {
    await super.rollbackTransaction(connection);
    await this.#begun.get(connection);
  }
}

/**
 * Holds back what is written until the continuations that are ready have run, and sends it in one piece: each piece is a
 * call into the system and wakes the other side.
 */
function sendTogether(stream: Duplex): void {
  stream.cork();
  queueMicrotask(() => process.nextTick(() => stream.uncork()));
}

/** Opens a pool on a PostgreSQL server. A lost connection is reported to `onError` and replaced by the pool. */
export async function openPostgres(
  url: string,
  onError: (error: Error) => void,
  connections = 20,
): Promise<Connection> {
  const pool = new Pool({
    connectionString: url,
    max: connections,
    pipeline: true,
    types: {
      getTypeParser: (oid, format) => {
        if (oid === INT8) return BigInt;
        if (oid === DATE) return (text: string) => text;
        return types.getTypeParser(oid, format);
      },
    },
  });
  pool.on('error', onError);
  pool.on('acquire', (client) => {
    if (client instanceof Client) sendTogether(client.connection.stream);
  });
  const sql = new Kysely<NoTables>({ dialect: new PostgresDialect({ pool }) });
  const tenants = new Map<Id, Kysely<NoTables>>();
  function doorTo(tenant: Id): Kysely<NoTables> {
    const known = tenants.get(tenant);
    if (known) return known;
    const dialect = Object.assign(new PostgresDialect({ pool }), {
      createDriver: () => new TenantDriver(pool, tenant),
    });
    const door = new Kysely<NoTables>({ dialect });
    tenants.set(tenant, door);
    return door;
  }
  return {
    kind: 'postgres',
    sql,
    inTenant: (tenant, work) => doorTo(tenant).transaction().execute(work),
    script: async (text) => {
      const client = await pool.connect();
      try {
        await client.query(`begin;\n${text}\n;commit;`);
      } catch (error) {
        await client.query('rollback');
        throw error;
      } finally {
        client.release();
      }
    },
    close: () => sql.destroy(),
  };
}
