import { expect, test } from 'vitest';
import { turnstile } from './turnstile.ts';

/** Work that ends when it is told to. */
function held() {
  const { promise, resolve } = Promise.withResolvers<string>();
  return { work: () => promise, end: () => resolve('done') };
}

test('as many as may go at once go, the next when one is done, in their order', async () => {
  const gate = turnstile({ atOnce: 2, waiting: 5, patience: 60_000 });
  const all = [held(), held(), held(), held()];
  const began: number[] = [];
  const results = all.map((one, i) =>
    gate.through(() => {
      began.push(i);
      return one.work();
    }),
  );
  await Promise.resolve();
  expect(began).toEqual([0, 1]);
  all[1]?.end();
  expect(await results[1]).toBe('done');
  expect(began).toEqual([0, 1, 2]);
  for (const one of all) one.end();
  expect(await Promise.all(results)).toEqual(['done', 'done', 'done', 'done']);
});

test('too many are turned away at once, and nobody waits for ever', async () => {
  const gate = turnstile({ atOnce: 1, waiting: 1, patience: 20 });
  const first = held();
  const running = gate.through(first.work);
  const waiting = gate.through(() => Promise.resolve('late'));
  expect(await gate.through(() => Promise.resolve('one too many'))).toBe('busy');
  expect(await waiting).toBe('busy');
  first.end();
  expect(await running).toBe('done');
  expect(await gate.through(() => Promise.resolve('free again'))).toBe('free again');
});

test('as many may wait as it is said, and who waited goes on when it is their turn', async () => {
  const gate = turnstile({ atOnce: 1, waiting: 2, patience: 60_000 });
  const first = held();
  const running = gate.through(first.work);
  const waiting = [1, 2].map((number) => gate.through(() => Promise.resolve(number)));
  expect(await gate.through(() => Promise.resolve(3))).toBe('busy');
  first.end();
  expect(await Promise.all([running, ...waiting])).toEqual(['done', 1, 2]);
});

test('work that fails leaves its place', async () => {
  const gate = turnstile({ atOnce: 1, waiting: 1, patience: 60_000 });
  await expect(gate.through(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  expect(await gate.through(() => Promise.resolve('next'))).toBe('next');
});
