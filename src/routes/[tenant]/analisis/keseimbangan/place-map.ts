import { distanceKm, type Point } from '#analysis/balance/index.ts';
import type { RegionCode } from '#kernel/region.ts';

/** A circle of the map: where it stands and how large it is, in the map's own units. */
export type MapCircle = {
  readonly key: RegionCode;
  readonly x: number;
  readonly y: number;
  readonly r: number;
};
export type MapRing = { readonly x: number; readonly y: number; readonly r: number; readonly km: number };
export type PlaceMapDrawing = {
  readonly width: number;
  readonly height: number;
  readonly circles: readonly MapCircle[];
  readonly rings: readonly MapRing[];
};

const WIDTH = 640;
const MARGIN = 34;
const LARGEST = 26;
const LEAST = 4;

/**
 * Lays places out by their true points: north is up, a kilometre is as long eastward as northward. The area of a circle
 * is in proportion to its amount. `rings` are kilometres around `centre`. Undefined with fewer than two points.
 */
export function drawPlaces(
  places: readonly { readonly key: RegionCode; readonly point: Point; readonly amount: bigint }[],
  centre?: Point,
  ringKm: readonly number[] = [],
): PlaceMapDrawing | undefined {
  if (places.length < 2) return undefined;
  const points = places.map((place) => place.point);
  const [south, north] = span(points.map((point) => point.latitude));
  const [west, east] = span(points.map((point) => point.longitude));
  const middle = (south + north) / 2;
  const wide = distanceKm({ latitude: middle, longitude: west }, { latitude: middle, longitude: east });
  const high = distanceKm({ latitude: south, longitude: west }, { latitude: north, longitude: west });
  const scale = (WIDTH - 2 * MARGIN) / Math.max(wide, high, 0.1);
  const across = (longitude: number) =>
    east === west ? WIDTH / 2 : MARGIN + ((longitude - west) / (east - west)) * wide * scale;
  const height = Math.round(2 * MARGIN + high * scale);
  const down = (latitude: number) =>
    north === south ? height / 2 : MARGIN + ((north - latitude) / (north - south)) * high * scale;
  const most = places.reduce((top, { amount }) => (amount > top ? amount : top), 0n);
  const largest = Math.max(10, Math.min(LARGEST, WIDTH / (1.8 * Math.sqrt(places.length))));
  return {
    width: WIDTH,
    height,
    circles: places
      .map(({ key, point, amount }) => ({
        key,
        x: round(across(point.longitude)),
        y: round(down(point.latitude)),
        r:
          most === 0n || amount === 0n
            ? LEAST
            : round(Math.max(LEAST, Math.sqrt(Number((amount * 10_000n) / most) / 10_000) * largest)),
      }))
      // Small ones last, so that no circle hides under a larger one.
      .sort((a, b) => b.r - a.r || (a.key < b.key ? -1 : 1)),
    rings: centre
      ? ringKm.map((km) => ({
          x: round(across(centre.longitude)),
          y: round(down(centre.latitude)),
          r: round(km * scale),
          km,
        }))
      : [],
  };
}

function span(values: readonly number[]): [number, number] {
  return [Math.min(...values), Math.max(...values)];
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
