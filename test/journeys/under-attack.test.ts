/** The built server as a city runs it, while strangers flood it and its database goes and comes back. */
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type FalliblePostgres, startFalliblePostgres } from '../support/fallible-postgres.ts';
import { type Installation, startInstallation } from '../support/production.ts';

let postgres: FalliblePostgres;
let city: Installation;
let control: Server;
let controlAddress: string;

beforeAll(async () => {
  postgres = await startFalliblePostgres();
  city = await startInstallation({ url: postgres.url, stop: postgres.close });
  control = createServer((_, response) => response.end('here'));
  await new Promise<void>((resolve) => control.listen(0, '127.0.0.1', resolve));
  controlAddress = `http://127.0.0.1:${(control.address() as AddressInfo).port}/`;
});
afterAll(async () => {
  control?.close();
  await city?.close();
});

async function ask(address: string): Promise<{ milliseconds: number; status: number; text: string }> {
  const began = performance.now();
  const response = await fetch(address);
  const text = await response.text();
  return { milliseconds: performance.now() - began, status: response.status, text };
}

const MB = 1024 * 1024;
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

/** What strangers send, each as often as said; answers the statuses that came back. */
async function attack(origin: string): Promise<number[]> {
  const manyFields = Buffer.from('a=&'.repeat((20 * MB) / 3));
  const upload = new Uint8Array(40 * MB);
  const parts = { 'content-type': 'multipart/form-data; boundary=xx' };
  const post = (path: string, headers: Record<string, string>, body: BodyInit) =>
    fetch(origin + path, { method: 'POST', redirect: 'manual', headers: { ...headers, origin }, body }).then(
      async (response) => {
        await response.arrayBuffer();
        return response.status;
      },
    );
  const waves = [
    ...Array.from({ length: 8 }, () => () => post('/masuk?/masuk', FORM, manyFields)),
    ...Array.from({ length: 24 }, () => () => post('/bandung/kegiatan/1/kemajuan', parts, upload)),
    ...Array.from({ length: 24 }, () => () => post('/api/v1/bandung/proposals/1/photos', parts, upload)),
    ...Array.from(
      { length: 120 },
      (_, n) => () => post('/masuk?/masuk', FORM, `identifier=x${n}&password=rahasia-${n}`),
    ),
    ...Array.from(
      { length: 120 },
      (_, n) => () => fetch(`${origin}/masuk?kembali=/${n}`).then((one) => one.status),
    ),
  ];
  const statuses: number[] = [];
  const halfOpen = Array.from({ length: 50 }, () => {
    const socket = connect(Number(new URL(origin).port), '127.0.0.1');
    socket.on('error', () => {});
    socket.write('POST /masuk HTTP/1.1\r\nhost: x\r\ncontent-length: 1000\r\n\r\na=');
    return socket;
  });
  const next = async (): Promise<void> => {
    const one = waves.pop();
    if (!one) return;
    statuses.push(await one());
    await next();
  };
  await Promise.all(Array.from({ length: 16 }, next));
  for (const socket of halfOpen) socket.destroy();
  return statuses;
}

test('health answers at once while strangers flood forms and uploads, and nobody gets a failure of ours', async () => {
  const flood = attack(city.origin);
  let over = false;
  void flood.finally(() => {
    over = true;
  });
  const late: number[] = [];
  let asked = 0;
  while (!over) {
    // The same machine at the same moment, in a server that does nothing else: what it takes longer is not Pilar's doing.
    const [health, other] = await Promise.all([ask(`${city.origin}/healthz`), ask(controlAddress)]);
    expect(health.status, health.text).toBe(200);
    asked += 1;
    if (health.milliseconds > 250 + 5 * other.milliseconds) late.push(health.milliseconds);
  }
  const statuses = await flood;
  expect(asked).toBeGreaterThan(20);
  expect(late.length, `${asked} times asked, late ${late.join(', ')}`).toBeLessThanOrEqual(asked / 50);
  expect(new Set(statuses.filter((status) => status >= 500 && status !== 503))).toEqual(new Set());
  expect(statuses.filter((status) => status === 413)).toHaveLength(8);
  expect(statuses.filter((status) => status === 401 || status === 404).length).toBeGreaterThan(0);
});

test('health says degraded while PostgreSQL is away, alive all the while, and ready once it is back', async () => {
  const status = async () => JSON.parse((await ask(`${city.origin}/healthz`)).text).status;
  expect(await status()).toBe('ready');
  await postgres.stop();
  await vi.waitUntil(async () => (await status()) === 'degraded', { timeout: 60_000, interval: 50 });
  const { status: code, text } = await ask(`${city.origin}/healthz`);
  expect([code, JSON.parse(text)]).toEqual([503, { status: 'degraded', amiss: { database: 'gone' } }]);
  expect((await ask(`${city.origin}/healthz/live`)).status).toBe(200);
  await postgres.start();
  await vi.waitUntil(async () => (await status()) === 'ready', { timeout: 60_000, interval: 50 });
  expect((await ask(`${city.origin}/masuk`)).status).toBe(200);
});
