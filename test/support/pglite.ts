import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import type { TestProject } from 'vitest/node';
import { migrate } from '#platform/database/migrate.ts';
import { openPglite } from '#platform/database/pglite.ts';

declare module 'vitest' {
  interface ProvidedContext {
    pgliteTemplate: string;
  }
}

/**
 * Makes an embedded database of the newest schema once, for all tests to start from: creating one takes seconds, loading a
 * copy a fraction of one.
 */
export default async function setup(project: TestProject): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), 'pilar-pglite-'));
  const template = join(folder, 'empty.tar');
  const connection = await openPglite(join(folder, 'database'));
  await migrate(connection, 'migrations');
  await connection.close();
  const database = await PGlite.create(join(folder, 'database'));
  const dump = await database.dumpDataDir('none');
  writeFileSync(template, Buffer.from(await dump.arrayBuffer()));
  await database.close();
  project.provide('pgliteTemplate', template);
  return () => rmSync(folder, { recursive: true, force: true });
}
