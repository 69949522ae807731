import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { keepSealing } from '#modules/journal/index.ts';
import { openPostgres } from '#platform/database/postgres.ts';
import { buildPilar } from '../../src/pilar.ts';
import {
  faultsAfterKills,
  loadCommands,
  prepareErrand,
  workSettings,
} from '../../test/faults/killed-work.ts';
import type { Acknowledged } from '../../test/faults/random-commands.ts';
import { faultsAfterLoad, startLoad } from '../../test/faults/steady-load.ts';
import { addCity } from '../../test/support/city.ts';
import { startFalliblePostgres } from '../../test/support/fallible-postgres.ts';
import { startPostgres } from '../../test/support/postgres.ts';
import { percentile, say } from '../measure.ts';
import { chanceOf } from './chance.ts';
import type { Options } from './options.ts';

const log = pino({ level: 'silent' });

/**
 * Kills PostgreSQL, then the server's process; answers how many faults were found. Four of five are PostgreSQL's: it is
 * killed under many who work at once and comes back by itself, where a server loads all its code anew each time.
 */
export async function kills(options: Options): Promise<number> {
  const ofServer = Math.ceil(options.count / 5);
  const half = { ...options, minutes: options.minutes / 2 };
  return (
    (await killPostgres({ ...half, count: options.count - ofServer })) +
    (await killServer({ ...half, count: ofServer }))
  );
}

async function killServer({ count, minutes, seed, database }: Options): Promise<number> {
  const postgres = database === 'postgres' ? await startPostgres() : undefined;
  const folder = mkdtempSync(join(tmpdir(), 'pilar-attack-'));
  try {
    const settings = workSettings(folder, postgres && `${postgres.url}/postgres`);
    const first = await buildPilar(settings, { log });
    const errand = await prepareErrand(first, settings);
    await first.close();
    const chance = chanceOf(seed);
    const end = performance.now() + minutes * 60_000;
    const promised: Acknowledged[] = [];
    const load = (run: number) => loadCommands({ ...errand, seed: seed + run * 7919 });
    // The next loads its code while this one works: most of a run would be waiting for it.
    let next = load(0);
    let killed = 0;
    for (; killed < count && performance.now() < end; killed += 1) {
      const now = next;
      next = load(killed + 1);
      promised.push(...(await now.runAndKill(4 + chance.below(29))));
      if (killed % 50 === 49) console.log(`  ${killed + 1} of ${count} kills of the server`);
    }
    next.forget();
    const pilar = await buildPilar(settings, { log });
    const faults = await faultsAfterKills(pilar, errand.tenant, promised);
    await pilar.close();
    say(
      'server: kills, acknowledged, faults',
      String(killed),
      String(promised.length),
      String(faults.length),
    );
    for (const fault of faults.slice(0, 10)) say('  ', fault);
    return faults.length;
  } finally {
    await postgres?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** All processes of PostgreSQL at once by SIGKILL, as when the machine fails, while people work; then it starts again. */
async function killPostgres({ count, minutes }: Options): Promise<number> {
  const postgres = await startFalliblePostgres();
  const folder = mkdtempSync(join(tmpdir(), 'pilar-attack-'));
  try {
    const url = `${postgres.url}/postgres`;
    const pilar = await buildPilar(workSettings(folder, url), {
      log,
      database: await openPostgres(url, () => {}, 6),
    });
    const year = new Date().getUTCFullYear();
    const wholeYear = { from: `${year - 1}-01-01`, to: `${year + 1}-12-31` };
    const city = {
      pilar,
      ...(await addCity(pilar, {
        windows: { proposals: { usulan: wholeYear }, forums: { kelurahan: wholeYear } },
      })),
    };
    const stopSealing = keepSealing(pilar, 50);
    const load = startLoad(city);
    const end = performance.now() + minutes * 60_000;
    const recovery: number[] = [];
    await load.goesOn();
    while (recovery.length < count && performance.now() < end) {
      await postgres.crash();
      await postgres.start();
      recovery.push(await load.goesOn());
      await load.goesOn();
      if (recovery.length % 50 === 0) console.log(`  ${recovery.length} of ${count} kills of PostgreSQL`);
    }
    await load.stop();
    await stopSealing();
    const faults = await faultsAfterLoad(city, load.acknowledged);
    say(
      'PostgreSQL: kills, acknowledged, faults',
      String(recovery.length),
      String(load.acknowledged.size),
      String(faults.length),
    );
    say(
      'work goes on after it started: median, longest, ms',
      percentile(recovery, 0.5),
      Math.max(...recovery),
    );
    for (const fault of faults.slice(0, 10)) say('  ', fault);
    await pilar.close();
    return faults.length;
  } finally {
    await postgres.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
