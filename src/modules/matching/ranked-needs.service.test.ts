import { expect, test } from 'vitest';
import type { Actor } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import { savePlaceFacts } from '#modules/regions/index.ts';
import { granted, VILLAGE } from '../../../test/support/city.ts';
import { cityWithTjsl } from '../../../test/support/tjsl.ts';
import { offerMatch } from './match.service.ts';
import { rankedNeeds } from './ranked-needs.service.ts';
import { rankedIds } from './ranking.store.ts';
import { pointTables } from './ranking.ts';
import { stateOffer } from './taker-offer.service.ts';

const NEED = {
  need: 'Belum ada.',
  place: VILLAGE,
  volume: '2',
  unit: 'buah',
  people: '60',
  total: 'Rp 10 juta',
};

test('needs are ranked for a company by what it offers and what is needed most, each with its reasons', async () => {
  const city = await cityWithTjsl();
  const { pilar, tenant, actors, resident, education, health, program } = city;
  const company = await city.join(city.founder, 'PT Cahaya Hijau');
  const rival = await city.join(city.rival, 'PT Sinar Timur');
  let colour = 0x300;
  const open = async (title: string, scope: string, bentuk: string, agency: Actor): Promise<Id> => {
    colour += 1;
    const need = await city.send(
      resident,
      'permohonan',
      { ...NEED, title, scope, answers: { bentuk } },
      { photo: `#${colour.toString(16)}` },
    );
    granted(need.sent);
    await city.accept(actors.lurah, need.id);
    await city.accept(agency, need.id);
    return need.id;
  };
  const water = await open('Air bersih', 'air-bersih', 'pembangunan', health);
  const tutor = await open('Pendampingan belajar', 'pendampingan-prestasi', 'tenaga', education);
  const books = await open('Buku bacaan', 'buku-perpustakaan', 'barang', education);
  const ranked = async (wanted = {}) => {
    const found = await pilar.read(tenant, (tx) =>
      rankedNeeds(tx, company, program, company.company, { limit: 10, offset: 0, ...wanted }),
    );
    if ('refusal' in found) throw new Error(found.refusal);
    return found;
  };

  // Whoever has not said what it offers sees them by how they stand alone: all alike here, the oldest first.
  expect((await ranked()).needs.map((one) => one.id)).toEqual([water, tutor, books]);
  granted(
    await stateOffer(pilar, company, {
      program: program.slug,
      organization: company.company,
      amount: 'Rp 20 juta',
      fields: ['pendidikan'],
      places: [],
      forms: ['barang'],
    }),
  );
  const found = await ranked();
  expect(found.needs.map((one) => one.id)).toEqual([books, tutor, water]);
  expect(found.needs[0]?.reasons.slice(0, 3)).toEqual([
    { reason: 'field', points: 220 },
    { reason: 'behind', points: 160 },
    { reason: 'form', points: 120 },
  ]);
  // What is promised to a field brings it nearer to its target, and what others promised speaks less for a need.
  granted(
    await offerMatch(pilar, rival, {
      need: books,
      organization: rival.company,
      amount: 'Rp 5 juta',
      note: '',
    }),
  );
  const after = (await ranked()).needs.find((one) => one.id === books);
  expect(after?.reasons.find((one) => one.reason === 'unpromised')).toEqual({
    reason: 'unpromised',
    points: 40,
  });

  expect((await ranked({ field: 'kesehatan' })).needs.map((one) => one.id)).toEqual([water]);
  expect((await ranked({ area: '32.73.01' })).needs).toEqual([]);
  expect((await ranked({ limit: 1, offset: 1 })).needs.map((one) => one.id)).toEqual([tutor]);

  // The database adds up what the reasons say.
  await pilar.read(tenant, async (tx) => {
    const facts = { code: VILLAGE, people: 900, poorHouseholds: 40, latitude: null, longitude: null };
    await savePlaceFacts(tx, [facts], 'Disdukcapil', resident.person);
    const all = await rankedNeeds(tx, company, program, company.company, { limit: 10, offset: 0 });
    if ('refusal' in all || !all.offer) throw new Error('nothing was ranked');
    const tables = pointTables(all.open.weights, all.offer, all.standing);
    const page = { limit: 10, offset: 0 };
    const added = await rankedIds(tx, { program: program.id }, company.company, tables, page);
    expect(added.map(({ id, points }) => [id, points])).toEqual(
      all.needs.map(({ id, points }) => [id, points]),
    );
    expect(all.needs[0]?.reasons.find((one) => one.reason === 'poverty')?.points).toBe(120);
  });
});

test('needs are ranked for those alone who promise for the company', async () => {
  const city = await cityWithTjsl();
  const { pilar, tenant, program, secretary } = city;
  const company = await city.join(city.founder, 'PT Cahaya Hijau');
  const refused = (who: Actor | { tenant: Id }) =>
    pilar.read(tenant, (tx) => rankedNeeds(tx, who, program, company.company, { limit: 1, offset: 0 }));
  expect(await refused(secretary)).toMatchObject({ refusal: 'access.office' });
  expect(await refused({ tenant })).toMatchObject({ refusal: 'access.sign-in' });
});
