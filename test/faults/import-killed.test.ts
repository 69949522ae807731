import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { sql } from 'kysely';
import { pino } from 'pino';
import { expect, onTestFinished, test } from 'vitest';
import { beginImport, carryOn, importFacts, keepImporting, offerImport } from '#modules/imports/index.ts';
import { verifyRecords } from '#modules/journal/index.ts';
import { buildPilar, type Pilar } from '../../src/pilar.ts';
import { addCity, granted, VILLAGE } from '../support/city.ts';
import type { ImportErrand } from './carry-on-import.ts';
import { emptySettings } from './empty-settings.ts';

const ROWS = 900;

/** Lets another process go on with the import, and kills it when it has begun with its second batch or a later one. */
async function goOnAndKill(errand: ImportErrand, batches: number): Promise<void> {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', 'test/faults/carry-on-import.ts'],
    { env: { ...process.env, PILAR_ERRAND: JSON.stringify(errand) }, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let said = 0;
  for await (const _ of createInterface({ input: child.stdout })) {
    said += 1;
    if (said === batches) child.kill('SIGKILL');
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  expect(child.signalCode).toBe('SIGKILL');
}

async function standing(pilar: Pilar, tenant: string): Promise<number> {
  return pilar.read(tenant, async (tx) => {
    const found = await sql<{ count: number }>`
      select count(*)::int as count from organization
      where tenant_id = ${tx.tenant} and kind = 'rw' and region_code > ${`${VILLAGE}.003`}`.execute(tx.sql);
    return found.rows[0]?.count ?? 0;
  });
}

test('an import that is killed again and again takes every row over once', async () => {
  const settings = await emptySettings();
  const log = pino({ level: 'silent' });
  const first = await buildPilar(settings, { log });
  const { tenant, actors } = await addCity(first, { fiscalYear: new Date().getUTCFullYear() });
  const lines = Array.from({ length: ROWS }, (_, i) => `RW ${i + 4};rw;Pasir Impun;${i + 4};2`);
  const text = ['nama;jenis;kelurahan;rw;jumlah rt', ...lines].join('\n');
  const file = { text, sheet: '', name: 'rw.csv', bytes: Buffer.from(text) };
  const { job } = granted(
    await offerImport(first, actors.lurah, { kind: 'institutions', about: null, file }),
  );
  granted(await beginImport(first, actors.lurah, { job }));
  await first.close();

  // The check whether to go on comes before each batch: at the third, two are done and a third begins.
  await goOnAndKill({ settings, tenant, job }, 3);
  await goOnAndKill({ settings, tenant, job }, 2);

  const pilar = await buildPilar(settings, { log });
  onTestFinished(() => pilar.close());
  const facts = () => pilar.read(tenant, (tx) => importFacts(tx, actors.lurah, job));
  const left = await facts();
  if ('refusal' in left) throw new Error(left.refusal);
  expect(left.job.state).toBe('running');
  expect(left.job.done).toBeGreaterThanOrEqual(300);
  expect(left.job.done).toBeLessThan(ROWS);
  expect(await standing(pilar, tenant)).toBe(left.job.done);

  const stop = keepImporting(pilar, 1);
  await expect
    .poll(async () => (await facts()) as unknown)
    .toMatchObject({
      job: { state: 'done', done: ROWS, added: ROWS, same: 0, refused: 0 },
    });
  await stop();
  expect(await standing(pilar, tenant)).toBe(ROWS);
  expect(await carryOn(pilar, tenant, job)).toBe(true);
  expect(await pilar.read(tenant, (tx) => verifyRecords(tx))).toMatchObject({ faults: [] });
});
