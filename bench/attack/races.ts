import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { LONG_LIMITS } from '#platform/database/connection.ts';
import { openPostgres } from '#platform/database/postgres.ts';
import { buildPilar } from '../../src/pilar.ts';
import { workSettings } from '../../test/faults/killed-work.ts';
import { addCity } from '../../test/support/city.ts';
import { startPostgres } from '../../test/support/postgres.ts';
import { MONEY_RACES, RACES, type Race } from '../../test/support/race-rounds.ts';
import { say } from '../measure.ts';
import type { Options } from './options.ts';

/** Rounds on one city before the next is founded: what a city has gathered makes the next round slower. */
const ROUNDS = 20;

/** Doubles and guesses race in one city of so many: what is counted is who reaches for money. */
const OTHERS_EVERY = 5;

/** Races on PostgreSQL through two servers until `count` tries at money were made; prints them, answers how many limits were passed. */
export async function races({ count, minutes }: Options): Promise<number> {
  const postgres = await startPostgres();
  const folder = mkdtempSync(join(tmpdir(), 'pilar-attack-'));
  const log = pino({ level: 'silent' });
  const settings = workSettings(folder, `${postgres.url}/postgres`);
  const open = async () =>
    buildPilar(settings, {
      log,
      database: await openPostgres(`${postgres.url}/postgres`, () => {}, 12, LONG_LIMITS),
    });
  const pilar = await open();
  const other = await open();
  try {
    const end = performance.now() + minutes * 60_000;
    const sums = new Map<string, Race>();
    const begun = performance.now();
    let tries = 0;
    const year = new Date().getUTCFullYear();
    const wholeYear = { from: `${year - 1}-01-01`, to: `${year + 1}-12-31` };
    for (let cities = 1; tries < count && performance.now() < end; cities += 1) {
      const windows = { proposals: { usulan: wholeYear }, forums: { kelurahan: wholeYear } };
      const city = await addCity(pilar, { slug: `kota-${cities}`, windows });
      await other.reloadTenants();
      for (const race of cities % OTHERS_EVERY === 1 ? RACES : MONEY_RACES) {
        const found = await race({ ...city, pilar, other }, ROUNDS);
        const sum = sums.get(race.name) ?? { tries: 0, granted: 0, faults: [] };
        sum.tries += found.tries;
        sum.granted += found.granted;
        sum.faults.push(...found.faults);
        sums.set(race.name, sum);
        if (MONEY_RACES.some((one) => one === race)) tries += found.tries;
      }
    }
    for (const [name, race] of sums) {
      say(
        `${name}: tries, granted, limits passed`,
        String(race.tries),
        String(race.granted),
        String(race.faults.length),
      );
      for (const fault of race.faults.slice(0, 10)) say('  ', fault);
    }
    say('tries at money, seconds', String(tries), (performance.now() - begun) / 1000);
    return [...sums.values()].reduce((sum, race) => sum + race.faults.length, 0);
  } finally {
    await pilar.close();
    await other.close();
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
