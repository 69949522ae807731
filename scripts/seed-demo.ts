/** Puts the demo city into an installation that has none. A process of its own, so that it can run beside the build. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { isSeeded, seedDemo } from '../src/demo/seed.ts';
import { buildPilar } from '../src/pilar.ts';
import { readSettings } from '../src/platform/settings.ts';
import { say } from './process.ts';
import { SEEDED } from './seeded.ts';

process.send?.('loaded');
const pilar = await buildPilar(readSettings(process.env), { patience: 'long' });
try {
  if (!(await isSeeded(pilar))) {
    await seedDemo(pilar, say);
    // A server looks by itself how much stands in its tables, and plans by it; the embedded database does not.
    await sql`analyze`.execute(pilar.database.sql);
  }
  if (await isSeeded(pilar)) writeFileSync(join(pilar.settings.dataFolder, SEEDED), '');
} finally {
  await pilar.close();
}
