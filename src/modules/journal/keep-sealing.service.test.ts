import { pino } from 'pino';
import { expect, test, vi } from 'vitest';
import { startProposal } from '#modules/proposals/index.ts';
import { type City, DRAINAGE, granted, withCity } from '../../../test/support/city.ts';
import { keepSealing, latestSeal, verifyJournal } from './index.ts';

async function writeDraft(city: City): Promise<void> {
  const draft = { program: city.program.slug, organization: city.offices.rw1.id, fields: DRAINAGE };
  granted(await startProposal(city.pilar, city.actors.rw1, draft));
}

const waiting = (city: City) =>
  city.pilar.read(city.tenant, async (tx) => {
    const { entries, sealed } = await verifyJournal(tx);
    return entries - sealed;
  });

test('what happens is sealed within a turn, and nothing is sealed twice', async () => {
  const city = await withCity();
  const stop = keepSealing(city.pilar, 1);
  await vi.waitFor(async () => expect(await waiting(city)).toBe(0), 60_000);
  await writeDraft(city);
  await vi.waitFor(async () => expect(await waiting(city)).toBe(0), 60_000);
  await stop();
  const verified = await city.pilar.read(city.tenant, verifyJournal);
  expect(verified).toMatchObject({ faults: [], seals: 2 });
});

test('stopping seals what still waits, even what was recorded long ago, and nothing after', async () => {
  const city = await withCity();
  await writeDraft(city);
  city.pilar.clock.set(new Date('2026-03-10T03:00:00Z'));
  const stop = keepSealing(city.pilar, 600_000);
  await stop();
  expect(await waiting(city)).toBe(0);
  await writeDraft(city);
  expect(await waiting(city)).toBe(1);
});

test('a seal that fails is logged and tried again', async () => {
  const city = await withCity();
  const lines: string[] = [];
  let failures = 2;
  const stop = keepSealing(
    {
      ...city.pilar,
      log: pino({ level: 'error' }, { write: (line) => lines.push(line) }),
      read: (tenant, work) => {
        failures -= 1;
        return failures >= 0 ? Promise.reject(new Error('no connection')) : city.pilar.read(tenant, work);
      },
    },
    1,
  );
  await vi.waitFor(async () => expect(await waiting(city)).toBe(0), 60_000);
  await stop();
  expect(lines.filter((line) => line.includes('no connection'))).toHaveLength(2);
});

test('several sealers take turns', async () => {
  const city = await withCity();
  await writeDraft(city);
  await Promise.all([1, 2, 3].map(() => keepSealing(city.pilar)()));
  const seal = await city.pilar.read(city.tenant, latestSeal);
  expect(seal?.number).toBe(1);
  expect(await waiting(city)).toBe(0);
});
