import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { settableClock } from '#kernel/clock.ts';
import { buildPilar } from '../../src/pilar.ts';
import { workSettings } from '../../test/faults/killed-work.ts';
import { addCity } from '../../test/support/city.ts';
import { workThroughJumps } from '../../test/support/clock-jumps.ts';
import { startPostgres } from '../../test/support/postgres.ts';
import { say } from '../measure.ts';
import { chanceOf } from './chance.ts';
import type { Options } from './options.ts';

const DAY = 86_400_000;

/** `count` jumps of the clock under work; answers how many faults were found. */
export async function clock({ count, seed, database }: Options): Promise<number> {
  const postgres = database === 'postgres' ? await startPostgres() : undefined;
  const folder = mkdtempSync(join(tmpdir(), 'pilar-attack-'));
  const settable = settableClock(new Date('2026-02-10T05:00:00Z'));
  const pilar = await buildPilar(workSettings(folder, postgres && `${postgres.url}/postgres`), {
    log: pino({ level: 'silent' }),
    clock: settable,
  });
  try {
    const city = await addCity(pilar);
    const chance = chanceOf(seed);
    const jump = () => chance.below(2 * DAY) - DAY;
    const { granted, faults } = await workThroughJumps(
      { ...city, pilar: { ...pilar, clock: settable } },
      count,
      jump,
    );
    say('jumps of up to a day, granted, faults', String(count), String(granted), String(faults.length));
    for (const fault of faults.slice(0, 10)) say('  ', fault);
    return faults.length;
  } finally {
    await pilar.close();
    await postgres?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
