import { expect, test } from 'vitest';
import { withCity } from '../../../test/support/city.ts';
import { keepVisits } from './keep-visits.service.ts';
import { visitsOf } from './visit.store.ts';

test('visits are added up by day, and told of this month and in all', async () => {
  const { pilar, tenant } = await withCity();
  const told = () => pilar.read(tenant, visitsOf);
  expect(await told()).toEqual({ month: 0, total: 0, since: null });

  const visit = async (day: string, times: number) => {
    pilar.clock.set(new Date(`${day}T03:00:00Z`));
    const visits = keepVisits(pilar);
    for (let i = 0; i < times; i += 1) visits.count(tenant);
    await visits.stop();
  };
  await visit('2026-02-27', 2);
  await visit('2026-02-27', 3);
  await visit('2026-03-01', 1);
  await visit('2026-03-02', 0);
  expect(await told()).toEqual({ month: 1, total: 6, since: '2026-02-27' });
});

test('what cannot be written down is counted still', async () => {
  const { pilar, tenant } = await withCity();
  let isThere = false;
  const shaky: typeof pilar.changeFor = (city, work) => {
    if (!isThere) throw new Error('the database is away');
    return pilar.changeFor(city, work);
  };
  const visits = keepVisits({ changeFor: shaky, log: pilar.log });
  visits.count(tenant);
  await visits.stop();
  isThere = true;
  visits.count(tenant);
  await visits.stop();
  expect(await pilar.read(tenant, visitsOf)).toMatchObject({ total: 2 });
});
