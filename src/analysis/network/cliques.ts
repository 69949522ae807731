import { at, type Graph, hasArc } from './graph.ts';

export interface Cliques {
  /** Cliques of three or more, the largest first, then by their first vertex; vertices ascending. */
  readonly cliques: readonly (readonly number[])[];
  /** False where the search ended at its limit: there are more. */
  readonly complete: boolean;
}

/** A graph may have more cliques than anybody can read: the search ends after so many, or so many steps. */
const MOST_CLIQUES = 2_000;
const MOST_STEPS = 200_000;

/**
 * Maximal cliques (Luce and Perry 1949): everybody tied to everybody, and nobody could be added. In a directed graph only ties that run
 * both ways count. Bron and Kerbosch (1973) with pivots, from each vertex in the order of a degeneracy ordering (Eppstein et al. 2010).
 */
export function cliques(graph: Graph): Cliques {
  const near = mutualNeighbours(graph);
  const order = degeneracyOrder(near);
  const place = new Int32Array(graph.size);
  order.forEach((v, i) => {
    place[v] = i;
  });
  const found: number[][] = [];
  let steps = 0;
  let complete = true;
  const extend = (chosen: readonly number[], candidates: number[], done: number[]): void => {
    if (!complete) return;
    if (++steps > MOST_STEPS || found.length > MOST_CLIQUES) {
      complete = false;
      return;
    }
    if (candidates.length === 0) {
      if (done.length === 0 && chosen.length >= 3) found.push([...chosen].sort((a, b) => a - b));
      return;
    }
    const pivot = pivotOf(near, candidates, done);
    const open = candidates.filter((v) => !pivot.has(v));
    let left = candidates;
    const passed = [...done];
    for (const v of open) {
      const around = near[v] ?? new Set();
      extend(
        [...chosen, v],
        left.filter((w) => around.has(w)),
        passed.filter((w) => around.has(w)),
      );
      left = left.filter((w) => w !== v);
      passed.push(v);
    }
  };
  for (const v of order) {
    const around = [...(near[v] ?? [])];
    if (around.length < 2) continue;
    const later = around.filter((w) => at(place, w) > at(place, v));
    const earlier = around.filter((w) => at(place, w) < at(place, v));
    extend([v], later, earlier);
  }
  found.sort((a, b) => b.length - a.length || lexically(a, b));
  return { cliques: found.slice(0, MOST_CLIQUES), complete };
}

function lexically(a: readonly number[], b: readonly number[]): number {
  for (const [i, v] of a.entries()) {
    const difference = v - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function mutualNeighbours(graph: Graph): Set<number>[] {
  return Array.from({ length: graph.size }, (_, v) => {
    const around = new Set<number>();
    for (let k = at(graph.starts, v); k < at(graph.starts, v + 1); k++) {
      const w = at(graph.targets, k);
      if (!graph.directed || hasArc(graph, w, v)) around.add(w);
    }
    return around;
  });
}

/* Those with the fewest ties among who is left come first. */
function degeneracyOrder(near: readonly ReadonlySet<number>[]): number[] {
  const left = near.map((around) => around.size);
  const most = left.reduce((highest, degree) => Math.max(highest, degree), 0);
  const waiting: number[][] = Array.from({ length: most + 1 }, () => []);
  left.forEach((degree, v) => {
    waiting[degree]?.push(v);
  });
  const gone = new Uint8Array(near.length);
  const order: number[] = [];
  for (let degree = 0; degree <= most; ) {
    const v = waiting[degree]?.pop();
    if (v === undefined) {
      degree++;
      continue;
    }
    if (at(gone, v) === 1 || left[v] !== degree) continue;
    gone[v] = 1;
    order.push(v);
    for (const w of near[v] ?? []) {
      if (at(gone, w) === 1) continue;
      const fewer = (left[w] ?? 1) - 1;
      left[w] = fewer;
      waiting[fewer]?.push(w);
      if (fewer < degree) degree = fewer;
    }
  }
  return order;
}

/* The vertex with most ties among the candidates: only those it is not tied to need be tried. */
function pivotOf(
  near: readonly ReadonlySet<number>[],
  candidates: readonly number[],
  done: readonly number[],
): ReadonlySet<number> {
  let best: ReadonlySet<number> = new Set();
  let most = -1;
  for (const v of [...candidates, ...done]) {
    const around = near[v] ?? new Set();
    let count = 0;
    for (const w of candidates) if (around.has(w)) count++;
    if (count <= most) continue;
    most = count;
    best = around;
  }
  return best;
}
