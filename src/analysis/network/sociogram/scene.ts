import { PALETTE } from '#kernel/palette.ts';
import { type DrawnTie, drawnTies, GROUP_COLOURS, textWidth } from '../drawing.ts';
import { at, degreeOf, forEachArc, type Graph, graphOf, symmetrised } from '../graph.ts';
import { type Layout, layoutGraph } from '../layout.ts';
import { type Actor, attributeOf, type Network } from '../network.ts';
import { betweenness, type PathSums, pathSums } from '../paths.ts';
import type { SociogramOptions } from './words.ts';

/** Up to so many actors every label is written; beyond, those who stand between most others and find room. */
const ALL_LABELS_UP_TO = 60;
/** In a small network the clearest of so many layouts is drawn; of fewer the larger it is, since each takes longer. */
const LAYOUTS_TRIED = 16;
const PAIRS_LAID_OUT = 10_000;
export const LABEL_SIZE = 13;
export const LINE_HEIGHT = 15;

export interface Spot {
  readonly actor: Actor;
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly colour: string;
  readonly lines: readonly string[];
  readonly group: string | null;
  readonly between: number;
}

export interface Scene {
  readonly spots: readonly Spot[];
  readonly byId: ReadonlyMap<string, Spot>;
  readonly ties: readonly DrawnTie[];
  readonly groups: ReadonlyMap<string | null, string>;
  readonly width: number;
  readonly height: number;
  readonly small: boolean;
  /** Whether the ties say weak or strong; otherwise width shows strength. */
  readonly worded: boolean;
  readonly strongest: number;
  readonly directed: boolean;
  readonly betweennessShown: boolean;
}

/** Where everything stands, in pixels. */
export function sceneOf(network: Network, options: SociogramOptions): Scene {
  const graph = symmetrised(graphOf(network));
  const sums = pathSums(graph, 'step');
  const between = betweenness(graph, sums);
  const highest = between.reduce((most, score) => Math.max(most, score), 0);
  const count = network.actors.length;
  const small = count <= ALL_LABELS_UP_TO;
  const unit = small ? Math.max(150, 250 - 4 * count) : roomyUnit(count, sums);
  const [least, most] = small ? [14, 28] : [4, 13];
  const radii = between.map((score) =>
    highest === 0 ? least + 3 : least + (most - least) * Math.sqrt(score / highest),
  );
  const attribute = options.attribute ?? 'pillar';
  const lines = network.actors.map((actor) => wrapped(actor.label));
  const seed = options.seed ?? 1;
  const room = (v: number) => {
    const radius = at(radii, v);
    if (!small) return { width: (2 * radius + 8) / unit, height: (2 * radius + 8) / unit };
    const label = Math.max(...(lines[v] ?? ['']).map((line) => textWidth(line, LABEL_SIZE)));
    const tall = 2 * radius + 16 + 2 * LINE_HEIGHT * ((lines[v]?.length ?? 1) + 1);
    return { width: (Math.max(2 * radius, label) + 20) / unit, height: tall / unit };
  };
  const layout = clearest(
    graph,
    Array.from({ length: small ? layoutsTried(network.actors.length) : 1 }, (_, i) =>
      layoutGraph(graph, { seed: seed + i, aspect: 1.6, room }),
    ),
    radii.map((radius) => (radius + 8) / unit),
  );
  const groups = groupColours(network, attribute);
  const spots = network.actors.map(
    (actor, v): Spot => ({
      actor,
      x: at(layout.x, v) * unit,
      y: at(layout.y, v) * unit,
      radius: at(radii, v),
      colour: groups.get(groupOf(actor, attribute)) ?? PALETTE.ink3,
      lines: lines[v] ?? [],
      group: groupOf(actor, attribute),
      between: at(between, v) + degreeOf(graph.starts, v) * 1e-6,
    }),
  );
  const ties = drawnTies(network);
  return {
    spots,
    byId: new Map(spots.map((spot) => [spot.actor.id, spot])),
    ties,
    groups,
    width: layout.width * unit,
    height: layout.height * unit,
    small,
    worded: network.ties.some((tie) => tie.bond !== null),
    strongest: Math.max(1, ...ties.map((tie) => tie.strength)),
    directed: network.directed,
    betweennessShown: highest > 0,
  };
}

/* A stress layout is about twice as wide as the mean number of steps; the unit that gives every actor some 60 pixels square. */
function roomyUnit(count: number, sums: PathSums): number {
  const pairs = sums.reached.reduce((sum, reached) => sum + reached, 0);
  const steps = sums.distance.reduce((sum, distance) => sum + distance, 0);
  const mean = pairs === 0 ? 1 : steps / pairs;
  return Math.min(220, Math.max(46, (Math.sqrt(count) * 60) / (1.9 * mean)));
}

function layoutsTried(actors: number): number {
  return Math.min(LAYOUTS_TRIED, Math.max(2, Math.floor(PAIRS_LAID_OUT / actors ** 2)));
}

/* The layout with the fewest lines that run through actors, then the fewest crossings. */
function clearest(graph: Graph, layouts: readonly Layout[], radii: Float64Array): Layout {
  const ties: (readonly [number, number])[] = [];
  forEachArc(graph, (a, b) => {
    if (a < b) ties.push([a, b]);
  });
  let best: Layout | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const layout of layouts) {
    const trouble =
      layouts.length === 1 ? 0 : clutter(layout, ties, radii) + layout.width * layout.height * 0.2;
    if (trouble >= least) continue;
    least = trouble;
    best = layout;
  }
  return best ?? { x: new Float64Array(0), y: new Float64Array(0), width: 0, height: 0 };
}

/* Looks at every tie with every actor and every other tie, for several layouts of one picture: plain numbers, nothing made. */
function clutter(
  { x, y }: Layout,
  ties: readonly (readonly [number, number])[],
  radii: Float64Array,
): number {
  let trouble = 0;
  for (const [i, [a, b]] of ties.entries()) {
    const ax = at(x, a);
    const ay = at(y, a);
    const dx = at(x, b) - ax;
    const dy = at(y, b) - ay;
    const squared = dx * dx + dy * dy || 1;
    for (let v = 0; v < radii.length; v++) {
      if (v === a || v === b) continue;
      const vx = at(x, v) - ax;
      const vy = at(y, v) - ay;
      const share = Math.min(1, Math.max(0, (vx * dx + vy * dy) / squared));
      if ((vx - share * dx) ** 2 + (vy - share * dy) ** 2 < at(radii, v) ** 2) trouble += 6;
    }
    for (let j = i + 1; j < ties.length; j++) {
      const [c, d] = ties[j] ?? [a, b];
      if (a === c || a === d || b === c || b === d) continue;
      const cx = at(x, c) - ax;
      const cy = at(y, c) - ay;
      const ex = at(x, d) - ax;
      const ey = at(y, d) - ay;
      // The ends of one lie on two sides of the other, and the other way round.
      if ((dx * cy - dy * cx) * (dx * ey - dy * ex) >= 0) continue;
      const fx = ex - cx;
      const fy = ey - cy;
      if ((fx * -cy - fy * -cx) * (fx * (dy - cy) - fy * (dx - cx)) < 0) trouble += 1;
    }
  }
  return trouble;
}

function groupOf(actor: Actor, attribute: string): string | null {
  const value = attributeOf(actor, attribute);
  return value === null ? null : String(value);
}

function groupColours(network: Network, attribute: string): ReadonlyMap<string | null, string> {
  const groups = new Map<string | null, string>();
  for (const actor of network.actors) {
    const group = groupOf(actor, attribute);
    if (groups.has(group)) continue;
    const number = [...groups.keys()].filter((known) => known !== null).length;
    groups.set(
      group,
      group === null ? PALETTE.ink3 : (GROUP_COLOURS[number % GROUP_COLOURS.length] ?? PALETTE.teal),
    );
  }
  return groups;
}

function wrapped(label: string): string[] {
  const words = label.split(/\s+/).filter((word) => word !== '');
  const lines: string[] = [];
  for (const word of words) {
    const last = lines[lines.length - 1];
    if (last !== undefined && last.length + 1 + word.length <= 18)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.length > 3
    ? [...lines.slice(0, 2), shortened(lines.slice(2).join(' '))]
    : lines.map(shortened);
}

export function shortened(text: string): string {
  return text.length > 24 ? `${text.slice(0, 23)}…` : text;
}
