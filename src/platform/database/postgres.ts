import type { Duplex } from 'node:stream';
import {
  CompiledQuery,
  type DatabaseConnection,
  Kysely,
  PostgresDialect,
  PostgresDriver,
  type PostgresPool,
  type TransactionSettings,
} from 'kysely';
import { Client, type ClientConfig, escapeLiteral, Pool, types } from 'pg';
import type { Id } from '#kernel/id.ts';
import {
  type Connection,
  LONG_LIMITS,
  type NoTables,
  type Patience,
  REQUEST_LIMITS,
  SAME_VALUES,
  TENANT_ROLE,
  type TimeLimits,
} from './connection.ts';
import { type Outage, watchOutage } from './outage.ts';
import { askPostgres } from './postgres-check.ts';
import { nameOften, preparing } from './prepared.ts';
import { asUnavailable, lackIn } from './unavailable.ts';

/** Milliseconds beyond the server's own limit after which it is taken for frozen, since it did not even refuse. */
const GRACE = 2000;

/** Works with a server that may go and come back: what it cannot do for now is thrown as `DatabaseUnavailable`. */
class ServerDriver extends PostgresDriver {
  readonly #outage: Outage;
  readonly #watched = new WeakSet<DatabaseConnection>();
  readonly #inTransaction = new WeakSet<DatabaseConnection>();

  constructor(pool: PostgresPool, outage: Outage) {
    super({ pool });
    this.#outage = outage;
  }

  override async acquireConnection(
    options?: Parameters<PostgresDriver['acquireConnection']>[0],
  ): Promise<DatabaseConnection> {
    const connection = await this.#outage.reach(() => super.acquireConnection(options));
    if (!this.#watched.has(connection)) this.#watch(connection);
    return connection;
  }

  /** As Kysely itself does for its log: the connection's own method is replaced. */
  #watch(connection: DatabaseConnection): void {
    const execute = connection.executeQuery.bind(connection);
    connection.executeQuery = async (query, options) => {
      try {
        return await execute(query, options);
      } catch (error) {
        throw asUnavailable(
          error,
          this.#inTransaction.has(connection) || lackIn(error) !== 'gone' ? 'nothing' : 'unknown',
        );
      }
    };
    this.#watched.add(connection);
  }

  override async beginTransaction(
    connection: DatabaseConnection,
    settings: TransactionSettings,
  ): Promise<void> {
    this.#inTransaction.add(connection);
    await this.begin(connection, settings);
  }

  protected begin(connection: DatabaseConnection, settings: TransactionSettings): Promise<void> {
    return super.beginTransaction(connection, settings);
  }

  override async commitTransaction(connection: DatabaseConnection): Promise<void> {
    this.#inTransaction.delete(connection);
    await super.commitTransaction(connection);
  }

  // The pool outlives each of the doors to it.
  override async destroy(): Promise<void> {}

  /** A lost connection took its transaction with it: what was thrown before says more than that. */
  override async rollbackTransaction(
    connection: Parameters<PostgresDriver['rollbackTransaction']>[0],
  ): Promise<void> {
    this.#inTransaction.delete(connection);
    try {
      await super.rollbackTransaction(connection);
    } catch (error) {
      if (lackIn(error) !== 'gone') throw error;
    }
  }
}

/**
 * Begins transactions in one tenant without waiting: what begins them and their first query travel together, so that a
 * request goes to the server twice, not four times. Should the beginning fail, the server refuses every later query of the
 * transaction, and its end tells the cause.
 */
class TenantDriver extends ServerDriver {
  readonly #beginning: string;
  readonly #entering: string;
  readonly #begun = new WeakMap<DatabaseConnection, Promise<unknown>>();

  constructor(pool: PostgresPool, outage: Outage, tenant: Id, patience: Patience) {
    super(pool, outage);
    // What takes long sees one moment of the database, however much changes meanwhile.
    const moment = patience === 'long' ? ' isolation level repeatable read' : '';
    this.#beginning = `begin${moment}; set local role ${TENANT_ROLE}`;
    this.#entering = `select app_enter_tenant(${escapeLiteral(tenant)})`;
  }

  protected override async begin(connection: DatabaseConnection): Promise<void> {
    const begun = Promise.all([
      connection.executeQuery(CompiledQuery.raw(this.#beginning)),
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

const SAME_TYPES: ClientConfig['types'] = {
  getTypeParser: (oid, format) => SAME_VALUES[oid] ?? types.getTypeParser(oid, format),
};

type Report = (error: Error) => void;

function openPool(url: string, onError: Report, connections: number, limits: TimeLimits): Pool {
  const pool = new Pool({
    connectionString: url,
    max: connections,
    pipeline: true,
    types: SAME_TYPES,
    application_name: 'pilar',
    connectionTimeoutMillis: limits.connection,
    statement_timeout: limits.statement,
    lock_timeout: limits.lock,
    idle_in_transaction_session_timeout: limits.idle,
    query_timeout: limits.statement + GRACE,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
  });
  pool.on('error', onError);
  // The pool listens to connections that are idle only: one that is lost while it works would end the process.
  pool.on('connect', (client) => client.on('error', onError));
  pool.on('acquire', (client) => {
    if (client instanceof Client) sendTogether(client.connection.stream);
  });
  return pool;
}

/** Connections kept for what may take long, beside those for requests. */
const PATIENT_CONNECTIONS = 3;

/**
 * Opens a pool on a PostgreSQL server. A lost connection is reported to `onError` and replaced by the pool; while the
 * server cannot be reached, requests wait for it as long as `limits.connection` says and are refused then.
 */
export async function openPostgres(
  url: string,
  onError: Report,
  connections = 20,
  limits: TimeLimits = REQUEST_LIMITS,
): Promise<Connection> {
  const pool = openPool(url, onError, connections, limits);
  const prepared = preparing(pool, nameOften());
  const outage = watchOutage(limits.connection);
  const dialectOf = (driver: () => PostgresDriver) =>
    Object.assign(new PostgresDialect({ pool: prepared }), { createDriver: driver });
  const sql = new Kysely<NoTables>({ dialect: dialectOf(() => new ServerDriver(prepared, outage)) });
  let patientPool: Pool | undefined;
  const doors = { request: new Map<Id, Kysely<NoTables>>(), long: new Map<Id, Kysely<NoTables>>() };
  function doorTo(tenant: Id, patience: Patience): Kysely<NoTables> {
    const known = doors[patience].get(tenant);
    if (known) return known;
    patientPool ??=
      patience === 'long' ? openPool(url, onError, PATIENT_CONNECTIONS, LONG_LIMITS) : undefined;
    // What takes long is planned for its own values each time.
    const chosen = (patience === 'long' && patientPool) || prepared;
    const door = new Kysely<NoTables>({
      dialect: dialectOf(() => new TenantDriver(chosen, outage, tenant, patience)),
    });
    doors[patience].set(tenant, door);
    return door;
  }
  const asker = askPostgres(url);
  /** Without limits of time, and whatever the pool is busy with; what was begun and not committed ends with it. */
  async function onOwnConnection<T>(work: (client: Client) => Promise<T>): Promise<T> {
    const client = await outage.reach(async () => {
      const fresh = new Client({ connectionString: url, application_name: 'pilar, alone', keepAlive: true });
      fresh.on('error', onError);
      await fresh.connect();
      return fresh;
    });
    try {
      return await work(client);
    } catch (error) {
      throw asUnavailable(error, 'unknown');
    } finally {
      await client.end().catch(() => {});
    }
  }
  return {
    kind: 'postgres',
    sql,
    inTenant: (tenant, work, patience = 'request') => doorTo(tenant, patience).transaction().execute(work),
    script: (text) =>
      onOwnConnection(async (client) => {
        await client.query("set lock_timeout = '1min'");
        await client.query(`begin;\n${text}\n;commit;`);
      }),
    wholly: (work) =>
      onOwnConnection(async (client) => {
        await client.query('begin');
        const done = await work({
          script: async (text) => {
            await client.query(text);
          },
          query: async (text, parameters = []) => (await client.query(text, [...parameters])).rows,
        });
        await client.query('commit');
        return done;
      }),
    alone: (work) =>
      onOwnConnection(async (client) => {
        await client.query(`select pg_advisory_lock(${ALONE})`);
        return work();
      }),
    check: asker.check,
    close: async () => {
      await Promise.all([pool.end(), patientPool?.end()]);
      await asker.close();
    },
  };
}

/** Key of the lock under which one server at a time works alone; the other lock of `migrate.ts` is one less. */
const ALONE = 7_461_703;
