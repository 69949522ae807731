import { mkdirSync } from 'node:fs';
import { PGlite } from '@electric-sql/pglite';
import {
  CompiledQuery,
  type DatabaseConnection,
  Kysely,
  PGliteDialect,
  PostgresDialect,
  PostgresDriver,
} from 'kysely';
import { Pool, types } from 'pg';

/** Tables are typed by the store that owns them (`sql.withTables<…>()`), so the shared connection knows none. */
export type NoTables = Record<never, never>;

/** An open database: embedded PGlite or a PostgreSQL server, with the same types of values on both. */
export type Connection = {
  readonly kind: 'pglite' | 'postgres';
  readonly sql: Kysely<NoTables>;
  /**
   * The same database for work in a tenant. On a server its transactions begin as the role to which row-level security
   * applies; on PGlite, whose one connection takes no second door, `enterTenant` changes the role.
   */
  readonly tenantSql: Kysely<NoTables>;
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
    tenantSql: sql,
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

/** Begins a transaction and takes the role in one message: every request has one way to the server less. */
class TenantDriver extends PostgresDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    try {
      await connection.executeQuery(CompiledQuery.raw(`begin; set local role ${TENANT_ROLE}`));
    } catch (error) {
      await connection.executeQuery(CompiledQuery.raw('rollback'));
      throw error;
    }
  }
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
    types: {
      getTypeParser: (oid, format) => {
        if (oid === INT8) return BigInt;
        if (oid === DATE) return (text: string) => text;
        return types.getTypeParser(oid, format);
      },
    },
  });
  pool.on('error', onError);
  const sql = new Kysely<NoTables>({ dialect: new PostgresDialect({ pool }) });
  const tenantDialect = Object.assign(new PostgresDialect({ pool }), {
    createDriver: () => new TenantDriver({ pool }),
  });
  return {
    kind: 'postgres',
    sql,
    tenantSql: new Kysely<NoTables>({ dialect: tenantDialect }),
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
