import { perMille } from '#kernel/money.ts';
import type { RegionCode } from '#kernel/region.ts';
import { cityMap, levelOnMap, type MapMeasure } from '#modules/overview/index.ts';
import { shapesBeneath, tilesOf } from '#modules/regions/index.ts';
import type { Locale } from '#paraglide/runtime.js';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { count } from '#ui/format.ts';

/** What the map of a city shows, by its name in an address. */
const MEASURES = { uang: 'money', usulan: 'proposals', peserta: 'participation' } as const satisfies Record<
  string,
  MapMeasure
>;
export type MapName = keyof typeof MEASURES;

const NAMES: readonly MapName[] = ['uang', 'usulan', 'peserta'];
const MILLION = 1_000_000n;

/** The kecamatan of a city, each with its figure, shaded beside the largest; amounts of money in millions of rupiah. */
export async function drawCityMap(
  tx: Tx,
  area: RegionCode,
  asked: string | null,
  tenant: string,
  locale: Locale,
) {
  const name = NAMES.find((one) => one === asked) ?? 'uang';
  const places = await cityMap(tx, area, MEASURES[name]);
  const unit = name === 'uang' ? MILLION : 1n;
  const most = places.reduce((top, one) => (one.amount > top ? one.amount : top), 0n);
  return {
    name,
    names: NAMES,
    level: levelOnMap(area),
    ...(await lie(tx, area)),
    most: most / unit,
    tiles: places.map((one) => ({
      code: one.code,
      name: one.name,
      perMille: most === 0n ? 0 : perMille(one.amount, most),
      text: one.amount === 0n ? '–' : count((one.amount + unit / 2n) / unit, locale),
      href: `/${tenant}/tempat/${one.code}`,
    })),
  };
}

/** How the places of an area lie: in their shapes where the city has boundaries, else as tiles where somebody drew them. */
export async function lie(tx: Tx, area: RegionCode) {
  const shapes = await shapesBeneath(tx, area);
  return { shapes, plan: shapes ? undefined : tilesOf(area) };
}

/** The same of the places in a kecamatan; undefined where the city has no boundaries of them: beneath a city tiles say little. */
export async function mapBeneath(
  tx: Tx,
  place: RegionCode,
  asked: string | null,
  tenant: string,
  locale: Locale,
) {
  return (await shapesBeneath(tx, place)) && drawCityMap(tx, place, asked, tenant, locale);
}
