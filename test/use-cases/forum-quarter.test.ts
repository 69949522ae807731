import { expect, test } from 'vitest';
import { isRefusal } from '#kernel/refusal.ts';
import { meetingsOf } from '#modules/deliberation/index.ts';
import { stateOffer, takerOverview } from '#modules/matching/index.ts';
import { granted } from '../support/city.ts';
import { cityWithTjsl } from '../support/tjsl.ts';

/** The Forum meets every quarter: paper 004, §4.2.1. */
test('a quarter that went by without a meeting of the Forum is named', async () => {
  const { pilar, tenant, program, meet } = await cityWithTjsl();
  const quarters = () =>
    pilar.read(tenant, async (tx) =>
      (await meetingsOf(tx, program))
        .get('forum-tjsl')
        ?.periods.map(({ occasion, standing, held }) => [occasion, standing, held.length]),
    );
  expect(await quarters()).toEqual([['2026-Q1', 'awaited', 0]]);
  await meet([]);
  expect(await quarters()).toEqual([['2026-Q1', 'held', 1]]);
  pilar.clock.set(new Date('2026-08-03T03:00:00Z'));
  expect(await quarters()).toEqual([
    ['2026-Q3', 'awaited', 0],
    ['2026-Q2', 'missed', 0],
    ['2026-Q1', 'held', 1],
  ]);
});

test('what a company wrote of its interests when it joined is where its offer begins', async () => {
  const tjsl = await cityWithTjsl();
  const director = await tjsl.join(tjsl.founder, 'PT Cahaya Hijau', 'pendidikan lingkungan');
  const read = async () => {
    const found = await tjsl.pilar.read(tjsl.tenant, (tx) =>
      takerOverview(tx, director, tjsl.program.slug, director.company),
    );
    if (isRefusal(found)) throw new Error(found.refusal);
    return found;
  };
  expect(await read()).toMatchObject({
    offer: undefined,
    interests: { fields: ['pendidikan', 'lingkungan'], places: ['32.73.30'] },
  });
  granted(
    await stateOffer(tjsl.pilar, director, {
      program: tjsl.program.slug,
      organization: director.company,
      amount: 'Rp 10 juta',
      fields: ['agama'],
      places: [],
      forms: [],
    }),
  );
  // What was stated is what counts from then on.
  expect((await read()).offer).toMatchObject({ fields: ['agama'], places: [] });
});
