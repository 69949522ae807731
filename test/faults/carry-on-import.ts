/** Goes on with one import in a process of its own, saying after each batch that it goes on: to be killed in between. */
import { pino } from 'pino';
import { carryOn } from '#modules/imports/index.ts';
import type { Settings } from '#platform/settings.ts';
import { buildPilar } from '../../src/pilar.ts';

export type ImportErrand = { readonly settings: Settings; readonly tenant: string; readonly job: string };

const errand: ImportErrand = JSON.parse(process.env.PILAR_ERRAND ?? '');
const pilar = await buildPilar(errand.settings, { log: pino({ level: 'silent' }) });
await carryOn(pilar, errand.tenant, errand.job, () => {
  process.stdout.write('goes on\n');
  return false;
});
await pilar.close();
