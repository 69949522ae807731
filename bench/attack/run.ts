/** `npm run attack`: plays an attacker against a server that it starts itself, prints figures, fails where something gave way. */
import { join } from 'node:path';
import { clock } from './clock.ts';
import { disk } from './disk.ts';
import { fuzz } from './fuzz.ts';
import { kills } from './kills.ts';
import { COUNTS, type Options, type Part, readOptions } from './options.ts';
import { races } from './races.ts';
import { slow } from './slow.ts';

const PLAYS: Readonly<Record<Part, (options: Options) => Promise<number>>> = {
  fuzz,
  kills,
  races,
  slow,
  disk,
  clock,
};

// Kills start a process each time, which loads the same code.
process.env.NODE_COMPILE_CACHE ??= join(process.cwd(), 'node_modules/.cache/node');
const options = readOptions(process.argv.slice(2));
let faults = 0;
for (const part of options?.parts ?? []) {
  if (!options) break;
  console.log(`\n== ${part}, seed ${options.seed}, ${options.database}`);
  faults += await PLAYS[part]({ ...options, count: options.count ?? COUNTS[part] });
}
process.exitCode = faults > 0 ? 1 : 0;
