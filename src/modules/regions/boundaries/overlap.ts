import type { Position } from './crossing.ts';

/** The polygons of a place, each with its holes. */
export type Shape = readonly (readonly (readonly Position[])[])[];

/** Two places, by their order, and how much of the smaller one lies in the other, per mille. */
export type Overlap = { readonly one: number; readonly other: number; readonly share: number };

/**
 * How much of a place may lie in its neighbour, per mille of the smaller of both. Each office draws and rounds the border
 * that they share for itself: of a kelurahan of one square kilometre this is a strip of ten metres along one side.
 */
export const OVERLAP_TOLERATED = 10;

/** Lines that are laid through what two places have in common, to measure it. */
const LINES = 200;

/**
 * The two places that lie over each other most, beyond what is tolerated; undefined where none do. Measured along
 * parallel lines, so that no way in which two borders meet is a case of its own.
 */
export function worstOverlap(shapes: readonly Shape[]): Overlap | undefined {
  const boxed = shapes
    .map((shape, index) => ({ index, ...measured(shape) }))
    .sort((a, b) => a.box.west - b.box.west);
  let worst: Overlap | undefined;
  for (const [i, one] of boxed.entries()) {
    for (const other of boxed.slice(i + 1)) {
      // All that follow begin further east.
      if (other.box.west >= one.box.east) break;
      const share = shareOf(one, other);
      if (share <= Math.max(OVERLAP_TOLERATED, worst?.share ?? 0)) continue;
      const [first, second] = [Math.min(one.index, other.index), Math.max(one.index, other.index)];
      worst = { one: first, other: second, share };
    }
  }
  return worst;
}

type Box = { readonly west: number; readonly east: number; readonly south: number; readonly north: number };
/** The sides of one polygon, each from its southern end to its northern: x, y, x, y. Flat, since there are many. */
type Sides = Float64Array;
type Measured = {
  readonly box: Box;
  readonly sides: readonly Sides[];
  /** In square degrees: what is compared lies at one latitude. */
  readonly area: number;
};

function measured(shape: Shape): Measured {
  const [box, sides] = [boxOf(shape), shape.map(sidesOf)];
  const step = (box.north - box.south) / LINES;
  const lines = stretchesOn(sides, { south: box.south, step });
  return { box, sides, area: lines.flat().reduce((sum, [from, to]) => sum + (to - from), 0) * step };
}

function boxOf(shape: Shape): Box {
  const box = { west: Infinity, east: -Infinity, south: Infinity, north: -Infinity };
  for (const ring of shape.flat()) {
    for (const [x = 0, y = 0] of ring) {
      box.west = Math.min(box.west, x);
      box.east = Math.max(box.east, x);
      box.south = Math.min(box.south, y);
      box.north = Math.max(box.north, y);
    }
  }
  return box;
}

function sidesOf(rings: readonly (readonly Position[])[]): Sides {
  return Float64Array.from(
    rings.flatMap((ring) =>
      ring.slice(1).flatMap((to, i) => {
        const [[ax = 0, ay = 0], [bx = 0, by = 0]] = [ring[i] ?? to, to];
        return ay <= by ? [ax, ay, bx, by] : [bx, by, ax, ay];
      }),
    ),
  );
}

/** How much of the smaller of two places lies in the other, per mille. */
function shareOf(one: Measured, other: Measured): number {
  const south = Math.max(one.box.south, other.box.south);
  const north = Math.min(one.box.north, other.box.north);
  if (north <= south) return 0;
  const step = (north - south) / LINES;
  const [here, there] = [one, other].map(({ sides }) => stretchesOn(sides, { south, step }));
  let common = 0;
  for (let line = 0; line < LINES; line += 1) common += inBoth(here?.[line] ?? [], there?.[line] ?? []);
  const smaller = Math.min(one.area, other.area);
  return smaller === 0 ? 0 : Math.round((common * step * 1000) / smaller);
}

type Stretch = readonly [from: number, to: number];

/** Of each line, the stretches on which it runs through a place, from west to east. */
function stretchesOn(
  polygons: readonly Sides[],
  { south, step }: { readonly south: number; readonly step: number },
): Stretch[][] {
  const found = Array.from({ length: LINES }, (): Stretch[] => []);
  for (const sides of polygons) {
    const met = Array.from({ length: LINES }, (): number[] => []);
    for (let side = 0; side < sides.length; side += 4) {
      const [y = 0, toY = 0] = [sides[side + 1], sides[side + 3]];
      if (toY < south || y > south + step * LINES) continue;
      const [x = 0, toX = 0] = [sides[side], sides[side + 2]];
      // Lines run half a step above each whole one; a side has its southern end and not its northern.
      const first = Math.max(0, Math.ceil((y - south) / step - 0.5));
      const last = Math.min(LINES - 1, Math.ceil((toY - south) / step - 0.5) - 1);
      for (let line = first; line <= last; line += 1) {
        const height = south + (line + 0.5) * step;
        met[line]?.push(x + ((toX - x) * (height - y)) / (toY - y));
      }
    }
    for (const [line, crossed] of met.entries()) {
      crossed.sort((a, b) => a - b);
      for (let i = 0; i + 1 < crossed.length; i += 2) {
        found[line]?.push([crossed[i] ?? 0, crossed[i + 1] ?? 0]);
      }
    }
  }
  return found.map((stretches) => stretches.sort(([a], [b]) => a - b));
}

function inBoth(here: readonly Stretch[], there: readonly Stretch[]): number {
  let [common, i, j] = [0, 0, 0];
  while (i < here.length && j < there.length) {
    const [[from = 0, to = 0], [otherFrom = 0, otherTo = 0]] = [here[i] ?? [], there[j] ?? []];
    common += Math.max(0, Math.min(to, otherTo) - Math.max(from, otherFrom));
    if (to < otherTo) i += 1;
    else j += 1;
  }
  return common;
}
