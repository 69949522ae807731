import type { Network, Tie } from './network.ts';

/**
 * A simple graph in compressed rows: the neighbours of vertex v are `targets[starts[v] … starts[v+1])`, ascending,
 * with `weights` (tie strengths) beside them. `in…` holds the same for arcs that arrive; in an undirected graph
 * it is the same arrays, and every tie stands in both rows.
 */
export interface Graph {
  readonly size: number;
  readonly directed: boolean;
  readonly starts: Int32Array;
  readonly targets: Int32Array;
  readonly weights: Float64Array;
  readonly inStarts: Int32Array;
  readonly inTargets: Int32Array;
  readonly inWeights: Float64Array;
}

/** Number of ties: arcs of a directed graph, pairs of an undirected one. */
export function tieCount(graph: Graph): number {
  return graph.directed ? graph.targets.length : graph.targets.length / 2;
}

/** Arcs as three parallel lists; both directions are listed for an undirected graph. */
export interface Arcs {
  readonly from: readonly number[];
  readonly to: readonly number[];
  readonly weight: readonly number[];
}

/**
 * The simple graph of a network. Several ties of one pair (multiplex) become one, as strong as the strongest of them.
 * Vertex i is actor i.
 */
export function graphOf(network: Network): Graph {
  const index = actorIndex(network);
  const from: number[] = [];
  const to: number[] = [];
  const weight: number[] = [];
  for (const tie of network.ties) {
    const [a, b] = ends(tie, index);
    from.push(a);
    to.push(b);
    weight.push(tie.strength);
    if (!network.directed || tie.mutual) {
      from.push(b);
      to.push(a);
      weight.push(tie.strength);
    }
  }
  return graphFromArcs(network.actors.length, network.directed, { from, to, weight });
}

export function actorIndex(network: Network): ReadonlyMap<string, number> {
  return new Map(network.actors.map((actor, i) => [actor.id, i]));
}

function ends(tie: Tie, index: ReadonlyMap<string, number>): readonly [number, number] {
  return [index.get(tie.from) ?? 0, index.get(tie.to) ?? 0];
}

/** Builds the graph; repeated arcs are merged into one with the greatest weight. An undirected graph must be given both directions. */
export function graphFromArcs(size: number, directed: boolean, arcs: Arcs): Graph {
  const out = compress(size, arcs.from, arcs.to, arcs.weight);
  if (!directed)
    return { size, directed, ...out, inStarts: out.starts, inTargets: out.targets, inWeights: out.weights };
  const into = compress(size, arcs.to, arcs.from, arcs.weight);
  return {
    size,
    directed,
    ...out,
    inStarts: into.starts,
    inTargets: into.targets,
    inWeights: into.weights,
  };
}

/** The graph without directions: two vertices are joined if an arc runs either way; the stronger arc gives the weight. */
export function symmetrised(graph: Graph): Graph {
  if (!graph.directed) return graph;
  const from: number[] = [];
  const to: number[] = [];
  const weight: number[] = [];
  forEachArc(graph, (a, b, w) => {
    from.push(a, b);
    to.push(b, a);
    weight.push(w, w);
  });
  return graphFromArcs(graph.size, false, { from, to, weight });
}

/** The graph without one vertex; the others keep their order. */
export function withoutVertex(graph: Graph, gone: number): Graph {
  const from: number[] = [];
  const to: number[] = [];
  const weight: number[] = [];
  const shift = (v: number) => (v > gone ? v - 1 : v);
  forEachArc(graph, (a, b, w) => {
    if (a === gone || b === gone) return;
    from.push(shift(a));
    to.push(shift(b));
    weight.push(w);
  });
  return graphFromArcs(graph.size - 1, graph.directed, { from, to, weight });
}

export function forEachArc(graph: Graph, visit: (from: number, to: number, weight: number) => void): void {
  for (let v = 0; v < graph.size; v++) {
    const end = at(graph.starts, v + 1);
    for (let k = at(graph.starts, v); k < end; k++) visit(v, at(graph.targets, k), at(graph.weights, k));
  }
}

export function degreeOf(starts: Int32Array, v: number): number {
  return at(starts, v + 1) - at(starts, v);
}

/** Whether an arc runs from a to b . */
export function hasArc(graph: Graph, a: number, b: number): boolean {
  return arcPosition(graph, a, b) >= 0;
}

/** Strength of the arc from a to b, 0 if there is none. */
export function arcWeight(graph: Graph, a: number, b: number): number {
  const position = arcPosition(graph, a, b);
  return position < 0 ? 0 : at(graph.weights, position);
}

/** Where the arc from a to b stands in `targets`, -1 if there is none. */
export function arcPosition(graph: Graph, a: number, b: number): number {
  let low = at(graph.starts, a);
  let high = at(graph.starts, a + 1) - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const target = at(graph.targets, middle);
    if (target === b) return middle;
    if (target < b) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/** Reads a typed array at an index known to be inside it. */
export function at(values: Int32Array | Float64Array | Uint8Array, index: number): number {
  return values[index] as number;
}

interface Rows {
  starts: Int32Array;
  targets: Int32Array;
  weights: Float64Array;
}

function compress(
  size: number,
  rows: readonly number[],
  columns: readonly number[],
  values: readonly number[],
): Rows {
  const order = Array.from(rows.keys()).sort(
    (i, j) => (rows[i] ?? 0) - (rows[j] ?? 0) || (columns[i] ?? 0) - (columns[j] ?? 0),
  );
  const starts = new Int32Array(size + 1);
  const targets = new Int32Array(rows.length);
  const weights = new Float64Array(rows.length);
  let count = 0;
  let lastRow = -1;
  let lastColumn = -1;
  for (const i of order) {
    const row = rows[i] ?? 0;
    const column = columns[i] ?? 0;
    const value = values[i] ?? 0;
    if (row === lastRow && column === lastColumn) {
      weights[count - 1] = Math.max(at(weights, count - 1), value);
      continue;
    }
    targets[count] = column;
    weights[count] = value;
    count++;
    starts[row + 1] = at(starts, row + 1) + 1;
    lastRow = row;
    lastColumn = column;
  }
  for (let v = 0; v < size; v++) starts[v + 1] = at(starts, v + 1) + at(starts, v);
  return { starts, targets: targets.slice(0, count), weights: weights.slice(0, count) };
}
