import type { Point } from '#analysis/balance/index.ts';
import { ancestor } from '#kernel/region.ts';
import { type Distance, type DistanceOverview, RING_BOUNDS } from '#modules/transparency/index.ts';
import { m } from '#paraglide/messages.js';
import { shortRupiah } from '#ui/format.ts';
import { type Choices, linksOf, queryOf } from '../choices.ts';
import { drawPlaces } from '../place-map.ts';

/** Points on one map: more would hide each other. */
const POINTS = 200;

/** The funded proposals of a kelurahan. */
export function fundedIn(tenant: string, program: Choices['program'], village: string): string {
  return `/${tenant}/usulan?${new URLSearchParams({
    program: program.slug,
    keadaan: 'funded',
    kecamatan: ancestor(village, 'district'),
    kelurahan: village,
  })}`;
}

/** Kelurahan at their middles; undefined while fewer than two are known. */
export function villageMap(
  tenant: string,
  url: URL,
  choices: Choices,
  { villages, names }: DistanceOverview,
  centre: Point,
) {
  const drawing = drawPlaces(
    villages.map(({ row, point }) => ({ key: row.place, point, amount: row.decided })),
    centre,
    RING_BOUNDS,
  );
  if (!drawing) return undefined;
  const spread = new URL(url.pathname.replace(/\/jarak$/, ''), url);
  spread.search = queryOf(url);
  return {
    caption: m['balance.distance.map'](),
    labels: 'shown' as const,
    drawing,
    places: villages.map(({ row }) => ({
      key: row.place,
      name: `${row.name}, ${names.get(row.group) ?? ''}`,
      text: shortRupiah(row.decided),
      empty: row.decided === 0n,
      href: linksOf(tenant, spread, choices, 'village', row).closer,
    })),
  };
}

/** Funded proposals at the points they name themselves; each leads to those of its kelurahan. */
export function proposalMap(
  tenant: string,
  { program }: Choices,
  { points, centre }: Distance,
  names: DistanceOverview['names'],
) {
  const shown = points.slice(0, POINTS);
  const drawing = drawPlaces(
    shown.map((one) => ({ key: keyOf(one), point: one, amount: one.granted })),
    centre.point,
    RING_BOUNDS,
  );
  if (!drawing) return undefined;
  return {
    caption: m['balance.distance.point-map'](),
    labels: 'none' as const,
    drawing,
    places: shown.map((one) => ({
      key: keyOf(one),
      name: names.get(one.village) ?? one.village,
      text: shortRupiah(one.granted),
      empty: false,
      href: fundedIn(tenant, program, one.village),
    })),
  };
}

function keyOf(one: {
  readonly village: string;
  readonly latitude: number;
  readonly longitude: number;
}): string {
  return `${one.village} ${one.latitude} ${one.longitude}`;
}
