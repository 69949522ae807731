/**
 * `npm test`: every test on a machine where only Node was installed. Compiles messages, then runs rules, use cases on
 * PGlite and PostgreSQL, and journeys in a browser, whose pages are built meanwhile. Ends with the line
 * `N passed, N failed`. Words given are handed to the test runner: `npm test -- --project rules`.
 */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startVitest } from 'vitest/node';
import { run } from './build.ts';

// Many tests start processes of Pilar's: each loads the same code.
process.env.NODE_COMPILE_CACHE ??= join(process.cwd(), 'node_modules/.cache/node');
// What tests leave behind goes when all have run; PostgreSQL is another user where root runs the tests.
const scratch = mkdtempSync(join(tmpdir(), 'pilar-tests-'));
chmodSync(scratch, 0o755);
process.env.TMPDIR = scratch;
await run('scripts/messages.ts');
// What `tsconfig.json` extends, which the test runner reads with every file.
await run('node_modules/@sveltejs/kit/svelte-kit.js', ['sync']);

const projects = process.argv
  .slice(2)
  .flatMap((word, i, words) => (words[i - 1] === '--project' ? [word] : []));
const files = process.argv
  .slice(2)
  .filter((word, i, words) => !word.startsWith('--') && words[i - 1] !== '--project');
const vitest = await startVitest('test', files, {
  run: true,
  watch: false,
  ...(projects.length > 0 ? { project: projects } : {}),
});
const tests = vitest.state.getTestModules().flatMap((module) => [...module.children.allTests()]);
const passed = tests.filter((one) => one.result().state === 'passed').length;
const broken = vitest.state
  .getTestModules()
  .filter((module) => module.state() === 'failed' && module.errors().length > 0).length;
const errors = vitest.state.getUnhandledErrors().length;
const failed = tests.filter((one) => one.result().state === 'failed').length + broken + errors;
await vitest.close();
rmSync(scratch, { recursive: true, force: true });
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 || passed === 0 ? 1 : 0);
