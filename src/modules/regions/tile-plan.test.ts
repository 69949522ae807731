import { expect, test } from 'vitest';
import drawings from '../../../cities/tiles.json' with { type: 'json' };
import { officialRegions } from './official-regions.ts';
import { type TileDrawing, tilePlan, tilesOf } from './tile-plan.ts';

test.each(Object.entries<TileDrawing>(drawings))(
  'the drawing of %s has each of its kecamatan once',
  async (city, { drawing, places }) => {
    const names = drawing.flatMap((line) => line.split(' ').filter((word) => word !== '' && word !== '.'));
    expect(names.filter((name) => !Object.hasOwn(places, name))).toEqual([]);
    expect(new Set(names).size, 'a name stands once').toBe(names.length);
    const kecamatan = (await officialRegions()).filter(
      (one) => one.parent === city && one.level === 'district',
    );
    expect([...tilePlan({ drawing, places }).at.keys()].sort()).toEqual(
      kecamatan.map((one) => one.code).sort(),
    );
  },
);

/** Neighbours in Bandung, as everybody there knows them: the first lies west, or north, of the second. */
test.each([
  ['32.73.01', 'west', '32.73.08'], // Sukasari, Cidadap
  ['32.73.07', 'west', '32.73.02'], // Sukajadi, Coblong
  ['32.73.06', 'west', '32.73.09'], // Cicendo, Bandung Wetan
  ['32.73.15', 'west', '32.73.05'], // Bandung Kulon, Andir
  ['32.73.20', 'west', '32.73.24'], // Antapani, Arcamanik
  ['32.73.22', 'west', '32.73.23'], // Buahbatu, Rancasari
  ['32.73.23', 'west', '32.73.27'], // Rancasari, Gedebage
  ['32.73.26', 'west', '32.73.25'], // Ujungberung, Cibiru
  ['32.73.01', 'north', '32.73.07'], // Sukasari, Sukajadi
  ['32.73.02', 'north', '32.73.09'], // Coblong, Bandung Wetan
  ['32.73.09', 'north', '32.73.19'], // Bandung Wetan, Sumur Bandung
  ['32.73.18', 'north', '32.73.14'], // Cibeunying Kaler, Cibeunying Kidul
  ['32.73.04', 'north', '32.73.17'], // Bojongloa Kaler, Bojongloa Kidul
  ['32.73.30', 'north', '32.73.24'], // Mandalajati, Arcamanik
  ['32.73.13', 'north', '32.73.21'], // Lengkong, Bandung Kidul
] as const)('%s lies %s of %s, and stands so', (first, side, second) => {
  const at = tilesOf('32.73')?.at;
  const [one, other] = [at?.get(first), at?.get(second)];
  const axis = side === 'west' ? 'column' : 'row';
  expect(one?.[axis]).toBeLessThan(other?.[axis] ?? 0);
});

test('a city that nobody drew has no plan', () => {
  expect(tilesOf('16.74')).toBeUndefined();
  expect(tilesOf('toString')).toBeUndefined();
});
