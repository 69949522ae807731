import { join } from 'node:path';
import { sql } from 'kysely';
import { type Logger, pino } from 'pino';
import { type Clock, systemClock } from '#kernel/clock.ts';
import { openWorkPool } from './platform/bounded-work/work-pool.ts';
import type { Connection } from './platform/database/connection.ts';
import { migrate } from './platform/database/migrate.ts';
import { openPglite } from './platform/database/pglite.ts';
import { openPostgres } from './platform/database/postgres.ts';
import { type Tenant, tenantTransactions } from './platform/database/tenant-transaction.ts';
import { openFileStore } from './platform/file-store.ts';
import { holdFolder } from './platform/folder-lock.ts';
import type { Runtime } from './platform/runtime.ts';
import type { Settings } from './platform/settings.ts';
import { openSignIn, type SignIn } from './platform/sign-in/sign-in.ts';
import { openVault } from './platform/vault.ts';

/** The application, built once for web, API and command line. */
export type Pilar = Runtime & {
  readonly settings: Settings;
  readonly database: Connection;
  readonly signIn: SignIn;
  /** Reads the list of tenants again, after one was added. */
  reloadTenants(): Promise<void>;
  /**
   * The tenant that an address names. Where it names none that is known, the list is read again, at most once a second:
   * a city may have been founded beside the running server.
   */
  tenantNamed(slug: string | undefined): Promise<Tenant | undefined>;
  close(): Promise<void>;
};

/** Where `migrations/`, `models/` and `demo/` stand: the folder the process was started in. */
export const HOME = process.env.PILAR_HOME ?? process.cwd();

export async function openDatabase(settings: Settings, log: Logger): Promise<Connection> {
  if (settings.databaseUrl) {
    return openPostgres(settings.databaseUrl, (error) =>
      log.warn({ error: error.message }, 'lost a database connection'),
    );
  }
  const folder = join(settings.dataFolder, 'pglite');
  const release = holdFolder(settings.dataFolder);
  const connection = await openPglite(folder);
  return {
    ...connection,
    close: async () => {
      await connection.close();
      release();
    },
  };
}

/** Opens the database, brings it to the newest schema and builds the application on it. */
export async function buildPilar(
  settings: Settings,
  options: { clock?: Clock; log?: Logger; database?: Connection } = {},
): Promise<Pilar> {
  const log = options.log ?? pino({ level: process.env.PILAR_LOG ?? 'warn' });
  const clock = options.clock ?? systemClock;
  const database = options.database ?? (await openDatabase(settings, log));
  await migrate(database, join(HOME, 'migrations'));
  const work = openWorkPool(HOME);
  let tenants = await readTenants(database);
  let listReadAt = Number.NEGATIVE_INFINITY;
  const reloadTenants = async () => {
    tenants = await readTenants(database);
  };
  const named = (slug: string | undefined) => tenants.find((tenant) => tenant.slug === slug);
  const timeZone = (id: string) => tenants.find((tenant) => tenant.id === id)?.timeZone ?? 'Asia/Jakarta';
  return {
    settings,
    database,
    signIn: openSignIn(settings, database, clock),
    clock,
    log,
    files: openFileStore(join(settings.dataFolder, 'files')),
    vault: openVault(settings.secret),
    secondFactor: settings.secondFactor,
    analyse: work.run,
    tenants: () => tenants,
    ...tenantTransactions(database, clock, timeZone),
    reloadTenants,
    tenantNamed: async (slug) => {
      const known = named(slug);
      if (known || performance.now() - listReadAt < 1000) return known;
      listReadAt = performance.now();
      await reloadTenants();
      return named(slug);
    },
    close: () => {
      work.close();
      return database.close();
    },
  };
}

async function readTenants(database: Connection): Promise<readonly Tenant[]> {
  const found = await sql<Tenant>`
    select id, slug, name, region_code as region, time_zone as "timeZone" from tenant order by name
  `.execute(database.sql);
  return found.rows;
}
