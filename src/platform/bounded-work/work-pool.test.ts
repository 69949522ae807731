import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { boundedWork } from '#kernel/bounded-work.ts';
import { double, fail, surroundings, take, wait } from './hungry.fixture.ts';
import { openWorkPool } from './work-pool.ts';

const FILE = 'platform/bounded-work/hungry.fixture.ts';
const LIMITS = { atOnce: 2, waiting: 3, waitMilliseconds: 60_000, megabytes: 48 };
const doubling = boundedWork(FILE, { double }, 60_000);
const waiting = boundedWork(FILE, { wait }, 60_000);
const endless = boundedWork(FILE, { wait }, 600_000);
const visitor = { who: 'visitor' } as const;
const member = { who: 'member' } as const;

const pool = openWorkPool(process.cwd(), LIMITS);
afterAll(() => pool.close());

test('a value comes back as it is', async () => {
  expect(await pool.run(doubling, 2n ** 70n, visitor)).toEqual({ ok: true, value: 2n ** 71n });
});

test('what the work throws is thrown: a mistake of ours, not of the stranger', async () => {
  await expect(pool.run(boundedWork(FILE, { fail }), 'a mistake', visitor)).rejects.toThrow('a mistake');
});

test.each([
  ['objects', 'analysis.too-much'],
  ['one list', 'analysis.too-much'],
  ['a map', 'analysis.too-much'],
  ['a text', 'analysis.too-much'],
  ['memory outside the heap', 'analysis.too-much'],
  ['the stack', 'analysis.too-much'],
  ['time', 'analysis.too-long'],
] as const)('%s without an end: %s, and the next is computed', async (what, code) => {
  const milliseconds = code === 'analysis.too-long' ? 1000 : 120_000;
  const greedy = boundedWork(FILE, { take }, milliseconds);
  expect(await pool.run(greedy, what, visitor)).toMatchObject({ ok: false, refusal: { refusal: code } });
  expect(await pool.run(doubling, 1n, visitor)).toEqual({ ok: true, value: 2n });
});

test('it ends with whoever waited for it, running or waiting', async () => {
  const own = openWorkPool(process.cwd(), LIMITS);
  const leaving = new AbortController();
  const running = own.run(endless, { milliseconds: 600_000 }, { ...visitor, left: leaving.signal });
  const queued = own.run(endless, { milliseconds: 600_000 }, { ...visitor, left: leaving.signal });
  leaving.abort();
  const left = { ok: false, refusal: { refusal: 'analysis.left' } };
  expect(await running).toMatchObject(left);
  expect(await queued).toMatchObject(left);
  expect(await own.run(doubling, 1n, { ...visitor, left: leaving.signal })).toMatchObject(left);
  own.close();
});

test('a process stays for members, and beyond the queue everybody is told to come back', async () => {
  const own = openWorkPool(process.cwd(), LIMITS);
  const strangers = Array.from({ length: 5 }, () => own.run(endless, { milliseconds: 600_000 }, visitor));
  expect(await strangers[4]).toMatchObject({ ok: false, refusal: { refusal: 'analysis.busy' } });
  own.close();
  for (const one of strangers) expect(await one).toMatchObject({ refusal: { refusal: 'analysis.busy' } });

  const other = openWorkPool(process.cwd(), LIMITS);
  const stranger = other.run(endless, { milliseconds: 600_000 }, visitor);
  const next = other.run(endless, { milliseconds: 600_000 }, visitor);
  expect(await other.run(doubling, 1n, member)).toEqual({ ok: true, value: 2n });
  other.close();
  expect([await stranger, await next]).toMatchObject([{ ok: false }, { ok: false }]);
});

test('who waits too long for a turn is told to come back', async () => {
  const own = openWorkPool(process.cwd(), { ...LIMITS, waitMilliseconds: 50 });
  const first = own.run(endless, { milliseconds: 600_000 }, visitor);
  expect(await own.run(doubling, 1n, visitor)).toMatchObject({ refusal: { refusal: 'analysis.busy' } });
  own.close();
  await first;
});

test('it sees no settings, no files of the city, and starts nothing', async () => {
  const file = join(process.cwd(), 'data/secret');
  expect(await pool.run(boundedWork(FILE, { surroundings }), file, visitor)).toEqual({
    ok: true,
    value: { settings: [], readsIt: false, writes: false, starts: false },
  });
  expect(await pool.run(waiting, { milliseconds: 1 }, member)).toEqual({ ok: true, value: 'done' });
});
