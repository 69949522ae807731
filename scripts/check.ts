/** `npm run check`: types, pages, format, who imports whom, beside each other; what one of them says is shown when it fails. */
import { run } from './build.ts';

await run('scripts/messages.ts');
await run('node_modules/@sveltejs/kit/svelte-kit.js', ['sync']);
const ended = await Promise.allSettled([
  run('node_modules/svelte-check/bin/svelte-check', ['--threshold', 'error']),
  run('node_modules/typescript/bin/tsc', ['--noEmit', '-p', 'src/service-worker']),
  run('node_modules/@biomejs/biome/bin/biome', ['ci', '--diagnostic-level=error', '.']),
  run('node_modules/dependency-cruiser/bin/dependency-cruiser.mjs', [
    '--config',
    '.dependency-cruiser.mjs',
    'src',
  ]),
]);
const failures = ended.flatMap((one) => (one.status === 'rejected' ? [String(one.reason)] : []));
for (const failure of failures) console.error(failure);
process.exitCode = failures.length > 0 ? 1 : 0;
