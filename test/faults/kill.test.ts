import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { sql } from 'kysely';
import { pino } from 'pino';
import { expect, inject, onTestFinished, test } from 'vitest';
import { newId } from '#kernel/id.ts';
import {
  decideProposal,
  openForum,
  recordAttendance,
  scheduleForum,
  sealForum,
} from '#modules/deliberation/index.ts';
import { faultsInLedger } from '#modules/funding/index.ts';
import { sealJournal, verifyJournal } from '#modules/journal/index.ts';
import { addProposalPhoto, startProposal, submitProposal } from '#modules/proposals/index.ts';
import { LONG_LIMITS } from '#platform/database/connection.ts';
import { openPostgres } from '#platform/database/postgres.ts';
import type { Settings } from '#platform/settings.ts';
import { buildPilar, type Pilar } from '../../src/pilar.ts';
import { addCity, DRAINAGE, everybody, granted, photo, VILLAGE } from '../support/city.ts';
import type { Acknowledged, Errand } from './random-commands.ts';

/** Half of the fifty runs on each database: where the process is killed, embedded PostgreSQL dies with it. */
const RUNS = 25;

async function emptySettings(): Promise<Settings> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'pilar-kill-'));
  onTestFinished(() => rmSync(dataFolder, { recursive: true, force: true }));
  const server = inject('postgresUrl');
  const common = {
    mode: 'demo',
    dataFolder,
    origin: 'http://127.0.0.1:3000',
    port: 3000,
    host: '127.0.0.1',
    secret: 'a secret only for tests, thirty-two long',
    apiRequestsPerMinute: 0,
    pageCostPerMinute: 0,
    proxies: 0,
    diskReserve: 0,
    secondFactor: 'optional',
    proofMinutes: 480,
  } as const;
  if (!server) return { ...common, databaseUrl: undefined };
  const name = `pilar_${newId().replaceAll('-', '')}`;
  const root = await openPostgres(`${server}/postgres`, () => {}, 1, LONG_LIMITS);
  await sql.raw(`create database ${name}`).execute(root.sql);
  await root.close();
  return { ...common, databaseUrl: `${server}/${name}` };
}

async function prepare(pilar: Pilar, settings: Settings): Promise<Omit<Errand, 'seed'>> {
  const today = new Date();
  const year = today.getUTCFullYear();
  const wholeYear = { from: `${year - 1}-01-01`, to: `${year + 1}-12-31` };
  const { tenant, actors, offices, program } = await addCity(pilar, {
    windows: { proposals: wholeYear, forum: wholeYear },
  });
  const openOne = async () => {
    const place = { program: program.slug, region: VILLAGE, place: 'Balai', startsAt: today };
    const { forum } = granted(await scheduleForum(pilar, actors.lurah, place));
    granted(await openForum(pilar, actors.lurah, { forum }));
    granted(await recordAttendance(pilar, actors.lurah, { forum, people: everybody() }));
    return forum;
  };
  const payable: string[] = [];
  const sealed = await openOne();
  for (const price of ['4000000', '5000000', '6000000']) {
    const costLines = [{ item: 'Paket', quantity: '1', unit: 'paket', unitPrice: price }];
    const fields = { ...DRAINAGE, place: offices.rw2.region, costLines };
    const draft = { program: program.slug, organization: offices.rw2.id, fields };
    const { id: proposal } = granted(await startProposal(pilar, actors.rw2, draft));
    granted(await addProposalPhoto(pilar, actors.rw2, { proposal, file: await photo(), caption: '' }));
    granted(await submitProposal(pilar, actors.rw2, { proposal }));
    granted(
      await decideProposal(pilar, actors.lurah, { forum: sealed, proposal, outcome: 'fund', reason: '' }),
    );
    payable.push(proposal);
  }
  granted(await sealForum(pilar, actors.lurah, { forum: sealed }));
  const forum = await openOne();
  return {
    settings,
    tenant,
    program: program.slug,
    forum,
    payable,
    photo: Buffer.from(await photo()).toString('base64'),
    actors,
  };
}

/** Starts the commands, waits until `patience` were acknowledged, and kills the process without warning. */
async function runAndKill(errand: Errand, patience: number): Promise<Acknowledged[]> {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', 'test/faults/random-commands.ts'],
    { env: { ...process.env, PILAR_ERRAND: JSON.stringify(errand) }, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const acknowledged: Acknowledged[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    const said: Acknowledged | 'ready' = JSON.parse(line);
    if (said !== 'ready') acknowledged.push(said);
    if (acknowledged.length === patience) child.kill('SIGKILL');
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  expect(child.signalCode).toBe('SIGKILL');
  return acknowledged;
}

test(`killed ${RUNS} times in the middle of its work, nothing acknowledged is lost and the ledger balances`, async () => {
  const settings = await emptySettings();
  const log = pino({ level: 'silent' });
  const first = await buildPilar(settings, { log });
  const errand = await prepare(first, settings);
  await first.close();
  const promised: Acknowledged[] = [];
  for (let run = 1; run <= RUNS; run += 1) {
    promised.push(...(await runAndKill({ ...errand, seed: run * 7919 }, 4 + ((run * 13) % 29))));
  }
  const pilar = await buildPilar(settings, { log });
  try {
    await sealJournal(pilar, errand.tenant);
    await pilar.read(errand.tenant, async (tx) => {
      const { rows } = await sql<{ happened: string; times: number }>`
        select action || ' ' || subject_id as happened, count(*)::int as times from journal_entry
        where tenant_id = ${tx.tenant} group by 1`.execute(tx.sql);
      const recorded = new Map(rows.map((row) => [row.happened, row.times]));
      const counted = Map.groupBy(promised, (one) => `${one.action} ${one.subject}`);
      for (const [happened, times] of counted) {
        expect(recorded.get(happened) ?? 0, happened).toBeGreaterThanOrEqual(times.length);
      }
      expect(promised.length).toBeGreaterThan(RUNS * 4);
      expect(await faultsInLedger(tx)).toEqual([]);
      expect((await verifyJournal(tx)).faults).toEqual([]);
    });
  } finally {
    await pilar.close();
  }
}, 400_000);
