/** A position as GeoJSON has it: longitude, latitude, and what may follow. */
export type Position = readonly number[];

/** So few sides are compared with each other; more are told apart by quarters of their box first. */
const FEW = 12;
/** Quarters of quarters: a box of a city is some millimetres wide then. */
const DEEPEST = 24;
/** Steps that are taken for each side. A ragged coast takes some 40; long sides beside each other take more and more. */
const STEPS_A_SIDE = 400;

/** What reaches less far across a side, in degrees (a millimetre), touches it. */
const TOUCHES = 1e-8;

type Side = readonly [ax: number, ay: number, bx: number, by: number];
type Box = { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number };

/**
 * Where two sides of a polygon cross each other, its holes included; undefined where none do. Sides that touch, or lie upon
 * each other, do not cross. `too-much`: so many sides lie beside each other that this cannot be told in a time that grows
 * with them.
 */
export function firstCrossing(rings: readonly (readonly Position[])[]): Position | 'too-much' | undefined {
  const sides = rings.flatMap((ring) =>
    ring.slice(1).map((to, i): Side => {
      const [ax = 0, ay = 0] = ring[i] ?? to;
      const [bx = 0, by = 0] = to;
      return [ax, ay, bx, by];
    }),
  );
  let steps = STEPS_A_SIDE * (sides.length + FEW);

  const look = (within: readonly Side[], box: Box, depth: number): Position | 'too-much' | undefined => {
    if (within.length <= FEW || depth > DEEPEST) {
      steps -= within.length ** 2;
      return steps < 0 ? 'too-much' : crossingIn(within);
    }
    for (const quarter of quartersOf(box)) {
      steps -= within.length;
      if (steps < 0) return 'too-much';
      const found = look(
        within.filter((side) => reaches(side, quarter)),
        quarter,
        depth + 1,
      );
      if (found) return found;
    }
    return undefined;
  };
  return look(sides, boxOf(sides), 0);
}

function boxOf(sides: readonly Side[]): Box {
  let [left, top, right, bottom] = [180, 180, -180, -180];
  for (const [ax, ay, bx, by] of sides) {
    left = Math.min(left, ax, bx);
    right = Math.max(right, ax, bx);
    top = Math.min(top, ay, by);
    bottom = Math.max(bottom, ay, by);
  }
  return { left, top, right, bottom };
}

function quartersOf({ left, top, right, bottom }: Box): readonly Box[] {
  const [x, y] = [(left + right) / 2, (top + bottom) / 2];
  return [
    { left, top, right: x, bottom: y },
    { left: x, top, right, bottom: y },
    { left, top: y, right: x, bottom },
    { left: x, top: y, right, bottom },
  ];
}

/** Whether a side passes through a box, or along its edge. */
function reaches(side: Side, { left, top, right, bottom }: Box): boolean {
  const [ax, ay, bx, by] = side;
  if (Math.max(ax, bx) < left || Math.min(ax, bx) > right) return false;
  if (Math.max(ay, by) < top || Math.min(ay, by) > bottom) return false;
  const corners = [
    beside(side, left, top),
    beside(side, right, top),
    beside(side, left, bottom),
    beside(side, right, bottom),
  ];
  return !corners.every((one) => one > TOUCHES) && !corners.every((one) => one < -TOUCHES);
}

function crossingIn(sides: readonly Side[]): Position | undefined {
  for (const [i, side] of sides.entries()) {
    for (const other of sides.slice(0, i)) {
      const met = crossing(side, other);
      if (met) return met;
    }
  }
  return undefined;
}

/** Where two sides cross within both; undefined where they do not, only touch, or lie along each other. */
function crossing(one: Side, other: Side): Position | undefined {
  const [ax, ay, bx, by] = one;
  const [cx, cy, dx, dy] = other;
  const c = beside(one, cx, cy);
  const d = beside(one, dx, dy);
  const a = beside(other, ax, ay);
  const b = beside(other, bx, by);
  const reach = Math.min(Math.abs(a), Math.abs(b), Math.abs(c), Math.abs(d));
  if (!(reach > TOUCHES) || a > 0 === b > 0 || c > 0 === d > 0) return undefined;
  const part = a / (a - b);
  return [ax + (bx - ax) * part, ay + (by - ay) * part];
}

/** How far a point lies beside the line of a side: above nought on its left, below on its right. */
function beside([ax, ay, bx, by]: Side, x: number, y: number): number {
  return ((bx - ax) * (y - ay) - (by - ay) * (x - ax)) / Math.hypot(bx - ax, by - ay);
}
