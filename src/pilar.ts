import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { type Logger, pino } from 'pino';
import { type Clock, systemClock } from '#kernel/clock.ts';
import { type RoomWatch, watchRooms } from '#modules/deliberation/index.ts';
import { bindRows, UNPROVED } from '#modules/journal/index.ts';
import { openWorkPool, type WorkPool } from './platform/bounded-work/work-pool.ts';
import {
  type Connection,
  LONG_LIMITS,
  type Patience,
  REQUEST_LIMITS,
} from './platform/database/connection.ts';
import { migrate } from './platform/database/migrate.ts';
import { openPglite } from './platform/database/pglite.ts';
import { openPostgres } from './platform/database/postgres.ts';
import {
  type RecordKeeping,
  type Tenant,
  tenantTransactions,
} from './platform/database/tenant-transaction.ts';
import { DatabaseUnavailable, isShutOut } from './platform/database/unavailable.ts';
import { untilServed } from './platform/database/until-served.ts';
import { openFileStore } from './platform/file-store.ts';
import { holdFolder } from './platform/folder-lock.ts';
import { type Incoming, openIncoming } from './platform/incoming.ts';
import { recordRows } from './platform/record/written-rows.ts';
import type { Runtime } from './platform/runtime.ts';
import type { Settings } from './platform/settings.ts';
import type { PasswordHashing } from './platform/sign-in/auth.ts';
import { openSignIn, type SignIn } from './platform/sign-in/sign-in.ts';
import { openVault } from './platform/vault.ts';

/** The application, built once for web, API and command line. */
export type Pilar = Runtime & {
  readonly settings: Settings;
  readonly database: Connection;
  /** How what is written comes to stand in the journal. */
  readonly keeping: RecordKeeping;
  readonly signIn: SignIn;
  /** Tells who looks at a forum what changes in it. */
  readonly rooms: RoomWatch;
  /** Where files of requests lie while they are worked on. */
  readonly incoming: Incoming;
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

/** Connections to PostgreSQL for requests. */
const CONNECTIONS = 20;

/** Opens the database that the settings name; for a command, which may take `long`, without the limits of requests. */
export async function openDatabase(
  settings: Settings,
  log: Logger,
  patience: Patience = 'request',
): Promise<Connection> {
  const limits = patience === 'long' ? LONG_LIMITS : REQUEST_LIMITS;
  if (settings.databaseUrl) {
    const lost = (error: Error) => log.warn({ error: error.message }, 'lost a database connection');
    return openPostgres(settings.databaseUrl, lost, CONNECTIONS, limits);
  }
  const folder = join(settings.dataFolder, 'pglite');
  const release = holdFolder(settings.dataFolder);
  try {
    const connection = await openPglite(folder, undefined, limits);
    return {
      ...connection,
      close: async () => {
        await connection.close();
        release();
      },
    };
  } catch (error) {
    release();
    throw error;
  }
}

export type BuildOptions = {
  readonly clock?: Clock;
  readonly log?: Logger;
  readonly database?: Connection;
  /** For tests, whose passwords nobody wants to guess. */
  readonly passwords?: PasswordHashing;
  /** Where strangers' work is done; its own, which is closed with it, unless one is given. */
  readonly work?: WorkPool;
  /** How long the database may be waited for: by default as long as a request would. */
  readonly patience?: Patience;
  /** A server that starts before its database waits for it; a command says at once that there is none. */
  readonly unreachable?: 'wait' | 'give up';
};

/** Opens the database, brings it to the newest schema and builds the application on it. */
export async function buildPilar(settings: Settings, options: BuildOptions = {}): Promise<Pilar> {
  const log = options.log ?? pino({ level: process.env.PILAR_LOG ?? 'warn' });
  const clock = options.clock ?? systemClock;
  const database = options.database ?? (await openDatabase(settings, log, options.patience));
  try {
    await migrateWhenThere(database, options.unreachable === 'wait' ? log : undefined);
  } catch (error) {
    if (!options.database) await database.close();
    throw error;
  }
  const work = options.work ?? openWorkPool(HOME);
  let tenants = await readTenants(database);
  let listReadAt = Number.NEGATIVE_INFINITY;
  const reloadTenants = async () => {
    tenants = await readTenants(database);
  };
  const named = (slug: string | undefined) => tenants.find((tenant) => tenant.slug === slug);
  const timeZone = (id: string) => tenants.find((tenant) => tenant.id === id)?.timeZone ?? 'Asia/Jakarta';
  const keeping: RecordKeeping = { seen: recordRows(UNPROVED), bind: bindRows };
  const transactions = tenantTransactions(database, clock, timeZone, keeping);
  const rooms = watchRooms({ read: transactions.read, log });
  return {
    settings,
    database,
    signIn: openSignIn(settings, database, clock, options.passwords),
    clock,
    log,
    files: openFileStore(join(settings.dataFolder, 'files')),
    vault: openVault(settings.secret),
    incoming: openIncoming(join(settings.dataFolder, 'incoming')),
    secondFactor: settings.secondFactor,
    proofMinutes: settings.proofMinutes,
    analyse: work.run,
    tenants: () => tenants,
    keeping,
    ...transactions,
    rooms,
    reloadTenants,
    tenantNamed: async (slug) => {
      const known = named(slug);
      if (known || performance.now() - listReadAt < 1000) return known;
      listReadAt = performance.now();
      await reloadTenants();
      return named(slug);
    },
    close: () => {
      rooms.close();
      if (!options.work) work.close();
      return database.close();
    },
  };
}

/** Told to `waiting` when it waits; without it, a database that cannot be reached is thrown. */
async function migrateWhenThere(database: Connection, waiting: Logger | undefined): Promise<void> {
  for (;;) {
    try {
      await migrate(database, join(HOME, 'migrations'));
      return;
    } catch (error) {
      const mayCome = error instanceof DatabaseUnavailable && error.lack === 'gone' && !isShutOut(error);
      if (!waiting || !mayCome) throw error;
      waiting.warn({ code: error.code }, 'waiting for the database');
      await pause(1000);
    }
  }
}

async function readTenants(database: Connection): Promise<readonly Tenant[]> {
  const found = await untilServed('recognised', () =>
    sql<Tenant>`
      select id, slug, name, region_code as region, time_zone as "timeZone" from tenant order by name
    `.execute(database.sql),
  );
  return found.rows;
}
