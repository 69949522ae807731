import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { Actor } from '#kernel/actor.ts';
import { operatorOf } from '#modules/actors/index.ts';
import { boundarySets, outlinesOf, shapesOf } from '#modules/regions/index.ts';
import { madeBoundaries } from '../../../test/support/boundaries.ts';
import { granted, VILLAGE, withCity } from '../../../test/support/city.ts';
import { type HandedBoundaries, keepBoundaries, keepBoundariesOf, takeBoundariesAway } from './index.ts';

const DISTRICTS = ['32.73.01', '32.73.30'];
const SOURCE = 'Dinas Cipta Karya, peta RBI 2024, CC BY 4.0';
const FILE: HandedBoundaries = {
  level: 'district',
  source: SOURCE,
  property: '',
  bytes: madeBoundaries(DISTRICTS),
};

/** A city of two kecamatan, of which one has a kelurahan. */
async function cityOfTwo() {
  const city = await withCity();
  await city.pilar.database.script(
    `insert into region (code, parent_code, level, name) values ('32.73.01', '32.73', 'district', 'Sukasari')`,
  );
  return { ...city, kept: () => city.pilar.read(city.tenant, boundarySets) };
}

test('boundaries are kept whole or not at all, by those who steer the programme', async () => {
  const { pilar, tenant, actors, kept } = await cityOfTwo();
  const keep = (who: Actor | { tenant: string }, changed: Partial<HandedBoundaries> = {}) =>
    keepBoundaries(pilar, who, { ...FILE, ...changed });
  expect(await keep({ tenant })).toMatchObject({ refusal: { refusal: 'access.sign-in' } });
  for (const who of [actors.resident, actors.rw1, actors.lurah, actors.camat]) {
    expect(await keep(who)).toMatchObject({ refusal: { refusal: 'access.office' } });
  }
  expect(
    await keep(actors.setda, { level: 'neighbourhood', source: ' ', bytes: new Uint8Array() }),
  ).toMatchObject({
    refusal: { issues: [{ field: 'level' }, { field: 'source' }, { field: 'file' }] },
  });
  expect(await keep(actors.setda, { bytes: new Uint8Array(17 * 1024 * 1024) })).toMatchObject({
    refusal: { issues: [{ refusal: 'file.too-large', field: 'file' }] },
  });
  const crossed = madeBoundaries(DISTRICTS, (feature, i) => {
    const [ring = []] = feature.geometry.coordinates;
    const [a = [], b = [], c = [], d = []] = ring;
    return i === 1 ? { ...feature, geometry: { type: 'Polygon', coordinates: [[a, c, b, d, a]] } } : feature;
  });
  expect(await keep(actors.setda, { bytes: crossed })).toMatchObject({
    refusal: {
      refusal: 'boundaries.unreadable',
      field: 'file',
      params: { feature: 2, place: 'Mandalajati', reason: 'crossed' },
    },
  });
  // A city's whole map, or none: its neighbour's alone is another city's.
  expect(await keep(actors.setda, { bytes: madeBoundaries(['32.77.01', '32.77.02']) })).toMatchObject({
    refusal: { refusal: 'boundaries.unreadable', params: { reason: 'no-name' } },
  });
  expect(await kept()).toEqual([]);
  expect(granted(await keep(actors.setda))).toEqual({ level: 'district', places: 2 });
  expect(await kept()).toMatchObject([{ level: 'district', places: 2, source: SOURCE }]);
  await pilar.read(tenant, async (tx) => {
    const [first, second] = await outlinesOf(tx, 'district', '32.73');
    expect([first?.code, second?.code]).toEqual(DISTRICTS);
    expect(first?.path).toMatch(/^M\d+ \d+l[\d -]+z$/);
    // Its number stands within it, left of the other's.
    expect(first?.x).toBeLessThan(second?.x ?? 0);
  });
});

test('they are replaced whole, kept level by level, and taken away for a reason; the journal tells of each', async () => {
  const { pilar, tenant, actors, kept } = await cityOfTwo();
  granted(await keepBoundaries(pilar, actors.setda, FILE));
  const villages = madeBoundaries([VILLAGE]);
  granted(await keepBoundaries(pilar, actors.setda, { ...FILE, level: 'village', bytes: villages }));
  granted(await keepBoundaries(pilar, actors.setda, { ...FILE, source: 'Peta desa 2026' }));
  expect(await kept()).toMatchObject([
    { level: 'district', source: 'Peta desa 2026' },
    { level: 'village', places: 1, source: SOURCE },
  ]);
  const away = (who: Actor, level: string, reason: string) =>
    takeBoundariesAway(pilar, who, { level, reason });
  expect(await away(actors.lurah, 'district', 'Salah berkas')).toMatchObject({
    refusal: { refusal: 'access.office' },
  });
  expect(await away(actors.setda, 'district', '')).toMatchObject({
    refusal: { refusal: 'input.required', field: 'reason' },
  });
  expect(granted(await away(actors.setda, 'district', 'Berkas tahun lalu'))).toEqual({ level: 'district' });
  expect(await away(actors.setda, 'district', 'Berkas tahun lalu')).toMatchObject({
    refusal: { refusal: 'access.not-found' },
  });
  expect(await kept()).toMatchObject([{ level: 'village' }]);
  await pilar.read(tenant, async (tx) => {
    expect(await shapesOf(tx, 'district', '32.73')).toEqual([]);
    expect(await shapesOf(tx, 'village', '32.73.30')).toMatchObject([{ code: VILLAGE }]);
  });
  const { rows } = await pilar.read(tenant, (tx) =>
    sql<{ action: string; summary: string; details: string }>`
      select action, summary, details from journal_entry
      where tenant_id = ${tenant} and action like 'boundaries.%' order by id`.execute(tx.sql),
  );
  const told = rows.map(({ action, summary, details }) => ({
    action,
    summary: JSON.parse(summary),
    details: JSON.parse(details).details,
  }));
  expect(told).toMatchObject([
    { action: 'boundaries.kept', summary: { level: 'district', places: 2, source: SOURCE } },
    { details: { property: 'kode', file: createHash('sha256').update(villages).digest('hex') } },
    { action: 'boundaries.kept', summary: { source: 'Peta desa 2026' } },
    {
      action: 'boundaries.taken-away',
      summary: { level: 'district', places: 2, reason: 'Berkas tahun lalu' },
    },
  ]);
});

test('the operator keeps them at the command line, by the same checks', async () => {
  const { pilar, tenant, kept } = await cityOfTwo();
  const by = operatorOf(tenant);
  const half = madeBoundaries(['32.73.30']);
  expect(await keepBoundariesOf(pilar, by, '32.73', { ...FILE, bytes: half })).toMatchObject({
    refusal: { params: { reason: 'missing', value: 'Sukasari' } },
  });
  expect(await kept()).toEqual([]);
  expect(granted(await keepBoundariesOf(pilar, by, '32.73', FILE))).toEqual({ level: 'district', places: 2 });
});
