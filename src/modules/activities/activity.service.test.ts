import { expect, test } from 'vitest';
import type { Actor } from '#kernel/actor.ts';
import { isRefusal } from '#kernel/refusal.ts';
import { begunActivity } from '../../../test/support/carried-out.ts';
import { granted, photo, withCity } from '../../../test/support/city.ts';
import {
  activityFacts,
  handOverActivity,
  recordExpense,
  recordParticipation,
  recordProgress,
} from './index.ts';

test('counted together, people, women and poor households must be able to be the same people', async () => {
  const city = await withCity();
  const { activity } = await begunActivity(city);
  const came = (people: string, women: string, poorHouseholds: string) =>
    recordParticipation(city.pilar, city.actors.rw1, {
      activity,
      occasion: 'Kerja bakti',
      happenedOn: '2026-02-10',
      people,
      women,
      poorHouseholds,
    });
  expect(await came('40', '41', '0')).toMatchObject({
    refusal: { issues: [{ field: 'women', refusal: 'input.above', params: { limit: 40 } }] },
  });
  expect(await came('40', '15', '41')).toMatchObject({
    refusal: { issues: [{ field: 'poorHouseholds', refusal: 'input.above' }] },
  });
  granted(await came('40', '40', '40'));
});

test('nothing is handed over before it is completed, nor on a day before', async () => {
  const city = await withCity();
  const { pilar, actors } = city;
  const { activity } = await begunActivity(city);
  pilar.clock.set(new Date('2026-02-20T03:00:00Z'));
  const minutes = await photo();
  const handOver = (handedOverOn: string, files: { minutes?: Uint8Array } = { minutes }) =>
    handOverActivity(pilar, actors.rw1, {
      activity,
      handedOverOn,
      handedOverTo: 'Kelurahan',
      note: '',
      ...files,
    });
  expect(await handOver('2026-02-20')).toMatchObject({
    refusal: { refusal: 'activity.state', params: { state: 'running', move: 'hand-over' } },
  });
  for (const [percent, happenedOn] of [
    [0, '2026-02-10'],
    [50, '2026-02-12'],
    [100, '2026-02-16'],
  ] as const) {
    const photos = [await photo()];
    granted(await recordProgress(pilar, actors.rw1, { activity, percent, note: '', happenedOn, photos }));
  }
  expect(await handOver('2026-02-15')).toMatchObject({
    refusal: {
      refusal: 'input.date-order',
      field: 'handedOverOn',
      params: { from: '2026-02-16', to: '2026-02-15' },
    },
  });
  // PIPPK wants its signed minutes, and a file is what its content is.
  expect(await handOver('2026-02-16', {})).toMatchObject({
    refusal: { refusal: 'activity.no-minutes', field: 'minutes' },
  });
  expect(await handOver('2026-02-16', { minutes: Buffer.from('berita acara') })).toMatchObject({
    refusal: { refusal: 'file.type', field: 'minutes' },
  });
  granted(await handOver('2026-02-16'));
  const told = (viewer: Actor | { tenant: string }) =>
    pilar.read(city.tenant, async (tx) => {
      const facts = await activityFacts(tx, viewer, activity);
      return isRefusal(facts) ? facts.refusal : facts.persons?.handoverMinutes;
    });
  expect(await told(actors.lurah)).toMatch(/^[0-9a-f-]{36}$/);
  expect(await told({ tenant: city.tenant })).toBeUndefined();
});

test('all spending together stays within what was granted', async () => {
  const city = await withCity();
  const { activity } = await begunActivity(city);
  const spend = (amount: string, receiptNumber: string) =>
    recordExpense(city.pilar, city.actors.rw1, {
      activity,
      costPosition: 1,
      description: 'U-ditch',
      amount,
      paidOn: '2026-02-10',
      receiptNumber,
    });
  granted(await spend('52.000.000', 'KW-001'));
  expect(await spend('500.001', 'KW-002')).toMatchObject({
    refusal: {
      refusal: 'activity.overspent',
      field: 'amount',
      params: { spent: 52_500_001n, limit: 52_500_000n },
    },
  });
  granted(await spend('500.000', 'KW-002'));
});
