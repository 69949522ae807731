import { ancestor, isWider, type RegionCode } from '#kernel/region.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { namesOf } from '../region.store.ts';
import { boundarySets, shapesOf } from './boundary.store.ts';
import { type Frame, type GridPoint, gridOf } from './grid.ts';
import { boxOf, middleOf, ringsOf } from './path.ts';

/** A square map of one place with those beside it, on which a point is set by tapping. */
export type PinMap = {
  /** The part of the earth that the square shows. */
  readonly frame: Frame;
  readonly viewBox: string;
  /** How wide the square is, in the units of its paths. */
  readonly wide: number;
  readonly shapes: readonly {
    readonly path: string;
    readonly own: boolean;
    readonly name: string;
    /** Where the middle of its name stands: in its own, or along the rim beyond which that lies. */
    readonly x: number;
    readonly y: number;
    readonly alongRim: boolean;
  }[];
  readonly source: string;
};

/** So much is seen around a place, of its longer side. */
const AROUND = 0.12;

/** The map of the kelurahan in which a place lies, or of its kecamatan; undefined where the city has no boundary of either. */
export async function pinMap(tx: Tx, place: RegionCode): Promise<PinMap | undefined> {
  for (const set of (await boundarySets(tx)).reverse()) {
    if (set.level === 'regency' || isWider(place, set.level)) continue;
    const own = ancestor(place, set.level);
    const beside = await shapesOf(
      tx,
      set.level,
      ancestor(own, set.level === 'village' ? 'district' : 'regency'),
    );
    const box = boxOf(beside.filter((one) => one.code === own).flatMap((one) => ringsOf(one.path)));
    if (!box) continue;
    const wide = Math.ceil(Math.max(box.right - box.left, box.bottom - box.top) * (1 + 2 * AROUND));
    const left = Math.round((box.left + box.right - wide) / 2);
    const top = Math.round((box.top + box.bottom - wide) / 2);
    const earth = gridOf(set.frame).onEarth;
    const [northWest, southEast] = [earth(left, top), earth(left + wide, top + wide)];
    const names = await namesOf(
      tx,
      beside.map((one) => one.code),
    );
    return {
      frame: {
        west: northWest.longitude,
        south: southEast.latitude,
        east: southEast.longitude,
        north: northWest.latitude,
      },
      viewBox: `${left} ${top} ${wide} ${wide}`,
      wide,
      source: set.source,
      // Its own line is drawn over those of its neighbours.
      shapes: beside
        .toSorted((a, b) => Number(a.code === own) - Number(b.code === own))
        .flatMap(({ code, path }) => {
          const rings = ringsOf(path);
          const around = boxOf(rings);
          const seen =
            around &&
            around.left < left + wide &&
            around.right > left &&
            around.top < top + wide &&
            around.bottom > top;
          const named = nameAt(middleOf(rings), { left, top, wide });
          return seen ? [{ path, own: code === own, name: names.get(code) ?? '', ...named }] : [];
        }),
    };
  }
  return undefined;
}

/** So near to the rim at the left or right, of the whole, a name runs along it, or it would reach into other places. */
const RIM = 0.15;
/** As high as a name is, of the whole, and half as long as one is. */
const [LINE, HALF] = [0.045, 0.2];

function nameAt(
  [x, y]: GridPoint,
  { left, top, wide }: { left: number; top: number; wide: number },
): Pick<PinMap['shapes'][number], 'x' | 'y' | 'alongRim'> {
  const [across, down] = [(x - left) / wide, (y - top) / wide];
  const alongRim = across < RIM || across > 1 - RIM;
  const within = (one: number, from: number, to: number) => Math.min(Math.max(one, from), to);
  const at = alongRim
    ? [across < RIM ? LINE : 1 - LINE / 3, within(down, HALF, 1 - HALF)]
    : [across, within(down, LINE, 1 - LINE / 3)];
  const [right = 0, below = 0] = at;
  return { x: Math.round(left + right * wide), y: Math.round(top + below * wide), alongRim };
}
