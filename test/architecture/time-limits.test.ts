import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** Below this a limit says how fast the machine is; above, it ends what never would end by itself. */
const LEAST = 60_000;

/**
 * What is about time itself, not waited for: a limit of the thing under test. Judge speed by a ratio or by time of the
 * processor, as `reading-time.test.ts` does.
 */
const files = globSync(['src/**/*.test.ts', 'test/**/*.ts'])
  .filter((file) => !file.endsWith('time-limits.test.ts'))
  .map((file) => ({ file, text: readFileSync(file, 'utf8') }));

const short = (pattern: RegExp) =>
  files.flatMap(({ file, text }) =>
    [...text.matchAll(pattern)].flatMap(([found, figure = '0']) =>
      Number(figure.replaceAll('_', '')) < LEAST ? [`${file}: ${found}`] : [],
    ),
  );

test('no wait of a test ends before a busy machine gets to what is waited for', () => {
  expect(short(/\btimeout: ([\d_]+)/g)).toEqual([]);
  expect(short(/\bvi\.wait(?:For|Until)\([^;]*?,\s*([\d_]+)\s*\);/g)).toEqual([]);
  const bare = files.flatMap(({ file, text }) =>
    [...text.matchAll(/\bvi\.wait(?:For|Until)\([^;]*;/g)].flatMap(([call]) =>
      /timeout:|,\s*[\d_]+\s*\)/.test(call) ? [] : [`${file}: ${call}`],
    ),
  );
  expect(bare, 'the runner gives up after a second').toEqual([]);
});

test('the limits of tests are those of their project, in vitest.config.ts', () => {
  const own = files.flatMap(({ file, text }) =>
    [...text.matchAll(/\b(?:testTimeout|hookTimeout): [\d_]+|^\}, [\d_]+\);/gm)].map(
      ([found]) => `${file}: ${found}`,
    ),
  );
  expect(own).toEqual([]);
});
