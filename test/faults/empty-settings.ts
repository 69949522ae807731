/** Settings of an installation that is empty yet: for tests that start processes of their own on it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { inject, onTestFinished } from 'vitest';
import { newId } from '#kernel/id.ts';
import { LONG_LIMITS } from '#platform/database/connection.ts';
import { openPostgres } from '#platform/database/postgres.ts';
import type { Settings } from '#platform/settings.ts';
import { workSettings } from './killed-work.ts';

/** A folder and, where the project has a server, a database of its own; the folder goes with the test. */
export async function emptySettings(): Promise<Settings> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'pilar-work-'));
  onTestFinished(() => rmSync(dataFolder, { recursive: true, force: true }));
  const server = inject('postgresUrl');
  if (!server) return workSettings(dataFolder, undefined);
  const name = `pilar_${newId().replaceAll('-', '')}`;
  const root = await openPostgres(`${server}/postgres`, () => {}, 1, LONG_LIMITS);
  await sql.raw(`create database ${name}`).execute(root.sql);
  await root.close();
  return workSettings(dataFolder, `${server}/${name}`);
}
