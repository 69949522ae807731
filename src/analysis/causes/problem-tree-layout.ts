import type { CauseMap } from './cause-map.ts';
import { type Reachability, reachability } from './reachability.ts';
import type { CauseStructure } from './structure.ts';

/** Sizes of the drawing in pixels of its own coordinate system. */
export const CARD = { width: 188, gapX: 28, gapY: 64, padding: 14, lineHeight: 18, labelHeight: 18 } as const;
const MARGIN = 32;
const BEND_WIDTH = 14;
const SWEEPS = 24;
/** How many times harder a bend pulls another bend than a card does, so that long lines stay straight. */
const STRAIGHTNESS = new Array<undefined>(8).fill(undefined);
/** Longest line of a card's title, in letters of the size used. */
const LETTERS_PER_LINE = 20;
/** Above this many factors lines are drawn one by one: looking for ones to bundle takes too long. */
const MOST_BUNDLED = 120;
/** Above this many cards and bends neighbours are not tried for swapping. */
const MOST_SWAPPED = 400;
/** Above this many bends, lines are drawn from card to card without heeding the rows between. */
const MOST_BENDS = 20_000;

export interface PlacedFactor {
  readonly factor: string;
  /** Top left corner. */
  readonly x: number;
  readonly y: number;
  readonly height: number;
  readonly lines: readonly string[];
}

/** A line drawn from a cause upwards to its effect, over the points it bends at. */
export interface PlacedLine {
  readonly from: string;
  readonly to: string;
  readonly points: readonly { readonly x: number; readonly y: number }[];
  /** Whether it ends at its effect with an arrowhead; lines into a joint do not. */
  readonly arrow: boolean;
  /** Whether cause and effect are on one circle. */
  readonly circular: boolean;
}

export interface ProblemTreeLayout {
  readonly width: number;
  readonly height: number;
  readonly factors: readonly PlacedFactor[];
  readonly lines: readonly PlacedLine[];
  /** Points where lines of several causes meet before they part to several effects. */
  readonly joints: readonly { readonly x: number; readonly y: number }[];
  /** Direct links not drawn because another path already shows that the cause leads to the effect. */
  readonly implied: number;
}

interface Vertex {
  readonly kind: 'factor' | 'joint' | 'bend';
  readonly factor: number;
  readonly row: number;
  readonly width: number;
  readonly above: number[];
  readonly below: number[];
  x: number;
}

interface Route {
  readonly from: number;
  readonly to: number;
  readonly arrow: boolean;
  readonly vertices: readonly number[];
}

/**
 * Places a problem tree: symptoms at the top, roots at the bottom, each cause below all its effects.
 * Rows follow the longest way to a symptom; the order within rows is improved by the barycentre of neighbours in a
 * fixed number of sweeps, so that the same map always gives the same drawing. Where several causes share several
 * effects their lines meet in a joint. Links that another path implies are left out and counted.
 */
export function layoutProblemTree(
  map: CauseMap,
  structure: CauseStructure,
  titles: readonly string[],
): ProblemTreeLayout {
  const graph = reachability(map);
  const rows = rowsOf(graph, structure);
  const { straight, circular, implied } = drawnLinks(graph);
  const vertices: Vertex[] = rows.map((row, factor) => ({
    kind: 'factor',
    factor,
    row,
    width: CARD.width,
    above: [],
    below: [],
    x: 0,
  }));
  const routes = route(straight, vertices);
  const layers = orderedLayers(vertices);
  spread(layers, vertices);
  return drawn({ graph, vertices, layers, routes, circular, implied, titles });
}

function rowsOf(graph: Reachability, structure: CauseStructure): readonly number[] {
  const symptoms = new Set(structure.symptoms.map((slug) => graph.slugs.indexOf(slug)));
  const groupRow = new Map<number, number>();
  const order = graph.groups
    .map((members, group) => ({ group, members, size: graph.reach[members[0] ?? 0]?.size ?? 0 }))
    .sort((a, b) => a.size - b.size);
  const outward = (members: readonly number[], group: number, side: Reachability['effects']) =>
    members
      .flatMap((member) => side[member] ?? [])
      .map((other) => graph.group[other] ?? group)
      .filter((other) => other !== group);
  for (const { group, members } of order) {
    const leads = members.some((member) =>
      [...(graph.reach[member] ?? [])].some((reached) => symptoms.has(reached)),
    );
    if (!leads) continue;
    const beyond = outward(members, group, graph.effects).flatMap((other) => groupRow.get(other) ?? []);
    groupRow.set(group, beyond.length === 0 ? 0 : 1 + Math.max(...beyond));
  }
  // What leads to no symptom hangs directly above its nearest cause, instead of rising to the top.
  for (const { group, members } of order.toReversed()) {
    if (groupRow.has(group)) continue;
    const below = outward(members, group, graph.causes).flatMap((other) => groupRow.get(other) ?? []);
    groupRow.set(group, below.length === 0 ? 1 : Math.min(...below) - 1);
  }
  return graph.group.map((group) => groupRow.get(group) ?? 0);
}

/** Links to draw: those that no longer path replaces, and all links within circles. */
function drawnLinks(graph: Reachability) {
  const straight: [number, number][] = [];
  const circular: [number, number][] = [];
  let implied = 0;
  for (const [from, effects] of graph.effects.entries()) {
    for (const to of effects) {
      if (graph.group[from] === graph.group[to]) {
        circular.push([from, to]);
        continue;
      }
      const otherWay = effects.some(
        (via) =>
          via !== to &&
          graph.group[via] !== graph.group[from] &&
          graph.group[via] !== graph.group[to] &&
          graph.reach[via]?.has(to),
      );
      if (otherWay) implied += 1;
      else straight.push([from, to]);
    }
  }
  return { straight, circular, implied };
}

/** Turns links into chains of vertices, one for each row they pass, bundling what is shared into joints. */
function route(links: readonly (readonly [number, number])[], vertices: Vertex[]): readonly Route[] {
  const routes: Route[] = [];
  let open = links;
  if (vertices.length <= MOST_BUNDLED) {
    for (;;) {
      const bundle = bestBundle(open);
      if (!bundle) break;
      open = open.filter(([from, to]) => !(bundle.causes.includes(from) && bundle.effects.includes(to)));
      const highest = Math.min(...bundle.causes.map((cause) => vertices[cause]?.row ?? 0));
      const joint =
        vertices.push({
          kind: 'joint',
          factor: -1,
          row: highest - 0.5,
          width: BEND_WIDTH,
          above: [],
          below: [],
          x: 0,
        }) - 1;
      for (const cause of bundle.causes) routes.push({ from: cause, to: joint, arrow: false, vertices: [] });
      for (const effect of bundle.effects)
        routes.push({ from: joint, to: effect, arrow: true, vertices: [] });
    }
  }
  for (const [from, to] of open) routes.push({ from, to, arrow: true, vertices: [] });
  const rows = [...new Set(vertices.map((vertex) => vertex.row))].sort((a, b) => b - a);
  const between = (line: Route) => {
    const [bottom, top] = [vertices[line.from]?.row ?? 0, vertices[line.to]?.row ?? 0];
    return rows.filter((row) => row < bottom && row > top);
  };
  const bends = routes.reduce((sum, line) => sum + between(line).length, 0);
  return routes.map((line) => {
    const chain = [line.from];
    for (const row of bends > MOST_BENDS ? [] : between(line)) {
      chain.push(
        vertices.push({ kind: 'bend', factor: -1, row, width: BEND_WIDTH, above: [], below: [], x: 0 }) - 1,
      );
    }
    chain.push(line.to);
    for (const [i, here] of chain.entries()) {
      const next = chain[i + 1];
      if (next === undefined) continue;
      vertices[here]?.above.push(next);
      vertices[next]?.below.push(here);
    }
    return { ...line, vertices: chain };
  });
}

/** The causes and effects, all of them linked, whose joining saves most lines; undefined if none saves any. */
function bestBundle(links: readonly (readonly [number, number])[]) {
  const causesOf = new Map<number, readonly number[]>();
  for (const [to, group] of Map.groupBy(links, ([, effect]) => effect))
    causesOf.set(
      to,
      group.map(([from]) => from).sort((a, b) => a - b),
    );
  let best: { causes: readonly number[]; effects: readonly number[]; saved: number } | undefined;
  const sets = [...causesOf.values()];
  for (const [i, one] of sets.entries()) {
    for (const other of sets.slice(i + 1)) {
      const causes = one.filter((cause) => other.includes(cause));
      if (causes.length < 2) continue;
      const effects = [...causesOf]
        .filter(([, all]) => causes.every((cause) => all.includes(cause)))
        .map(([to]) => to);
      const saved = causes.length * effects.length - causes.length - effects.length;
      if (saved > (best?.saved ?? 0)) best = { causes, effects, saved };
    }
  }
  return best;
}

/** Vertices row by row from the top, ordered so that few lines cross. */
function orderedLayers(vertices: readonly Vertex[]): number[][] {
  const rows = [...new Set(vertices.map((vertex) => vertex.row))].sort((a, b) => a - b);
  let layers = rows.map((row) => vertices.flatMap((vertex, index) => (vertex.row === row ? [index] : [])));
  let best = layers;
  let fewest = crossings(layers, vertices);
  for (let sweep = 0; sweep < SWEEPS && fewest > 0; sweep += 1) {
    const upwards = sweep % 2 === 0;
    const next = layers.map((layer) => [...layer]);
    const sequence = upwards ? next.toReversed() : next;
    const place = new Map<number, number>();
    for (const layer of sequence) {
      const weight = new Map(
        layer.map((index, position) => {
          const neighbours = (upwards ? vertices[index]?.below : vertices[index]?.above) ?? [];
          const places = neighbours.flatMap((neighbour) => place.get(neighbour) ?? []);
          const middle = places.length === 0 ? (position + 0.5) / layer.length : mean(places);
          return [index, middle];
        }),
      );
      layer.sort((a, b) => (weight.get(a) ?? 0) - (weight.get(b) ?? 0));
      for (const [position, index] of layer.entries()) place.set(index, (position + 0.5) / layer.length);
    }
    layers = next;
    const crossed = crossings(layers, vertices);
    if (crossed < fewest) {
      best = next;
      fewest = crossed;
    }
  }
  return swapNeighbours(best, vertices);
}

/** Swaps neighbours within a row as long as that removes crossings. */
function swapNeighbours(layers: number[][], vertices: readonly Vertex[]): number[][] {
  if (vertices.length > MOST_SWAPPED) return layers;
  let fewest = crossings(layers, vertices);
  for (let round = 0; round < SWEEPS; round += 1) {
    const before = fewest;
    for (const layer of layers) {
      for (let i = 0; i + 1 < layer.length; i += 1) {
        const [left, right] = [layer[i], layer[i + 1]];
        if (left === undefined || right === undefined) continue;
        layer.splice(i, 2, right, left);
        const crossed = crossings(layers, vertices);
        if (crossed < fewest) fewest = crossed;
        else layer.splice(i, 2, left, right);
      }
    }
    if (fewest === before) break;
  }
  return layers;
}

/** Counts crossings row by row with a tree of prefix sums (W. Barth, M. Jünger, P. Mutzel, 2002). */
function crossings(layers: readonly (readonly number[])[], vertices: readonly Vertex[]): number {
  let count = 0;
  for (const [row, layer] of layers.entries()) {
    const next = layers[row + 1] ?? [];
    const below = new Map(next.map((index, position) => [index, position]));
    const sums = new Array<number>(next.length + 1).fill(0);
    let drawnSoFar = 0;
    for (const index of layer) {
      const ends = (vertices[index]?.below ?? []).flatMap((other) => below.get(other) ?? []);
      for (const end of ends) {
        let notRight = 0;
        for (let i = end + 1; i > 0; i -= i & -i) notRight += sums[i] ?? 0;
        count += drawnSoFar - notRight;
      }
      for (const end of ends) {
        for (let i = end + 1; i <= next.length; i += i & -i) sums[i] = (sums[i] ?? 0) + 1;
      }
      drawnSoFar += ends.length;
    }
  }
  return count;
}

/** Gives every vertex its place across: near the mean of its neighbours, without overlap in its row. */
function spread(layers: readonly (readonly number[])[], vertices: readonly Vertex[]): void {
  for (const layer of layers) {
    let x = 0;
    for (const index of layer) {
      const vertex = vertices[index];
      if (!vertex) continue;
      vertex.x = x + vertex.width / 2;
      x += vertex.width + CARD.gapX;
    }
    const middle = (x - CARD.gapX) / 2;
    for (const index of layer) {
      const vertex = vertices[index];
      if (vertex) vertex.x -= middle;
    }
  }
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    for (const layer of sweep % 2 === 0 ? layers : layers.toReversed()) {
      const wished = layer.map((index) => {
        const vertex = vertices[index];
        if (!vertex) return 0;
        const neighbours = [...vertex.above, ...vertex.below].flatMap((other) => {
          const there = vertices[other];
          if (!there) return [];
          return vertex.kind === 'bend' && there.kind === 'bend'
            ? STRAIGHTNESS.map(() => there.x)
            : [there.x];
        });
        return neighbours.length === 0 ? vertex.x : mean(neighbours);
      });
      const placed = withoutOverlap(
        wished,
        layer.map((index) => vertices[index]?.width ?? 0),
      );
      for (const [i, index] of layer.entries()) {
        const vertex = vertices[index];
        if (vertex) vertex.x = placed[i] ?? vertex.x;
      }
    }
  }
}

/**
 * The places nearest to the wished ones (least squares) that keep order and distance.
 * Pool adjacent violators: neighbours that would overlap move together (M. Ayer and others, 1955).
 */
function withoutOverlap(wished: readonly number[], widths: readonly number[]): readonly number[] {
  const offsets = [0];
  for (let i = 1; i < widths.length; i += 1) {
    offsets.push((offsets[i - 1] ?? 0) + ((widths[i - 1] ?? 0) + (widths[i] ?? 0)) / 2 + CARD.gapX);
  }
  const pools: { sum: number; size: number }[] = [];
  for (const [i, wish] of wished.entries()) {
    let pool = { sum: wish - (offsets[i] ?? 0), size: 1 };
    for (let last = pools.at(-1); last && last.sum / last.size > pool.sum / pool.size; last = pools.at(-1)) {
      pool = { sum: pool.sum + last.sum, size: pool.size + last.size };
      pools.pop();
    }
    pools.push(pool);
  }
  const starts = pools.flatMap((pool) => new Array<number>(pool.size).fill(pool.sum / pool.size));
  return starts.map((start, i) => start + (offsets[i] ?? 0));
}

function drawn(parts: {
  readonly graph: Reachability;
  readonly vertices: readonly Vertex[];
  readonly layers: readonly (readonly number[])[];
  readonly routes: readonly Route[];
  readonly circular: readonly (readonly [number, number])[];
  readonly implied: number;
  readonly titles: readonly string[];
}): ProblemTreeLayout {
  const { graph, vertices, layers, routes, circular, implied, titles } = parts;
  const lines = vertices.map((vertex) => (vertex.kind === 'factor' ? wrap(titles[vertex.factor] ?? '') : []));
  const cardHeight = (index: number) =>
    vertices[index]?.kind === 'factor'
      ? CARD.padding * 2 + CARD.labelHeight + (lines[index]?.length ?? 0) * CARD.lineHeight
      : 0;
  const left = Math.min(...vertices.map((vertex) => vertex.x - vertex.width / 2)) - MARGIN;
  const right = Math.max(...vertices.map((vertex) => vertex.x + vertex.width / 2)) + MARGIN;
  const place: { x: number; top: number; bottom: number }[] = [];
  let y = MARGIN;
  for (const layer of layers) {
    const height = Math.max(...layer.map(cardHeight));
    for (const index of layer) {
      const vertex = vertices[index];
      if (!vertex) continue;
      // A line that passes a row runs straight along its whole height, clear of the cards beside it.
      const own = vertex.kind === 'factor' ? cardHeight(index) : height;
      const top = y + (height - own) / 2;
      place[index] = { x: vertex.x - left, top, bottom: top + own };
    }
    y += height + CARD.gapY;
  }
  const nameOf = (index: number) => graph.slugs[index] ?? '';
  const placedLines = routes.map(({ from, to, arrow, vertices: chain }): PlacedLine => {
    const points = chain.flatMap((index, i) => {
      const at = place[index];
      if (!at) return [];
      const [bottom, top] = [
        { x: at.x, y: at.bottom },
        { x: at.x, y: at.top },
      ];
      if (i === 0) return [top];
      return i === chain.length - 1 ? [bottom] : [bottom, top];
    });
    return { from: nameOf(from), to: nameOf(to), points, arrow, circular: false };
  });
  const arcs = circular.map(([from, to]): PlacedLine => {
    const [a, b] = [place[from], place[to]];
    const dip = 26 + Math.min(30, Math.abs((a?.x ?? 0) - (b?.x ?? 0)) / 12);
    // Backward arcs leave from below, forward arcs from above, so that a pair of them stays apart.
    const below = (a?.x ?? 0) > (b?.x ?? 0);
    const edge = (at: typeof a) => (below ? (at?.bottom ?? 0) : (at?.top ?? 0));
    const middle = { x: ((a?.x ?? 0) + (b?.x ?? 0)) / 2, y: (edge(a) + edge(b)) / 2 + (below ? dip : -dip) };
    return {
      from: nameOf(from),
      to: nameOf(to),
      points: [{ x: a?.x ?? 0, y: edge(a) }, middle, { x: b?.x ?? 0, y: edge(b) }],
      arrow: true,
      circular: true,
    };
  });
  return {
    width: right - left,
    height: y - CARD.gapY + MARGIN,
    factors: vertices.flatMap((vertex, index) => {
      const at = place[index];
      if (vertex.kind !== 'factor' || !at) return [];
      return [
        {
          factor: nameOf(vertex.factor),
          x: at.x - CARD.width / 2,
          y: at.top,
          height: at.bottom - at.top,
          lines: lines[index] ?? [],
        },
      ];
    }),
    lines: [...placedLines, ...arcs],
    joints: vertices.flatMap((vertex, index) => {
      const at = place[index];
      return vertex.kind === 'joint' && at ? [{ x: at.x, y: at.top }] : [];
    }),
    implied,
  };
}

/** A title over as many lines as it needs, four at most; a longer one ends in an ellipsis. */
function wrap(title: string): readonly string[] {
  const lines: string[] = [];
  for (const word of title.split(/\s+/).flatMap(pieces)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= LETTERS_PER_LINE)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.length <= 4
    ? lines
    : [...lines.slice(0, 3), `${(lines[3] ?? '').slice(0, LETTERS_PER_LINE - 1)}…`];
}

function pieces(word: string): readonly string[] {
  return word.match(new RegExp(`.{1,${LETTERS_PER_LINE}}`, 'gu')) ?? [];
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
