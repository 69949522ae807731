import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import type { Settings } from '#platform/settings.ts';
import { startPostgres } from '../test/support/postgres.ts';

/** Where a measurement is taken: a PostgreSQL, a database and a folder of its own, which all go again. */
export type Bench = {
  readonly url: string;
  readonly folder: string;
  /** As an installation is set there, without limits or second factors. */
  readonly settings: Settings;
};

/** Lets `work` measure on an empty installation, and clears it away, whatever comes of it. */
export async function onEmptyBench(work: (bench: Bench) => Promise<void>, port = 3000): Promise<void> {
  const postgres = await startPostgres();
  const folder = mkdtempSync(join(tmpdir(), 'pilar-bench-'));
  try {
    const root = new Client({ connectionString: `${postgres.url}/postgres` });
    await root.connect();
    await root.query('create database pilar_bench');
    await root.end();
    const url = `${postgres.url}/pilar_bench`;
    const settings: Settings = {
      mode: 'demo',
      dataFolder: folder,
      databaseUrl: url,
      origin: `http://127.0.0.1:${port}`,
      port,
      host: '127.0.0.1',
      secret: 'a secret only for the bench, thirty-two',
      secondFactor: 'optional',
      proofMinutes: 480,
      apiRequestsPerMinute: 0,
      pageCostPerMinute: 0,
      proxies: 0,
      diskReserve: 0,
    };
    await work({ url, folder, settings });
  } finally {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
