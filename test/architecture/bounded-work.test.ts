import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';

/** A process of its own loads work by the name of its file, which no compiler checks. */
const NAMED = /boundedWork\(\s*'([^']+)',\s*\{\s*(\w+),?\s*\}/g;

const named = globSync('src/**/*.ts')
  .filter((file) => !file.endsWith('.test.ts') && !file.endsWith('kernel/bounded-work.ts'))
  .flatMap((file) => [...readFileSync(file, 'utf8').matchAll(NAMED)])
  .map(([, file = '', name = '']) => ({ file, name }));

test.each(named)('$file exports $name', async ({ file, name }) => {
  const loaded: Record<string, unknown> = await import(resolve('src', file));
  expect(loaded[name]).toBeTypeOf('function');
});
