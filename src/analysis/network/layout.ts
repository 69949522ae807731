import { groups, weakComponents } from './cohesion.ts';
import { at, type Graph, symmetrised } from './graph.ts';
import { stepsFrom } from './paths.ts';
import { seededRandom, shuffledRange } from './random.ts';

/** A place for every vertex; one unit is the wanted length of a tie. The drawing begins at 0,0. */
export interface Layout {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly width: number;
  readonly height: number;
}

export interface LayoutOptions {
  readonly seed: number;
  /** Room that a vertex takes with its label, in units of the length of a tie. */
  readonly room: (vertex: number) => { readonly width: number; readonly height: number };
  /** Width over height that the whole should come near to. */
  readonly aspect: number;
}

/** Up to so many vertices every pair is weighed; in larger components each vertex looks at its neighbours and at some landmarks. */
const ALL_PAIRS_UP_TO = 700;
const LANDMARKS = 60;
const ROUNDS = 30;

/**
 * Places the vertices so that distance on paper comes near to steps in the network (stress, by stochastic gradient descent:
 * Zheng, Pawar and Goodman 2018), component by component, the longer side across; then moves vertices whose rooms overlap apart
 * and packs the components in rows, isolates last. The same graph, options and seed give the same places.
 */
export function layoutGraph(graph: Graph, options: LayoutOptions): Layout {
  const both = symmetrised(graph);
  const x = new Float64Array(graph.size);
  const y = new Float64Array(graph.size);
  const boxes: Box[] = groups(weakComponents(both)).map((part) => {
    placeComponent(both, part, x, y, options.seed);
    turnAcross(part, x, y);
    separate(part, x, y, options.room);
    return boxAround(part, x, y, options.room);
  });
  return pack(boxes, x, y, options.aspect);
}

interface Box {
  readonly part: readonly number[];
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

function placeComponent(
  graph: Graph,
  part: readonly number[],
  x: Float64Array,
  y: Float64Array,
  seed: number,
): void {
  const random = seededRandom(seed);
  part.forEach((v, i) => {
    const angle = (2 * Math.PI * i) / part.length;
    x[v] = Math.cos(angle) * part.length ** 0.5 + random() * 0.1;
    y[v] = Math.sin(angle) * part.length ** 0.5 + random() * 0.1;
  });
  if (part.length < 2) return;
  const pairs = wantedDistances(graph, part, random);
  const longest = pairs.steps.reduce((most, steps) => Math.max(most, steps), 1);
  const cooling = Math.log(longest ** 2 / 0.1) / (ROUNDS - 1);
  for (let round = 0; round < ROUNDS; round++) {
    const heat = longest ** 2 * Math.exp(-cooling * round);
    for (const p of shuffledRange(pairs.steps.length, random)) {
      const a = at(pairs.from, p);
      const b = at(pairs.to, p);
      const wanted = at(pairs.steps, p);
      const dx = at(x, a) - at(x, b);
      const dy = at(y, a) - at(y, b);
      const apart = Math.sqrt(dx * dx + dy * dy) || 1e-9;
      const step = (Math.min(1, heat / (wanted * wanted)) * (apart - wanted)) / (2 * apart);
      x[a] = at(x, a) - step * dx;
      y[a] = at(y, a) - step * dy;
      x[b] = at(x, b) + step * dx;
      y[b] = at(y, b) + step * dy;
    }
  }
}

function wantedDistances(graph: Graph, part: readonly number[], random: () => number) {
  const from: number[] = [];
  const to: number[] = [];
  const wanted: number[] = [];
  const every = part.length <= ALL_PAIRS_UP_TO;
  const order = shuffledRange(part.length, random);
  const landmarks = every ? part : Array.from(order.slice(0, LANDMARKS), (i) => part[i] ?? 0);
  const rank = new Map(landmarks.map((v, i) => [v, i]));
  for (const v of landmarks) {
    const steps = stepsFrom(graph, v);
    for (const w of part) {
      if (w === v || (rank.get(w) ?? part.length) < (rank.get(v) ?? 0)) continue;
      from.push(v);
      to.push(w);
      wanted.push(at(steps, w));
    }
  }
  if (!every) {
    for (const v of part) {
      for (let k = at(graph.starts, v); k < at(graph.starts, v + 1); k++) {
        if (at(graph.targets, k) < v) continue;
        from.push(v);
        to.push(at(graph.targets, k));
        wanted.push(1);
      }
    }
  }
  return { from: Int32Array.from(from), to: Int32Array.from(to), steps: Float64Array.from(wanted) };
}

/* Turns the component so that its longer side lies across; which way round is settled by the first vertex. */
function turnAcross(part: readonly number[], x: Float64Array, y: Float64Array): void {
  const meanX = part.reduce((sum, v) => sum + at(x, v), 0) / part.length;
  const meanY = part.reduce((sum, v) => sum + at(y, v), 0) / part.length;
  let xx = 0;
  let xy = 0;
  let yy = 0;
  for (const v of part) {
    xx += (at(x, v) - meanX) ** 2;
    xy += (at(x, v) - meanX) * (at(y, v) - meanY);
    yy += (at(y, v) - meanY) ** 2;
  }
  const angle = 0.5 * Math.atan2(2 * xy, xx - yy);
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  for (const v of part) {
    const dx = at(x, v) - meanX;
    const dy = at(y, v) - meanY;
    x[v] = dx * cos + dy * sin;
    y[v] = -dx * sin + dy * cos;
  }
  const first = part[0] ?? 0;
  const flipX = at(x, first) > 0 ? -1 : 1;
  const flipY = at(y, first) > 0 ? -1 : 1;
  for (const v of part) {
    x[v] = at(x, v) * flipX;
    y[v] = at(y, v) * flipY;
  }
}

function separate(
  part: readonly number[],
  x: Float64Array,
  y: Float64Array,
  room: LayoutOptions['room'],
): void {
  const rooms = new Map(part.map((v) => [v, room(v)]));
  const widest = Math.max(...part.map((v) => rooms.get(v)?.width ?? 0));
  const order = [...part];
  for (let round = 0; round < 60; round++) {
    order.sort((a, b) => at(x, a) - at(x, b));
    let moved = false;
    for (let i = 0; i < order.length; i++) {
      const a = order[i] ?? 0;
      for (let j = i + 1; j < order.length; j++) {
        const b = order[j] ?? 0;
        const dx = at(x, b) - at(x, a);
        if (dx > widest) break;
        const dy = at(y, b) - at(y, a);
        const overlapX = ((rooms.get(a)?.width ?? 0) + (rooms.get(b)?.width ?? 0)) / 2 - Math.abs(dx);
        const overlapY = ((rooms.get(a)?.height ?? 0) + (rooms.get(b)?.height ?? 0)) / 2 - Math.abs(dy);
        if (overlapX <= 1e-6 || overlapY <= 1e-6) continue;
        moved = true;
        if (overlapX < overlapY) {
          const shift = (overlapX / 2) * (dx < 0 ? -1 : 1);
          x[a] = at(x, a) - shift;
          x[b] = at(x, b) + shift;
        } else {
          const shift = (overlapY / 2) * (dy < 0 ? -1 : 1);
          y[a] = at(y, a) - shift;
          y[b] = at(y, b) + shift;
        }
      }
    }
    if (!moved) return;
  }
}

function boxAround(
  part: readonly number[],
  x: Float64Array,
  y: Float64Array,
  room: LayoutOptions['room'],
): Box {
  let left = Number.POSITIVE_INFINITY;
  let right = Number.NEGATIVE_INFINITY;
  let top = Number.POSITIVE_INFINITY;
  let bottom = Number.NEGATIVE_INFINITY;
  for (const v of part) {
    const { width, height } = room(v);
    left = Math.min(left, at(x, v) - width / 2);
    right = Math.max(right, at(x, v) + width / 2);
    top = Math.min(top, at(y, v) - height / 2);
    bottom = Math.max(bottom, at(y, v) + height / 2);
  }
  return { part, left, top, width: right - left, height: bottom - top };
}

/* Rows from the top, as wide as the largest component or as the wanted shape of the whole, whichever is wider. */
function pack(boxes: readonly Box[], x: Float64Array, y: Float64Array, aspect: number): Layout {
  const gap = 0.3;
  const area = boxes.reduce((sum, box) => sum + (box.width + gap) * (box.height + gap), 0);
  const limit = Math.max(Math.sqrt(area * aspect), ...boxes.map((box) => box.width));
  let rowTop = 0;
  let rowHeight = 0;
  let place = 0;
  let width = 0;
  for (const box of boxes) {
    if (place > 0 && place + box.width > limit + 1e-9) {
      rowTop += rowHeight + gap;
      rowHeight = 0;
      place = 0;
    }
    for (const v of box.part) {
      x[v] = at(x, v) - box.left + place;
      y[v] = at(y, v) - box.top + rowTop;
    }
    place += box.width + gap;
    width = Math.max(width, place - gap);
    rowHeight = Math.max(rowHeight, box.height);
  }
  return { x, y, width, height: rowTop + rowHeight };
}
