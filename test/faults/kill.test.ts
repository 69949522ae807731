import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { pino } from 'pino';
import { expect, inject, onTestFinished, test } from 'vitest';
import { newId } from '#kernel/id.ts';
import { LONG_LIMITS } from '#platform/database/connection.ts';
import { openPostgres } from '#platform/database/postgres.ts';
import type { Settings } from '#platform/settings.ts';
import { buildPilar } from '../../src/pilar.ts';
import { faultsAfterKills, loadCommands, prepareErrand, workSettings } from './killed-work.ts';
import type { Acknowledged } from './random-commands.ts';

/** Fewer on embedded PostgreSQL, which dies with the process and takes seconds to come back each time. */
const RUNS = inject('postgresUrl') ? 20 : 8;

async function emptySettings(): Promise<Settings> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'pilar-kill-'));
  onTestFinished(() => rmSync(dataFolder, { recursive: true, force: true }));
  const server = inject('postgresUrl');
  if (!server) return workSettings(dataFolder, undefined);
  const name = `pilar_${newId().replaceAll('-', '')}`;
  const root = await openPostgres(`${server}/postgres`, () => {}, 1, LONG_LIMITS);
  await sql.raw(`create database ${name}`).execute(root.sql);
  await root.close();
  return workSettings(dataFolder, `${server}/${name}`);
}

test(`killed ${RUNS} times in the middle of its work, nothing acknowledged is lost and the ledger balances`, async () => {
  const settings = await emptySettings();
  const log = pino({ level: 'silent' });
  const first = await buildPilar(settings, { log });
  const errand = await prepareErrand(first, settings);
  await first.close();
  const promised: Acknowledged[] = [];
  const load = (run: number) => loadCommands({ ...errand, seed: run * 7919 });
  let next = load(1);
  for (let run = 1; run <= RUNS; run += 1) {
    const now = next;
    if (run < RUNS) next = load(run + 1);
    promised.push(...(await now.runAndKill(4 + ((run * 13) % 29))));
  }
  const pilar = await buildPilar(settings, { log });
  try {
    expect(await faultsAfterKills(pilar, errand.tenant, promised)).toEqual([]);
    expect(promised.length).toBeGreaterThan(RUNS * 4);
  } finally {
    await pilar.close();
  }
});
