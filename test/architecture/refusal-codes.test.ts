import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { REFUSALS } from '#kernel/refusal.ts';

const CODES = Object.keys(REFUSALS);

/** Files as one text. This one names no code by itself. */
function textOf(pattern: readonly string[], keep: (path: string) => boolean): string {
  const paths = globSync([...pattern]).filter(keep);
  expect(paths.length).toBeGreaterThan(50);
  return paths.map((path) => readFileSync(path, 'utf8')).join('\n');
}

/** Codes that do not stand whole in a text: `proposal.state` is not named by `proposal.state-of`. */
function unnamedIn(text: string): string[] {
  const named = new Set(text.match(/[a-z][a-z-]*\.[a-z][a-z-]*(?![\w.-])/g));
  return CODES.filter((code) => !named.has(code));
}

test('every refusal is provoked and named by some test', () => {
  const tests = textOf(['src/**/*.test.ts', 'test/**/*.test.ts'], () => true);
  expect(CODES.length).toBeGreaterThan(140);
  expect(unnamedIn(tests)).toEqual([]);
});

test('no refusal is listed that nothing refuses with', () => {
  const code = textOf(
    ['src/**/*.ts', 'src/**/*.svelte'],
    (path) => !/\.test\.ts$|kernel\/refusal\.ts$|ui\/word-refusal\.ts$|^src\/paraglide\//.test(path),
  );
  // Money is refused as `money.${what is wrong}`, one of a closed list beside it.
  expect(unnamedIn(code).filter((one) => !one.startsWith('money.'))).toEqual([]);
});
