import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, inject, onTestFinished, test, vi } from 'vitest';
import { newId } from '#kernel/id.ts';
import { keepSealing } from '#modules/journal/index.ts';
import type { TimeLimits } from '#platform/database/connection.ts';
import { openPostgres } from '#platform/database/postgres.ts';
import { createApi } from '../../src/api/api.ts';
import { buildPilar } from '../../src/pilar.ts';
import { addCity } from '../support/city.ts';
import { type FalliblePostgres, startFalliblePostgres } from '../support/fallible-postgres.ts';
import { faultsAfterLoad, type LoadedCity, startLoad } from './steady-load.ts';

/** Only a server goes and comes back: embedded PostgreSQL is the process itself (`kill.test.ts`). */
const onServer = inject('postgresUrl') !== '';

/** Short, so that a test of silence need not be silent long. */
const LIMITS: TimeLimits = { connection: 1500, lock: 1000, statement: 1000, idle: 2000 };

/**
 * Milliseconds within which work goes on once the database is back, beside the time of so many pieces of ordinary work: a
 * machine that is slow with everything is slow with this too.
 */
const RECOVERY = 5000;
const PIECES = 100;

let postgres: FalliblePostgres;
beforeAll(async () => {
  if (onServer) postgres = await startFalliblePostgres();
});
afterAll(async () => {
  await postgres?.close();
});

async function cityOn(url: string): Promise<LoadedCity> {
  const name = `pilar_${newId().replaceAll('-', '')}`;
  const root = await openPostgres(`${postgres.url}/postgres`, () => {}, 1);
  await sql.raw(`create database ${name}`).execute(root.sql);
  await root.close();
  const dataFolder = mkdtempSync(join(tmpdir(), 'pilar-away-'));
  const settings = {
    mode: 'demo',
    dataFolder,
    databaseUrl: `${url}/${name}`,
    origin: 'http://127.0.0.1:3000',
    port: 3000,
    host: '127.0.0.1',
    secret: 'a secret only for tests, thirty-two long',
    proofMinutes: 480,
    apiRequestsPerMinute: 0,
    pageCostPerMinute: 0,
    proxies: 0,
    diskReserve: 0,
    secondFactor: 'optional',
  } as const;
  const log = pino({ level: 'silent' });
  const database = await openPostgres(settings.databaseUrl, () => {}, 6, LIMITS);
  const pilar = await buildPilar(settings, { log, database });
  const year = new Date().getUTCFullYear();
  const wholeYear = { from: `${year - 1}-01-01`, to: `${year + 1}-12-31` };
  const city = await addCity(pilar, {
    windows: { proposals: { usulan: wholeYear }, forums: { kelurahan: wholeYear } },
  });
  onTestFinished(async () => {
    await pilar.close();
    rmSync(dataFolder, { recursive: true, force: true });
  });
  return { pilar, ...city };
}

test.runIf(onServer)(
  'a database that restarts, crashes, loses its connections or hangs under load: nothing acknowledged is lost or done twice, and work goes on within seconds',
  async () => {
    const city = await cityOn(postgres.cuttableUrl);
    const stopSealing = keepSealing(city.pilar, 50);
    const load = startLoad(city);
    const root = await openPostgres(`${postgres.url}/postgres`, () => {}, 1);
    onTestFinished(() => root.close());
    await load.goesOn();
    const pace =
      [await load.goesOn(), await load.goesOn(), await load.goesOn()].sort((a, b) => a - b)[1] ?? 0;
    const faults: Record<string, () => Promise<void>> = {
      restart: async () => {
        await postgres.stop();
        await postgres.start();
      },
      'connections ended by the server': async () => {
        await sql`select pg_terminate_backend(pid) from pg_stat_activity where datname like 'pilar%'`.execute(
          root.sql,
        );
      },
      'connections cut on the way': async () => postgres.cut(),
      'crash of the server': async () => {
        await postgres.crash();
        await postgres.start();
      },
      'a server that hangs longer than anybody waits': async () => {
        postgres.freeze();
        const { state } = await city.pilar.database.check(300);
        expect(state).toBe('frozen');
        await new Promise((resolve) => setTimeout(resolve, LIMITS.statement + 2500));
        postgres.thaw();
      },
    };
    for (const [name, bringAbout] of Object.entries(faults)) {
      await bringAbout();
      expect(await load.goesOn(), name).toBeLessThan(RECOVERY + PIECES * pace);
      await load.goesOn();
    }
    await load.stop();
    await stopSealing();
    expect(load.acknowledged.size).toBeGreaterThan(10);
    expect(await faultsAfterLoad(city, load.acknowledged)).toEqual([]);
    const { rows } = await sql<{ times: number }>`select count(*)::int as times from request`.execute(
      city.pilar.database.sql,
    );
    // Every key came to an answer, or its last try was given up when the load ended.
    expect(rows[0]?.times).toBeLessThanOrEqual(load.acknowledged.size + 3);
  },
);

test.runIf(onServer)(
  'while the database is away, the API says when to come back, in words, and the check tells gone from frozen',
  async () => {
    const city = await cityOn(postgres.url);
    const api = createApi();
    const ask = () =>
      api.fetch(
        new Request('http://127.0.0.1:3000/api/v1/bandung/programs', {
          headers: { 'accept-language': 'id' },
        }),
        {
          pilar: city.pilar,
          address: '127.0.0.1',
        },
      );
    expect((await ask()).status).toBe(200);
    expect(await city.pilar.database.check(2000)).toMatchObject({ state: 'answers' });
    await postgres.stop();
    try {
      const answer = await ask();
      expect(answer.status).toBe(503);
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(await answer.json()).toMatchObject({
        code: 'database-away',
        title: 'Basis data sedang tidak dapat melayani.',
      });
      expect(await city.pilar.database.check(2000)).toMatchObject({ state: 'gone' });
    } finally {
      await postgres.start();
    }
    await vi.waitUntil(async () => (await ask()).status === 200, { timeout: 60_000, interval: 50 });
    expect(await city.pilar.database.check(2000)).toMatchObject({ state: 'answers' });
  },
);

test.runIf(onServer)(
  'more work than connections: who waits too long is refused, the check still answers, and a lock or a statement has its end',
  async () => {
    const { pilar, tenant } = await cityOn(postgres.url);
    const hold = Array.from({ length: 6 }, () =>
      pilar.read(tenant, (tx) => sql`select pg_sleep(5)`.execute(tx.sql)).catch((error) => error),
    );
    const late = await pilar.read(tenant, (tx) => sql`select 1`.execute(tx.sql)).catch((error) => error);
    // Whichever comes first: the statement's end frees a connection, or the wait for one ends.
    if (late instanceof Error)
      expect(late).toMatchObject({ name: 'DatabaseUnavailable', lack: 'busy', done: 'nothing' });
    expect(await pilar.database.check(2000)).toMatchObject({ state: 'answers' });
    for (const ended of await Promise.all(hold)) {
      expect(ended).toMatchObject({ name: 'DatabaseUnavailable', lack: 'slow', done: 'nothing' });
    }
    let release = () => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    let locked = () => {};
    const isLocked = new Promise<void>((resolve) => {
      locked = resolve;
    });
    const holder = pilar.read(tenant, async (tx) => {
      await sql`select * from program for update`.execute(tx.sql);
      locked();
      await released;
    });
    await isLocked;
    const waiter = await pilar
      .read(tenant, (tx) => sql`select * from program for update`.execute(tx.sql))
      .catch((error) => error);
    expect(waiter).toMatchObject({ lack: expect.stringMatching(/busy|slow/), done: 'nothing' });
    release();
    await holder;
    const patient = await pilar.read(tenant, (tx) => sql`select pg_sleep(1.5)`.execute(tx.sql), 'long');
    expect(patient.rows).toHaveLength(1);
  },
);

test.runIf(onServer)(
  'a statement that is prepared answers as before, also after its first preparing failed',
  async () => {
    const database = await openPostgres(`${postgres.url}/postgres`, () => {}, 1);
    onTestFinished(() => database.close());
    const prepared = async () =>
      (await sql<{ n: number }>`select count(*)::int as n from pg_prepared_statements`.execute(database.sql))
        .rows[0]?.n;
    const twice = async (value: number) =>
      (await sql<{ twice: number }>`select ${value}::int * 2 as twice`.execute(database.sql)).rows[0]?.twice;
    for (let i = 0; i < 19; i++) expect(await twice(i)).toBe(2 * i);
    expect(await prepared()).toBe(0);
    await database.sql
      .transaction()
      .execute(async (tx) => {
        await expect(sql`select 1 / ${0}::int`.execute(tx)).rejects.toThrow('division by zero');
        // The twentieth time: it would be prepared now, but the server takes nothing any more in this transaction.
        await sql`select ${20}::int * 2 as twice`.execute(tx);
      })
      .catch((error: Error) => expect(error.message).toContain('transaction is aborted'));
    expect(await prepared()).toBe(0);
    for (let i = 20; i < 30; i++) expect(await twice(i)).toBe(2 * i);
    expect(await prepared()).toBe(1);
  },
);

test.runIf(onServer)('a database whose role or tables are missing is not said to be ready', async () => {
  const database = await openPostgres(`${postgres.url}/postgres`, () => {}, 1);
  onTestFinished(() => database.close());
  expect(await database.check(5000)).toMatchObject({ state: 'unusable' });
});
