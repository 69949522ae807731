import { ancestor, LEVELS, levelOf, type RegionCode } from '#kernel/region.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { boundarySets, type DrawnLevel, outlinesOf, shapesOf } from './boundary.store.ts';
import { COARSER, type Degrees, type Frame, gridOf } from './grid.ts';
import { boxOf, isWithin, middleOf, ringsOf } from './path.ts';

/** A place as it stands on a map: its path, and where its number stands. */
export type ShapeAt = { readonly path: string; readonly x: number; readonly y: number };

/** The places of an area in their shapes, north up; `viewBox` as SVG has it, `wide` how wide it is of that. */
export type MapShapes = {
  readonly viewBox: string;
  readonly wide: number;
  readonly at: ReadonlyMap<RegionCode, ShapeAt>;
  /** Who made the boundaries, under which licence. */
  readonly source: string;
};

/** The shapes of the places one level beneath an area; undefined where the city has no boundaries of them. */
export async function shapesBeneath(tx: Tx, area: RegionCode): Promise<MapShapes | undefined> {
  const level = LEVELS[LEVELS.indexOf(levelOf(area) ?? 'neighbourhood') + 1];
  const set = (await boundarySets(tx)).find((one) => one.level === level);
  if (!set) return undefined;
  const outlines = await outlinesOf(tx, set.level, area);
  if (outlines.length === 0) return undefined;
  if (outlines.length === set.places) {
    const { width, height } = gridOf(set.frame);
    const [wide, high] = [Math.ceil(width / COARSER), Math.ceil(height / COARSER)];
    const at = new Map(outlines.map(({ code, ...one }) => [code, one]));
    return { viewBox: `-4 -4 ${wide + 8} ${high + 8}`, wide: wide + 8, at, source: set.source };
  }
  const shapes = await shapesOf(tx, set.level, area);
  const at = new Map(
    shapes.map(({ code, path }): [RegionCode, ShapeAt] => {
      const [x, y] = middleOf(ringsOf(path));
      return [code, { path, x, y }];
    }),
  );
  const box = boxOf(shapes.flatMap(({ path }) => ringsOf(path)));
  if (!box) return undefined;
  const rim = Math.ceil((box.right - box.left) / 100);
  const wide = box.right - box.left + 2 * rim;
  const viewBox = `${box.left - rim} ${box.top - rim} ${wide} ${box.bottom - box.top + 2 * rim}`;
  return { viewBox, wide, at, source: set.source };
}

/** The shape of one place, with the part of the earth that its grid shows; undefined where there is none. */
export async function shapeOf(
  tx: Tx,
  place: RegionCode,
): Promise<{ path: string; frame: Frame } | undefined> {
  const set = (await boundarySets(tx)).find((one) => one.level === levelOf(place));
  if (!set) return undefined;
  const [shape] = await shapesOf(tx, set.level, place);
  return shape && { path: shape.path, frame: set.frame };
}

/** The smallest place with a boundary in which a point lies; undefined where none does. */
export async function placeAround(
  tx: Tx,
  area: RegionCode,
  { latitude, longitude }: Degrees,
): Promise<RegionCode | undefined> {
  for (const set of (await boundarySets(tx)).reverse()) {
    const at = gridOf(set.frame).onGrid(longitude, latitude);
    for (const { code, path } of await shapesOf(tx, set.level, area)) {
      if (isWithin(ringsOf(path), at)) return code;
    }
  }
  return undefined;
}
/** Whether a point lies in a place; undefined where the city has no boundary of it. An RW lies where its kelurahan does. */
export async function liesIn(
  tx: Tx,
  place: RegionCode,
  { latitude, longitude }: Degrees,
): Promise<boolean | undefined> {
  const level: DrawnLevel = 'village';
  const shape = await shapeOf(tx, levelOf(place) === 'neighbourhood' ? ancestor(place, level) : place);
  return shape && isWithin(ringsOf(shape.path), gridOf(shape.frame).onGrid(longitude, latitude));
}
