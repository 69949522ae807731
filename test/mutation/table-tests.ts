/**
 * What stands for `vitest` while broken rules are judged: `test` and `describe` write down what they are given, and
 * `test/mutation/rules-runner.ts` runs it in its own process. `expect` is that of vitest. It knows as much of vitest as
 * tables beside rules use.
 */
import type { expect as Expect, expectTypeOf as ExpectTypeOf } from 'vitest';

type Body = (...row: unknown[]) => unknown;

/** A test as it was written down: its titles from the outside in, and what it does. */
export interface WrittenTest {
  name: string;
  run: () => unknown;
}

let written: WrittenTest[] = [];
let titles: string[] = [];

/** The tests that `load` writes down, in their order. */
export async function writtenBy(load: () => Promise<unknown>): Promise<WrittenTest[]> {
  written = [];
  titles = [];
  await load();
  return written;
}

type Define = (title: string, ...rest: unknown[]) => void;

/** `define` with what vitest hangs on it: a row at a time, or under a condition. */
function withRows(define: (title: string, body: Body) => void) {
  const one: Define = (title, ...rest) => {
    const body = rest.find((part): part is Body => typeof part === 'function');
    if (body !== undefined) define(title, body);
  };
  const nothing: Define = () => undefined;
  return Object.assign(one, {
    each: (rows: readonly unknown[]) => (title: string, body: Body) => {
      for (const [at, row] of rows.entries())
        define(`${title} (${at})`, () => (Array.isArray(row) ? body(...row) : body(row)));
    },
    skip: nothing,
    skipIf: (condition: unknown) => (condition ? nothing : one),
    runIf: (condition: unknown) => (condition ? one : nothing),
  });
}

export const test = withRows((title, body) => {
  written.push({ name: [...titles, title].join(' > '), run: () => body() });
});

export const describe = withRows((title, body) => {
  titles.push(title);
  body();
  titles.pop();
});

const vitest: { expect: typeof Expect; expectTypeOf: typeof ExpectTypeOf } = await import('vitest');
export const { expect, expectTypeOf } = vitest;
