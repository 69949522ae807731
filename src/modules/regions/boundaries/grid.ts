/** The part of the earth that a drawing shows, in degrees (WGS 84). */
export type Frame = {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
};

export type Degrees = { readonly latitude: number; readonly longitude: number };

/** A place on the grid of a frame: whole steps from its north-western corner, to the right and down. */
export type GridPoint = readonly [x: number, y: number];

/** So many steps the longer side of a frame has: 2 m each over a city, 20 m over a large regency. */
export const STEPS = 10_000;

/** So many steps of the grid are one of an outline, which is for a map of the whole city. */
export const COARSER = 10;

export type Grid = {
  readonly width: number;
  readonly height: number;
  /** Where a point of the earth lies on the grid; outside of it where it lies outside of the frame. */
  readonly onGrid: (longitude: number, latitude: number) => [x: number, y: number];
  /** Which point of the earth lies there. */
  readonly onEarth: (x: number, y: number) => Degrees;
};

/**
 * The grid of a frame: degrees of longitude shortened by the cosine of the middle latitude (plate carrée), which over the
 * few degrees of a city or a province near the equator differs from any other projection by less than a line is wide.
 */
export function gridOf({ west, south, east, north }: Frame): Grid {
  const shortened = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const step = STEPS / Math.max((east - west) * shortened, north - south);
  return {
    width: Math.ceil((east - west) * shortened * step),
    height: Math.ceil((north - south) * step),
    onGrid: (longitude, latitude) => [
      Math.round((longitude - west) * shortened * step),
      Math.round((north - latitude) * step),
    ],
    onEarth: (x, y) => ({ longitude: west + x / (shortened * step), latitude: north - y / step }),
  };
}
