import { expect, test } from 'vitest';
import { isRefusal } from '#kernel/refusal.ts';
import { scheduleForum } from '#modules/deliberation/index.ts';
import { recordDisbursement, reviewVoucher } from '#modules/funding/index.ts';
import { liesIn, pinMap, shapesBeneath } from '#modules/regions/index.ts';
import { keepBoundaries } from '#modules/steering/index.ts';
import { keepPlaceFacts } from '#modules/transparency/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { madeBoundaries } from '../../../test/support/boundaries.ts';
import { carriedOut } from '../../../test/support/carried-out.ts';
import { type City, granted, VILLAGE, withCity } from '../../../test/support/city.ts';
import { cityMap, knowsPositions, type PlaceOverview, placeNear, placeOverview } from './index.ts';

const AREA = '32.73';

async function at(city: City, code: string): Promise<PlaceOverview | string> {
  const found = await city.pilar.read(city.tenant, (tx) => placeOverview(tx, AREA, code));
  return isRefusal(found) ? found.refusal : found;
}

test('an RW tells what is done in it, what it was given, who was paid and who stands for it, and names nobody', async () => {
  const city = await withCity();
  const { actors, offices } = city;
  const { proposal, activity } = await carriedOut(city);
  const here = `${VILLAGE}.001`;
  expect(await at(city, here)).toMatchObject({
    place: { code: here, level: 'neighbourhood' },
    activities: [{ id: activity }],
    proposals: [{ id: proposal }],
    near: [],
    money: { decided: 52_500_000n, paid: 0n, accounted: 0n },
    paid: [],
  });
  const read = await at(city, here);
  if (typeof read === 'string') throw new Error(read);
  const [first] = read.standing;
  expect(first).toMatchObject({ institution: { id: offices.rw1.id }, offices: ['chair'] });
  expect(JSON.stringify(read.standing)).not.toContain(actors.rw1.name);
  // The RW beside it has nothing of its own, and hears of what is near.
  expect(await at(city, `${VILLAGE}.002`)).toMatchObject({
    activities: [],
    proposals: [],
    near: [{ id: activity }],
    money: { decided: 0n },
  });
});

test('who was paid stands on the page of the place once it was examined, and in the kelurahan around it', async () => {
  const city = await withCity();
  const { pilar, actors } = city;
  const { proposal } = await carriedOut(city);
  const { voucher } = granted(
    await recordDisbursement(pilar, actors.treasurer, {
      proposal,
      provider: 'Toko Bangunan Jaya',
      purpose: 'U-ditch',
      amount: '10.000.000',
      receiptNumber: 'KW-001',
      paidOn: '2026-02-10',
    }),
  );
  expect(await at(city, `${VILLAGE}.001`)).toMatchObject({ paid: [] });
  granted(await reviewVoucher(pilar, actors.lurah, { voucher, outcome: 'approve', remark: '' }));
  const supplier = expect.any(String);
  const paid = [{ provider: 'Toko Bangunan Jaya', supplier, purpose: 'U-ditch', amount: 10_000_000n }];
  expect(await at(city, `${VILLAGE}.001`)).toMatchObject({ paid, money: { paid: 10_000_000n } });
  expect(await at(city, VILLAGE)).toMatchObject({ paid, beneath: { length: 3 } });
  expect(await at(city, `${VILLAGE}.002`)).toMatchObject({ paid: [], money: { paid: 0n } });
});

test('the next forum over a place is read from every place that lies in it', async () => {
  const city = await withCity();
  const call = { program: city.program.slug, region: VILLAGE, place: 'Balai RW 02' };
  granted(await scheduleForum(city.pilar, city.actors.lurah, { ...call, startsAt: city.pilar.clock.now() }));
  expect(await at(city, `${VILLAGE}.003`)).toMatchObject({
    forums: [{ place: 'Balai RW 02', state: 'scheduled', regionName: 'Pasir Impun' }],
  });
  expect(await at(city, '32.73.30')).toMatchObject({ forums: [] });
});

test.each(['', 'x', AREA, '32.73.30.1003.999', '16.74.01', '__proto__', '32.73.30.1003.001.01'])(
  'there is no page of a place for %j',
  async (code) => {
    expect(await at(await withCity(), code)).toBe('access.not-found');
  },
);

test('a place is found from a position once the city recorded where its places are, and only nearby', async () => {
  const city = await withCity();
  const { pilar, actors, tenant } = city;
  const near = (latitude: number, longitude: number) =>
    pilar.read(tenant, (tx) => placeNear(tx, AREA, { latitude, longitude }));
  expect(await pilar.read(tenant, (tx) => knowsPositions(tx, AREA))).toBe(false);
  expect(await near(-6.9, 107.68)).toBeUndefined();
  const text = `kode,lintang,bujur\n32.73,-6.91,107.6\n${VILLAGE},-6.9,107.68\n${VILLAGE}.001,-6.905,107.68`;
  granted(await keepPlaceFacts(pilar, actors.setda, { text, source: 'Peta kota contoh' }));
  expect(await pilar.read(tenant, (tx) => knowsPositions(tx, AREA))).toBe(true);
  expect(await near(-6.8999, 107.68)).toBe(VILLAGE);
  expect(await near(-6.906, 107.681)).toBe(`${VILLAGE}.001`);
  // The middle of the whole city is nobody's place, and Jakarta is another city.
  expect(await near(-6.91, 107.6)).toBeUndefined();
  expect(await near(-6.2, 106.8)).toBeUndefined();
});

test('the map of a city counts money, proposals and participants of its kecamatan', async () => {
  const city = await withCity();
  await carriedOut(city);
  const map = (measure: 'money' | 'proposals' | 'participation') =>
    city.pilar.read(city.tenant, (tx) => cityMap(tx, AREA, measure));
  expect(await map('money')).toEqual([{ code: '32.73.30', name: 'Mandalajati', amount: 52_500_000n }]);
  expect(await map('proposals')).toMatchObject([{ amount: 1n }]);
  expect(await map('participation')).toMatchObject([{ amount: 0n }]);
  // The kelurahan of a kecamatan, once there are boundaries to draw them in.
  const beneath = await city.pilar.read(city.tenant, (tx) => cityMap(tx, '32.73.30', 'money'));
  expect(beneath).toEqual([{ code: VILLAGE, name: 'Pasir Impun', amount: 52_500_000n }]);
});

test('with boundaries a position finds the place that it lies in, and the map is drawn in shapes', async () => {
  const { pilar, tenant, actors } = await withCity();
  const read = <T>(work: (tx: Tx) => Promise<T>) => pilar.read(tenant, work);
  expect(await read((tx) => shapesBeneath(tx, AREA))).toBeUndefined();
  expect(await read((tx) => knowsPositions(tx, AREA))).toBe(false);
  for (const [level, code] of [
    ['district', '32.73.30'],
    ['village', VILLAGE],
  ] as const) {
    const bytes = madeBoundaries([code]);
    const handed = { level, source: 'Peta buatan untuk uji', property: '', bytes };
    granted(await keepBoundaries(pilar, actors.setda, handed));
  }
  const shapes = await read((tx) => shapesBeneath(tx, AREA));
  expect(shapes?.source).toBe('Peta buatan untuk uji');
  expect([...(shapes?.at.keys() ?? [])]).toEqual(['32.73.30']);
  expect([...((await read((tx) => shapesBeneath(tx, '32.73.30')))?.at.keys() ?? [])]).toEqual([VILLAGE]);
  expect(await read((tx) => knowsPositions(tx, AREA))).toBe(true);
  const [inside, outside] = [
    { latitude: -6.905, longitude: 107.605 },
    { latitude: -6.95, longitude: 107.605 },
  ];
  expect(await read((tx) => placeNear(tx, AREA, inside))).toBe(VILLAGE);
  expect(await read((tx) => placeNear(tx, AREA, outside))).toBeUndefined();
  // An RW has no boundary of its own: it lies where its kelurahan does.
  expect(await read((tx) => liesIn(tx, `${VILLAGE}.001`, inside))).toBe(true);
  expect(await read((tx) => liesIn(tx, VILLAGE, outside))).toBe(false);
  expect(await read((tx) => liesIn(tx, '32.73.30.1009', inside))).toBeUndefined();
});

test('a point is tapped on a square map around the kelurahan, or the kecamatan where no kelurahan has boundaries', async () => {
  const { pilar, tenant, actors } = await withCity();
  const map = (place: string) => pilar.read(tenant, (tx) => pinMap(tx, place));
  const keep = async (level: 'district' | 'village', code: string) =>
    granted(
      await keepBoundaries(pilar, actors.setda, {
        level,
        source: 'Peta buatan untuk uji',
        property: '',
        bytes: madeBoundaries([code]),
      }),
    );
  expect(await map(`${VILLAGE}.001`)).toBeUndefined();
  await keep('district', '32.73.30');
  expect((await map(`${VILLAGE}.001`))?.shapes.map((one) => [one.name, one.own])).toEqual([
    ['Mandalajati', true],
  ]);
  await keep('village', VILLAGE);
  const drawn = await map(`${VILLAGE}.001`);
  expect(drawn?.shapes.map((one) => [one.name, one.own])).toEqual([['Pasir Impun', true]]);
  // The made boundary is a hundredth of a degree each way from 107.6 east and 6.9 south; an eighth more is seen around it.
  const { west = 0, east = 0, south = 0, north = 0 } = drawn?.frame ?? {};
  expect([(west + east) / 2, (south + north) / 2].map((one) => one.toFixed(4))).toEqual([
    '107.6050',
    '-6.9050',
  ]);
  expect(north - south).toBeGreaterThan(0.012);
  expect(north - south).toBeLessThan(0.013);
  // Nobody taps a point on the map of a whole city.
  expect(await map(AREA)).toBeUndefined();
});
