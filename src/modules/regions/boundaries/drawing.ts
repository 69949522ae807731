import type { MultiPolygon } from 'geojson';
import { feature } from 'topojson-client';
import { topology } from 'topojson-server';
import { planarRingArea, presimplify, simplify } from 'topojson-simplify';
import type { RegionCode } from '#kernel/region.ts';
import type { Position } from './crossing.ts';
import { COARSER, type Frame, type GridPoint, gridOf } from './grid.ts';
import { middleOf, pathOf, type Ring, ringsOf } from './path.ts';

/** A place with the rings of its polygons in degrees, as a file has them. */
export type Outlined = { readonly code: RegionCode; readonly polygons: readonly (readonly Position[][])[] };

/** A place as it is drawn: its shape on the grid, its coarser outline for a map of all, where its number stands. */
export type DrawnPlace = {
  readonly code: RegionCode;
  readonly shape: string;
  readonly outline: string;
  readonly x: number;
  readonly y: number;
};

export type Drawing = { readonly frame: Frame; readonly places: readonly DrawnPlace[] };

/** What a corner is worth keeping for, in squares of the grid: 2 × 2 steps, and ten times as coarse for outlines. */
const SHAPE_CORNER = 4;
const OUTLINE_CORNER = 8 * COARSER ** 2;

/** Outlines of all places together have so many signs at most: they stand in the first page of a city. */
export const OUTLINES_SIGNS = 14_000;
/** Shapes of all places together: kept, and drawn a few at a time. */
export const SHAPES_SIGNS = 1_500_000;

/**
 * Draws places once, when they are taken in. Neighbours share their line and are simplified along it together (corners
 * of the smallest triangles go first, Visvalingam and Whyatt 1993), so that no gap opens between them. Where the outlines
 * are still too long, more corners go.
 */
export function drawPlaces(places: readonly Outlined[]): Drawing {
  const frame = frameOf(places);
  const grid = gridOf(frame);
  const objects = Object.fromEntries(
    places.map((place) => [
      place.code,
      {
        type: 'MultiPolygon',
        coordinates: place.polygons.map((rings) =>
          rings.map((ring) => ring.map(([x = 0, y = 0]) => grid.onGrid(x, y))),
        ),
      } satisfies MultiPolygon,
    ]),
  );
  const weighed = presimplify(topology(objects) as Parameters<typeof presimplify>[0]);
  const at = (corner: number): ReadonlyMap<RegionCode, readonly Ring[]> => {
    const simple = simplify(weighed, corner);
    return new Map(
      Object.entries(simple.objects).map(([code, object]) => {
        const found = feature(simple, object);
        const rings =
          'geometry' in found && 'coordinates' in found.geometry ? ringsIn(found.geometry.coordinates) : [];
        return [code, worthDrawing(rings, corner)];
      }),
    );
  };
  const shapes = within(SHAPES_SIGNS, SHAPE_CORNER, (corner) => pathsOf(at(corner)));
  const outlines = within(OUTLINES_SIGNS, OUTLINE_CORNER, (corner) =>
    pathsOf(new Map([...at(corner)].map(([code, rings]) => [code, coarser(rings)]))),
  );
  return {
    frame,
    places: places.map(({ code }) => {
      const shape = shapes.get(code) ?? '';
      const outline = outlines.get(code) || pathOf(coarser(ringsOf(shape)));
      const [x, y] = middleOf(ringsOf(outline));
      return { code, shape, outline, x, y };
    }),
  };
}

/** Degrees that a frame is wide at least. */
const LEAST = 0.001;

/** The frame around all places, in millionths of a degree. */
function frameOf(places: readonly Outlined[]): Frame {
  let [west, south, east, north] = [180, 90, -180, -90];
  for (const [x = 0, y = 0] of places.flatMap((place) => place.polygons.flat(2))) {
    west = Math.min(west, x);
    east = Math.max(east, x);
    south = Math.min(south, y);
    north = Math.max(north, y);
  }
  const down = (degrees: number) => Math.floor(degrees * 1e6) / 1e6;
  const up = (degrees: number) => Math.ceil(degrees * 1e6) / 1e6;
  return {
    west: down(west),
    south: down(south),
    east: up(Math.max(east, west + LEAST)),
    north: up(Math.max(north, south + LEAST)),
  };
}

/** All rings that stand in nested lists of positions, each without its last point, which is its first. */
function ringsIn(nested: unknown): Ring[] {
  if (!Array.isArray(nested) || nested.length === 0) return [];
  if (!Array.isArray(nested[0]?.[0])) {
    return [
      nested.slice(0, -1).map(([x, y]: number[]): GridPoint => [Math.round(x ?? 0), Math.round(y ?? 0)]),
    ];
  }
  return nested.flatMap(ringsIn);
}

/** Rings larger than a corner that is not worth keeping, and always the largest. */
function worthDrawing(rings: readonly Ring[], corner: number): readonly Ring[] {
  const sized = rings.map((ring) => ({ ring, size: sizeOf(ring) }));
  const largest = Math.max(...sized.map((one) => one.size));
  return sized.filter(({ size }) => size >= corner || size === largest).map((one) => one.ring);
}

function sizeOf(ring: Ring): number {
  const closed = [...ring, ring[0] ?? [0, 0]].map(([x, y]): [number, number] => [x, y]);
  return Math.abs(planarRingArea(closed));
}

function coarser(rings: readonly Ring[]): readonly Ring[] {
  const found = rings.map((ring) => {
    const points = ring.map(([x, y]): GridPoint => [Math.round(x / COARSER), Math.round(y / COARSER)]);
    return points.filter(([x, y], i) => x !== points.at(i - 1)?.[0] || y !== points.at(i - 1)?.[1]);
  });
  const drawn = found.filter((ring) => ring.length > 2);
  return drawn.length > 0 ? drawn : [speck(rings[0]?.[0] ?? [0, 0])];
}

/** What is too small for a map of the whole is still a place that can be found there. */
function speck([x, y]: GridPoint): Ring {
  const [left, top] = [Math.round(x / COARSER) - 1, Math.round(y / COARSER) - 1];
  return [
    [left, top],
    [left + 3, top],
    [left + 3, top + 3],
    [left, top + 3],
  ];
}

function pathsOf(shapes: ReadonlyMap<RegionCode, readonly Ring[]>): Map<RegionCode, string> {
  return new Map([...shapes].map(([code, rings]) => [code, pathOf(rings)]));
}

/** Drawn with ever larger corners left out until all paths together are no longer than they may be. */
function within(
  signs: number,
  corner: number,
  draw: (corner: number) => Map<RegionCode, string>,
): Map<RegionCode, string> {
  for (let least = corner; ; least *= 2) {
    const paths = draw(least);
    const length = [...paths.values()].reduce((sum, path) => sum + path.length, 0);
    if (length <= signs || least > 1e8) return paths;
  }
}
