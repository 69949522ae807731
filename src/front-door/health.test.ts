import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { type Health, type Need, watchHealth } from './health.ts';

const open: { health: Health; server: Server }[] = [];

afterEach(async () => {
  for (const { health, server } of open.splice(0)) {
    health.close();
    await new Promise((resolve) => server.close(resolve));
  }
});

async function serving(needs: readonly Need[]) {
  const health = watchHealth(needs, 5);
  const server = createServer((request, response) => {
    if (!health.answer(request, response)) response.writeHead(404).end();
  });
  open.push({ health, server });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const ask = async (path: string) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { headers: { connection: 'close' } });
    return { code: response.status, body: JSON.parse(await response.text()) };
  };
  return { health, ask };
}

const well = async (): Promise<string | undefined> => undefined;

test('is ready when the database answers and the disk has room, and says what is amiss otherwise', async () => {
  let disk = well;
  let database = well;
  const { health, ask } = await serving([
    { name: 'database', look: () => database(), within: 50 },
    { name: 'disk', look: () => disk(), within: 50 },
  ]);
  expect(await ask('/healthz')).toEqual({ code: 503, body: { status: 'starting' } });
  health.enter('open');
  await expect.poll(() => ask('/healthz')).toEqual({ code: 200, body: { status: 'ready' } });

  disk = async () => 'full';
  await expect
    .poll(() => ask('/healthz'))
    .toEqual({ code: 503, body: { status: 'degraded', amiss: { disk: 'full' } } });
  expect([health.isAmiss('disk'), health.isAmiss('database')]).toEqual([true, false]);
  disk = well;
  await expect.poll(() => ask('/healthz')).toEqual({ code: 200, body: { status: 'ready' } });

  const frozen = Promise.withResolvers<undefined>();
  database = () => frozen.promise;
  await expect
    .poll(() => ask('/healthz'))
    .toEqual({ code: 503, body: { status: 'degraded', amiss: { database: 'silent' } } });
  // Degraded is not dead: starting the process again would not thaw the database.
  expect(await ask('/healthz/live')).toMatchObject({ code: 200, body: { status: 'alive' } });
  database = well;
  frozen.resolve(undefined);
  await expect.poll(() => ask('/healthz')).toEqual({ code: 200, body: { status: 'ready' } });

  health.enter('closing');
  expect(await ask('/healthz')).toEqual({ code: 503, body: { status: 'closing' } });
});

test('does not wait for what it looks at, and looks once at a time', async () => {
  let looks = 0;
  const { health, ask } = await serving([
    {
      name: 'database',
      look: () => {
        looks += 1;
        return new Promise(() => {});
      },
      within: 5,
    },
  ]);
  health.enter('open');
  await expect.poll(() => ask('/healthz')).toMatchObject({ code: 503 });
  await Promise.all(Array.from({ length: 100 }, () => ask('/healthz')));
  expect(looks).toBe(1);
});

test('is dead when only a new start would help', async () => {
  const { ask } = await serving([
    { name: 'database', look: async () => 'frozen', within: 50, lostAfter: 10 },
  ]);
  await expect
    .poll(() => ask('/healthz/live'))
    .toEqual({ code: 503, body: { status: 'dead', amiss: { database: 'frozen' } } });
});

test('a look that fails is amiss', async () => {
  const { health, ask } = await serving([
    { name: 'disk', look: () => Promise.reject(new Error('no such folder')), within: 50 },
  ]);
  health.enter('open');
  await expect
    .poll(() => ask('/healthz'))
    .toEqual({ code: 503, body: { status: 'degraded', amiss: { disk: 'failed' } } });
});
