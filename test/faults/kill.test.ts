import { pino } from 'pino';
import { expect, inject, test } from 'vitest';
import { buildPilar } from '../../src/pilar.ts';
import { emptySettings } from './empty-settings.ts';
import { faultsAfterKills, loadCommands, prepareErrand } from './killed-work.ts';
import type { Acknowledged } from './random-commands.ts';

/** Fewer on embedded PostgreSQL, which dies with the process and takes seconds to come back each time. */
const RUNS = inject('postgresUrl') ? 20 : 8;

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
