import type { GridPoint } from './grid.ts';

/** A closed line on the grid; the last point is joined to the first, which is not said twice. */
export type Ring = readonly GridPoint[];

/** Rings as the path of an SVG, each point as its way from the one before: short, and all that is kept of a shape. */
export function pathOf(rings: readonly Ring[]): string {
  return rings.map(ringPath).join('');
}

function ringPath(ring: Ring): string {
  let [x, y] = ring[0] ?? [0, 0];
  let path = `M${x} ${y}l`;
  for (const [nextX, nextY] of ring.slice(1)) {
    for (const way of [nextX - x, nextY - y]) {
      path += /\d$/.test(path) && way >= 0 ? ` ${way}` : `${way}`;
    }
    [x, y] = [nextX, nextY];
  }
  return `${path}z`;
}

/** The rings of a path that `pathOf` wrote. */
export function ringsOf(path: string): Ring[] {
  return path
    .split('z')
    .filter(Boolean)
    .map((one) => {
      const numbers = (one.match(/-?\d+/g) ?? []).map(Number);
      let [x, y] = [0, 0];
      const ring: [number, number][] = [];
      for (let i = 0; i + 1 < numbers.length; i += 2) {
        [x, y] = [x + (numbers[i] ?? 0), y + (numbers[i + 1] ?? 0)];
        ring.push([x, y]);
      }
      return ring;
    });
}

/** Whether a point lies within rings, holes left out (even-odd); on the line itself either may be answered. */
export function isWithin(rings: readonly Ring[], [x, y]: GridPoint): boolean {
  let inside = false;
  for (const ring of rings) {
    let before = ring.at(-1);
    for (const point of ring) {
      if (before && point[1] > y !== before[1] > y) {
        const crossed = ((before[0] - point[0]) * (y - point[1])) / (before[1] - point[1]) + point[0];
        if (x < crossed) inside = !inside;
      }
      before = point;
    }
  }
  return inside;
}

/** The smallest box around rings; undefined where there is no point. */
export function boxOf(
  rings: readonly Ring[],
): { left: number; top: number; right: number; bottom: number } | undefined {
  let box: { left: number; top: number; right: number; bottom: number } | undefined;
  for (const [x, y] of rings.flat()) {
    box ??= { left: x, top: y, right: x, bottom: y };
    box.left = Math.min(box.left, x);
    box.right = Math.max(box.right, x);
    box.top = Math.min(box.top, y);
    box.bottom = Math.max(box.bottom, y);
  }
  return box;
}

/** Lines across which a shape is looked through for room. */
const LINES = 12;

/** Where a number stands best in a shape: the middle of its widest part, with room above and below. */
export function middleOf(rings: readonly Ring[]): GridPoint {
  const box = boxOf(rings);
  if (!box) return [0, 0];
  const spans: { left: number; right: number; y: number }[][] = [];
  for (let line = 1; line < LINES; line += 1) {
    const y = box.top + ((box.bottom - box.top) * line) / LINES + 0.25;
    const crossings = rings.flatMap((ring) => crossingsOf(ring, y)).sort((a, b) => a - b);
    const found = [];
    for (let i = 0; i + 1 < crossings.length; i += 2) {
      found.push({ left: crossings[i] ?? 0, right: crossings[i + 1] ?? 0, y });
    }
    spans.push(found);
  }
  let best: { room: number; at: GridPoint } | undefined;
  for (const [line, found] of spans.entries()) {
    for (const { left, right, y } of found) {
      const middle = (left + right) / 2;
      const goesOn = (beside: number) =>
        (spans[line + beside] ?? []).some((one) => one.left < middle && one.right > middle);
      const goes = 1 + Number(goesOn(-1)) + Number(goesOn(1));
      // Of parts that are about as wide, the one in the middle.
      const room = (right - left) * goes * (1 - Math.abs(line + 1 - LINES / 2) / LINES);
      if (!best || room > best.room) best = { room, at: [Math.round(middle), Math.round(y)] };
    }
  }
  return best?.at ?? [Math.round((box.left + box.right) / 2), Math.round((box.top + box.bottom) / 2)];
}

function crossingsOf(ring: Ring, y: number): number[] {
  const found: number[] = [];
  let before = ring.at(-1);
  for (const point of ring) {
    if (before && point[1] > y !== before[1] > y) {
      found.push(((before[0] - point[0]) * (y - point[1])) / (before[1] - point[1]) + point[0]);
    }
    before = point;
  }
  return found;
}
