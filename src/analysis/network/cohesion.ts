import { at, degreeOf, forEachArc, type Graph, hasArc, symmetrised } from './graph.ts';

/** Share of possible ties that exist: arcs / n(n-1) directed, pairs / (n(n-1)/2) undirected; 0 for fewer than two vertices. */
export function density(graph: Graph): number {
  const possible = graph.size * (graph.size - 1);
  return possible === 0 ? 0 : graph.targets.length / possible;
}

/** Edgewise reciprocity: the share of arcs that are answered by an arc back. 1 in an undirected graph; null without arcs. */
export function reciprocity(graph: Graph): number | null {
  if (graph.targets.length === 0) return null;
  if (!graph.directed) return 1;
  let answered = 0;
  forEachArc(graph, (a, b) => {
    if (hasArc(graph, b, a)) answered++;
  });
  return answered / graph.targets.length;
}

export interface Centralization {
  /** All ties of a vertex count, in and out. */
  readonly degree: number | null;
  readonly inDegree: number | null;
  readonly outDegree: number | null;
  readonly betweenness: number | null;
  readonly closeness: number | null;
}

export interface VertexScores {
  readonly degree: Float64Array;
  readonly inDegree: Float64Array;
  readonly outDegree: Float64Array;
  readonly betweenness: Float64Array;
  readonly closeness: Float64Array;
  /** Whether every vertex reaches every other. */
  readonly connected: boolean;
}

/**
 * Freeman centralisation (1979): the sum of the distances to the highest score, over the greatest sum that a graph of this size
 * and kind can have (a star). 0 to 1; null for fewer than three vertices. Closeness is null unless every vertex reaches every
 * other, because no greatest sum is agreed for other graphs; its directed maximum is (n-1)(1-1/n), as in sna and igraph.
 */
export function centralization(graph: Graph, scores: VertexScores): Centralization {
  const n = graph.size;
  if (n < 3) return { degree: null, inDegree: null, outDegree: null, betweenness: null, closeness: null };
  const star = (n - 1) * (n - 2);
  const oneWay = graph.directed ? (n - 1) ** 2 : star;
  const closenessMaximum = graph.directed ? (n - 1) * (1 - 1 / n) : star / (2 * n - 3);
  return {
    degree: shortfall(scores.degree) / (graph.directed ? 2 * star : star),
    inDegree: shortfall(scores.inDegree) / oneWay,
    outDegree: shortfall(scores.outDegree) / oneWay,
    betweenness: shortfall(scores.betweenness) / (graph.directed ? (n - 1) * star : ((n - 1) * star) / 2),
    closeness: scores.connected ? shortfall(scores.closeness) / closenessMaximum : null,
  };
}

function shortfall(scores: Float64Array): number {
  let highest = 0;
  for (const score of scores) if (score > highest) highest = score;
  let sum = 0;
  for (const score of scores) sum += highest - score;
  return sum;
}

/** For each vertex the number of its weak component (directions ignored); numbers go up in the order of first vertices. */
export function weakComponents(graph: Graph): Int32Array {
  const both = symmetrised(graph);
  const component = new Int32Array(graph.size).fill(-1);
  const stack: number[] = [];
  let count = 0;
  for (let root = 0; root < graph.size; root++) {
    if (at(component, root) >= 0) continue;
    component[root] = count;
    stack.push(root);
    for (let v = stack.pop(); v !== undefined; v = stack.pop()) {
      for (let k = at(both.starts, v); k < at(both.starts, v + 1); k++) {
        const w = at(both.targets, k);
        if (at(component, w) >= 0) continue;
        component[w] = count;
        stack.push(w);
      }
    }
    count++;
  }
  return component;
}

/** For each vertex the number of its strong component: those that reach each other along the arcs (Tarjan 1972). */
export function strongComponents(graph: Graph): Int32Array {
  const { size, starts, targets } = graph;
  const component = new Int32Array(size).fill(-1);
  const found = new Int32Array(size).fill(-1);
  const low = new Int32Array(size);
  const next = starts.slice(0, size);
  const open: number[] = [];
  const path: number[] = [];
  let clock = 0;
  let count = 0;
  for (let root = 0; root < size; root++) {
    if (at(found, root) >= 0) continue;
    path.push(root);
    while (path.length > 0) {
      const v = path[path.length - 1] ?? 0;
      if (at(found, v) < 0) {
        found[v] = low[v] = clock++;
        open.push(v);
      }
      const k = at(next, v);
      if (k < at(starts, v + 1)) {
        next[v] = k + 1;
        const w = at(targets, k);
        if (at(found, w) < 0) path.push(w);
        else if (at(component, w) < 0) low[v] = Math.min(at(low, v), at(found, w));
        continue;
      }
      path.pop();
      const parent = path[path.length - 1];
      if (parent !== undefined) low[parent] = Math.min(at(low, parent), at(low, v));
      if (at(low, v) !== at(found, v)) continue;
      for (let w = open.pop(); w !== undefined; w = open.pop()) {
        component[w] = count;
        if (w === v) break;
      }
      count++;
    }
  }
  return component;
}

/** Groups vertices by a number: the largest group first, then by first vertex; vertices in their own order. */
export function groups(membership: Int32Array): number[][] {
  const byNumber = new Map<number, number[]>();
  membership.forEach((number, v) => {
    const group = byNumber.get(number);
    if (group) group.push(v);
    else byNumber.set(number, [v]);
  });
  return [...byNumber.values()].sort((a, b) => b.length - a.length || (a[0] ?? 0) - (b[0] ?? 0));
}

export interface Cuts {
  /** Ties without which the graph falls into more parts; the lower vertex first, in ascending order. */
  readonly bridges: readonly (readonly [number, number])[];
  /** Vertices without which the graph falls into more parts, ascending. */
  readonly articulationPoints: readonly number[];
}

/** Bridges and articulation points with directions ignored (Hopcroft and Tarjan 1973). Two arcs between one pair are one tie. */
export function cuts(graph: Graph): Cuts {
  const { size, starts, targets } = symmetrised(graph);
  const found = new Int32Array(size).fill(-1);
  const low = new Int32Array(size);
  const parent = new Int32Array(size).fill(-1);
  const next = starts.slice(0, size);
  const cut = new Uint8Array(size);
  const bridges: [number, number][] = [];
  let clock = 0;
  for (let root = 0; root < size; root++) {
    if (at(found, root) >= 0) continue;
    found[root] = low[root] = clock++;
    const path = [root];
    let branches = 0;
    while (path.length > 0) {
      const v = path[path.length - 1] ?? 0;
      const k = at(next, v);
      if (k < at(starts, v + 1)) {
        next[v] = k + 1;
        const w = at(targets, k);
        if (at(found, w) < 0) {
          parent[w] = v;
          found[w] = low[w] = clock++;
          path.push(w);
        } else if (w !== at(parent, v)) low[v] = Math.min(at(low, v), at(found, w));
        continue;
      }
      path.pop();
      const above = at(parent, v);
      if (above < 0) continue;
      low[above] = Math.min(at(low, above), at(low, v));
      if (at(low, v) > at(found, above)) bridges.push([Math.min(v, above), Math.max(v, above)]);
      if (above === root) branches++;
      else if (at(low, v) >= at(found, above)) cut[above] = 1;
    }
    if (branches > 1) cut[root] = 1;
  }
  bridges.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  return { bridges, articulationPoints: Array.from(cut.keys()).filter((v) => at(cut, v) === 1) };
}

export interface Krackhardt {
  readonly connectedness: number | null;
  readonly hierarchy: number | null;
  readonly efficiency: number | null;
  readonly lub: number | null;
}

/** Hierarchy and least upper bounds of a directed graph need a table of who reaches whom; beyond this size they are null. */
export const REACHABILITY_LIMIT = 4_000;

/**
 * Krackhardt's four dimensions of a pure hierarchy (1994), each 1 in an out-tree.
 * connectedness: share of pairs joined when directions are ignored.
 * hierarchy: 1 - (pairs that reach each other / pairs where at least one reaches the other); 0 in an undirected graph with ties.
 * efficiency: 1 - arcs beyond those that hold each weak component together (size - 1), over the most there could be;
 *   an undirected tie counts as two arcs, as in sna.
 * lub: 1 - pairs without a least upper bound, over (k-1)(k-2)/2 in each weak component of k ≥ 3. Upper bounds of a pair are the
 *   vertices that reach both (a vertex reaches itself); the least is reached by all of them.
 * null where nothing could violate the dimension (no pairs, no arcs, no component of three).
 */
export function krackhardt(graph: Graph): Krackhardt {
  const n = graph.size;
  const parts = groups(weakComponents(graph));
  const joined = parts.reduce((sum, part) => sum + (part.length * (part.length - 1)) / 2, 0);
  const needed = parts.reduce((sum, part) => sum + part.length - 1, 0);
  const room = parts.reduce((sum, part) => sum + (part.length - 1) ** 2, 0);
  const bounded = parts.reduce(
    (sum, part) => sum + Math.max(0, ((part.length - 1) * (part.length - 2)) / 2),
    0,
  );
  const order = graph.directed && n <= REACHABILITY_LIMIT ? reachability(graph) : undefined;
  const known = !graph.directed || order !== undefined;
  return {
    connectedness: n < 2 ? null : joined / ((n * (n - 1)) / 2),
    hierarchy: graph.targets.length === 0 || !known ? null : order ? hierarchyOf(order) : 0,
    efficiency: room === 0 ? null : 1 - (graph.targets.length - needed) / room,
    lub: bounded === 0 || !known ? null : order ? 1 - pairsWithoutLeastBound(order, parts) / bounded : 1,
  };
}

/** Who reaches whom, as bits; `above[v]` holds those that reach v. Bits stand for vertices with the most above them first. */
interface Reachability {
  readonly words: number;
  readonly above: readonly Int32Array[];
  readonly rank: Int32Array;
  readonly vertexOf: Int32Array;
}

function reachability(graph: Graph): Reachability {
  const n = graph.size;
  const words = (n + 31) >> 5;
  const reachedBy = Array.from({ length: n }, (_, v) => verticesAbove(graph, v));
  const vertexOf = Int32Array.from(
    Array.from({ length: n }, (_, v) => v).sort(
      (a, b) => (reachedBy[b]?.length ?? 0) - (reachedBy[a]?.length ?? 0) || a - b,
    ),
  );
  const rank = new Int32Array(n);
  vertexOf.forEach((v, i) => {
    rank[v] = i;
  });
  const above = reachedBy.map((vertices) => {
    const bits = new Int32Array(words);
    for (const u of vertices) {
      const place = at(rank, u);
      bits[place >> 5] = at(bits, place >> 5) | (1 << (place & 31));
    }
    return bits;
  });
  return { words, above, rank, vertexOf };
}

function verticesAbove(graph: Graph, v: number): number[] {
  const seen = new Uint8Array(graph.size);
  seen[v] = 1;
  const found = [v];
  for (const w of found) {
    for (let k = at(graph.inStarts, w); k < at(graph.inStarts, w + 1); k++) {
      const u = at(graph.inTargets, k);
      if (at(seen, u) === 1) continue;
      seen[u] = 1;
      found.push(u);
    }
  }
  return found;
}

function hierarchyOf(order: Reachability): number | null {
  let mutual = 0;
  let oneWay = 0;
  const isAbove = (upper: number, lower: number) => {
    const place = at(order.rank, upper);
    return ((at(order.above[lower] ?? order.rank, place >> 5) >>> (place & 31)) & 1) === 1;
  };
  for (let a = 0; a < order.above.length; a++) {
    for (let b = a + 1; b < order.above.length; b++) {
      const down = isAbove(a, b);
      const up = isAbove(b, a);
      if (down && up) mutual++;
      else if (down || up) oneWay++;
    }
  }
  return mutual + oneWay === 0 ? null : 1 - mutual / (mutual + oneWay);
}

/*
 * If a least upper bound exists, everything above any other upper bound is above it too, so it has the most above it:
 * it is the first bit that is set.
 */
function pairsWithoutLeastBound(order: Reachability, parts: readonly (readonly number[])[]): number {
  let without = 0;
  for (const part of parts) {
    if (part.length < 3) continue;
    for (let i = 0; i < part.length; i++) {
      for (let j = i + 1; j < part.length; j++) {
        const a = order.above[part[i] ?? 0];
        const b = order.above[part[j] ?? 0];
        if (a && b && !hasLeastBound(order, a, b)) without++;
      }
    }
  }
  return without;
}

function hasLeastBound(order: Reachability, a: Int32Array, b: Int32Array): boolean {
  let first = 0;
  while (first < order.words && (at(a, first) & at(b, first)) === 0) first++;
  if (first === order.words) return false;
  const bits = at(a, first) & at(b, first);
  const least = at(order.vertexOf, (first << 5) + 31 - Math.clz32(bits & -bits));
  const aboveLeast = order.above[least] ?? a;
  for (let word = first; word < order.words; word++) {
    if ((at(a, word) & at(b, word) & ~at(aboveLeast, word)) !== 0) return false;
  }
  return true;
}

/** Number of ties of each vertex: in an undirected graph its neighbours, in a directed one arcs in and out together. */
export function degrees(graph: Graph): Pick<VertexScores, 'degree' | 'inDegree' | 'outDegree'> {
  const outDegree = Float64Array.from({ length: graph.size }, (_, v) => degreeOf(graph.starts, v));
  if (!graph.directed) return { degree: outDegree, inDegree: outDegree, outDegree };
  const inDegree = Float64Array.from({ length: graph.size }, (_, v) => degreeOf(graph.inStarts, v));
  return { degree: outDegree.map((out, v) => out + at(inDegree, v)), inDegree, outDegree };
}
