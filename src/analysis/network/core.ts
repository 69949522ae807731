import { at, type Graph, symmetrised } from './graph.ts';

/** Core numbers on the symmetrised graph: the greatest k such that the vertex lies in a part where everyone has k ties inside (Seidman 1983). */
export function coreNumbers(graph: Graph): Int32Array {
  const { size, starts, targets } = symmetrised(graph);
  const degree = Int32Array.from({ length: size }, (_, v) => at(starts, v + 1) - at(starts, v));
  let most = 0;
  for (const d of degree) most = Math.max(most, d);
  const waiting: number[][] = Array.from({ length: most + 1 }, () => []);
  degree.forEach((d, v) => {
    waiting[d]?.push(v);
  });
  const core = new Int32Array(size).fill(-1);
  for (let level = 0; level <= most; level++) {
    const queue = waiting[level] ?? [];
    for (let v = queue.pop(); v !== undefined; v = queue.pop()) {
      if (at(core, v) >= 0) continue;
      core[v] = level;
      for (let k = at(starts, v); k < at(starts, v + 1); k++) {
        const w = at(targets, k);
        if (at(core, w) >= 0 || at(degree, w) <= level) continue;
        degree[w] = at(degree, w) - 1;
        waiting[at(degree, w)]?.push(w);
      }
    }
  }
  return core;
}

export interface CorePeriphery {
  /** Coreness of each vertex: eigenvector centrality over its greatest value, 0 to 1. */
  readonly coreness: Float64Array;
  /** For each vertex, how well "this one and all with at least its coreness are the core" fits: correlation, null if that is everyone. */
  readonly fit: readonly (number | null)[];
  /** Vertices of the best-fitting core, ascending; empty without ties. */
  readonly core: readonly number[];
}

const SAME_CORENESS = 1e-9;

/**
 * Continuous core–periphery (Borgatti and Everett 1999) in the form UCINET uses: vertices in order of coreness, and the core is the
 * top group whose 1/0 pattern correlates best with coreness (vertices of equal coreness stay together; the smaller core on a tie).
 * `centrality` is the binary eigenvector centrality of the symmetrised graph.
 */
export function corePeriphery(centrality: Float64Array): CorePeriphery {
  const highest = centrality.reduce((most, value) => Math.max(most, value), 0);
  const coreness = centrality.map((value) => (highest === 0 ? 0 : value / highest));
  const order = Array.from(coreness.keys()).sort((a, b) => at(coreness, b) - at(coreness, a) || a - b);
  const size = coreness.length;
  const mean = coreness.reduce((sum, value) => sum + value, 0) / size;
  const spread = Math.sqrt(coreness.reduce((sum, value) => sum + (value - mean) ** 2, 0));
  const fit: (number | null)[] = Array.from({ length: size }, () => null);
  let best = 0;
  let bestCount = 0;
  let above = 0;
  for (let first = 0; first < size; ) {
    let end = first;
    const value = at(coreness, order[first] ?? 0);
    while (end < size && value - at(coreness, order[end] ?? 0) <= SAME_CORENESS) {
      above += at(coreness, order[end] ?? 0) - mean;
      end++;
    }
    if (end < size && spread > 0) {
      const correlation = above / (spread * Math.sqrt((end * (size - end)) / size));
      for (let i = first; i < end; i++) fit[order[i] ?? 0] = correlation;
      if (correlation > best + 1e-12) {
        best = correlation;
        bestCount = end;
      }
    }
    first = end;
  }
  return { coreness, fit, core: order.slice(0, bestCount).sort((a, b) => a - b) };
}
