import { at, type Graph, symmetrised } from './graph.ts';
import { seededRandom, shuffledRange } from './random.ts';

export interface Communities {
  /** For each vertex the number of its community, numbered by first vertex. */
  readonly membership: Int32Array;
  readonly modularity: number;
}

export interface CommunityOptions {
  readonly weights: 'binary' | 'strength';
  readonly seed: number;
  /** How many orders of visiting are tried; the best modularity is kept, the earliest on a tie. */
  readonly tries: number;
}

/**
 * Communities by the Louvain method (Blondel et al. 2008) on the symmetrised graph, maximising modularity at resolution 1.
 * The order of visiting is drawn from the seed, so the same network and seed give the same communities on every machine.
 */
export function communities(graph: Graph, options: CommunityOptions): Communities {
  const both = symmetrised(graph);
  const values = options.weights === 'binary' ? both.weights.map(() => 1) : both.weights;
  let best: Communities | undefined;
  for (let attempt = 0; attempt < Math.max(1, options.tries); attempt++) {
    const membership = louvain(both, values, seededRandom(options.seed + attempt));
    const score = modularityOf(both, values, membership);
    if (!best || score > best.modularity + 1e-12) best = { membership, modularity: score };
  }
  return best ?? { membership: new Int32Array(0), modularity: 0 };
}

/**
 * Modularity (Newman and Girvan 2004) of a division of the symmetrised graph: Σ over communities of
 * (share of ties inside - square of the share of tie ends); 0 without ties. Communities are numbered from 0.
 */
export function modularity(graph: Graph, membership: Int32Array, weights: 'binary' | 'strength'): number {
  const both = symmetrised(graph);
  return modularityOf(both, weights === 'binary' ? both.weights.map(() => 1) : both.weights, membership);
}

function modularityOf(both: Graph, values: Float64Array, membership: Int32Array): number {
  const communities = membership.reduce((most, number) => Math.max(most, number + 1), 0);
  const ends = new Float64Array(communities);
  let inside = 0;
  let total = 0;
  for (let v = 0; v < both.size; v++) {
    const own = at(membership, v);
    for (let k = at(both.starts, v); k < at(both.starts, v + 1); k++) {
      const weight = at(values, k);
      total += weight;
      ends[own] = at(ends, own) + weight;
      if (at(membership, at(both.targets, k)) === own) inside += weight;
    }
  }
  if (total === 0) return 0;
  return ends.reduce((score, sum) => score - (sum / total) ** 2, inside / total);
}

interface WorkGraph {
  readonly size: number;
  readonly starts: Int32Array;
  readonly targets: Int32Array;
  readonly weights: Float64Array;
  /** Ties inside each vertex, both directions, once the vertex stands for a community. */
  readonly inner: Float64Array;
}

function louvain(graph: Graph, values: Float64Array, random: () => number): Int32Array {
  let work: WorkGraph = {
    size: graph.size,
    starts: graph.starts,
    targets: graph.targets,
    weights: values,
    inner: new Float64Array(graph.size),
  };
  let membership = Int32Array.from({ length: graph.size }, (_, v) => v);
  for (;;) {
    const moved = moveVertices(work, random);
    membership = membership.map((v) => at(moved.community, v));
    if (moved.count === work.size) return renumbered(membership);
    work = aggregated(work, moved.community, moved.count);
  }
}

function moveVertices(work: WorkGraph, random: () => number): { community: Int32Array; count: number } {
  const { size, starts, targets, weights } = work;
  const community = Int32Array.from({ length: size }, (_, v) => v);
  const ends = work.inner.slice();
  for (let v = 0; v < size; v++) {
    for (let k = at(starts, v); k < at(starts, v + 1); k++) ends[v] = at(ends, v) + at(weights, k);
  }
  const held = ends.slice();
  let total = 0;
  for (const sum of ends) total += sum;
  const toward = new Float64Array(size);
  const touched: number[] = [];
  const order = shuffledRange(size, random);
  for (let moves = total > 0 ? 1 : 0, round = 0; moves > 0 && round < 100; round++) {
    moves = 0;
    for (const v of order) {
      const own = at(community, v);
      touched.length = 0;
      for (let k = at(starts, v); k < at(starts, v + 1); k++) {
        const other = at(community, at(targets, k));
        if (at(toward, other) === 0) touched.push(other);
        toward[other] = at(toward, other) + at(weights, k);
      }
      held[own] = at(held, own) - at(ends, v);
      let best = own;
      let gain = at(toward, own) - (at(held, own) * at(ends, v)) / total;
      for (const candidate of touched) {
        const other = at(toward, candidate) - (at(held, candidate) * at(ends, v)) / total;
        if (other > gain + 1e-12) {
          gain = other;
          best = candidate;
        }
      }
      held[best] = at(held, best) + at(ends, v);
      for (const other of touched) toward[other] = 0;
      if (best === own) continue;
      community[v] = best;
      moves++;
    }
  }
  const numbered = renumbered(community);
  let count = 0;
  for (const number of numbered) count = Math.max(count, number + 1);
  return { community: numbered, count };
}

function aggregated(work: WorkGraph, community: Int32Array, count: number): WorkGraph {
  const members: number[][] = Array.from({ length: count }, () => []);
  community.forEach((number, v) => {
    members[number]?.push(v);
  });
  const inner = new Float64Array(count);
  const starts = new Int32Array(count + 1);
  const targets: number[] = [];
  const weights: number[] = [];
  const toward = new Float64Array(count);
  members.forEach((vertices, own) => {
    const first = targets.length;
    for (const v of vertices) {
      inner[own] = at(inner, own) + at(work.inner, v);
      for (let k = at(work.starts, v); k < at(work.starts, v + 1); k++) {
        const other = at(community, at(work.targets, k));
        if (other === own) inner[own] = at(inner, own) + at(work.weights, k);
        else {
          if (at(toward, other) === 0) targets.push(other);
          toward[other] = at(toward, other) + at(work.weights, k);
        }
      }
    }
    for (let i = first; i < targets.length; i++) {
      const other = targets[i] ?? 0;
      weights.push(at(toward, other));
      toward[other] = 0;
    }
    starts[own + 1] = targets.length;
  });
  return {
    size: count,
    starts,
    targets: Int32Array.from(targets),
    weights: Float64Array.from(weights),
    inner,
  };
}

function renumbered(membership: Int32Array): Int32Array {
  const numbers = new Map<number, number>();
  return membership.map((number) => {
    const known = numbers.get(number) ?? numbers.size;
    numbers.set(number, known);
    return known;
  });
}
