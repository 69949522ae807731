import { spawnSync } from 'node:child_process';
import { HEAP } from './served.ts';

/** `npm run bench`: all measurements one after the other, or those named: `npm run bench server`. Prints, judges nothing. */
const ALL = [
  'network',
  'allocation',
  'server',
  'balance',
  'record',
  'fund',
  'search',
  'matching',
  'ranking',
  'fields',
  'story',
  'room',
  'check-ins',
  'papers',
  'sheets',
  'imports',
];
/** They tell by how much the server grows: each in a process of its own whose heap is bounded as the server's. */
const AS_SERVER = new Set(['sheets', 'imports']);

const wanted = process.argv.slice(2).filter((name) => ALL.includes(name));
for (const name of wanted.length > 0 ? wanted : ALL) {
  console.log(`\n== ${name}`);
  if (!AS_SERVER.has(name)) {
    await import(`./${name}.ts`);
    continue;
  }
  const flags = ['--disable-warning=ExperimentalWarning', '--expose-gc', ...HEAP];
  const { status } = spawnSync(process.execPath, [...flags, `bench/${name}.ts`], { stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
}
