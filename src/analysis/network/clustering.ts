import { at, degreeOf, type Graph, symmetrised } from './graph.ts';

export interface Clustering {
  /** Of each vertex the share of pairs of its neighbours that are tied; null with fewer than two neighbours. */
  readonly local: readonly (number | null)[];
  /** Mean of the local values of those who have one; null if nobody has. */
  readonly average: number | null;
  /** Share of paths of two ties that a third one closes: 3 × triangles / connected triples; null without any. */
  readonly transitivity: number | null;
  readonly triangles: number;
}

/**
 * Clustering with directions ignored (Watts and Strogatz 1998; transitivity after Wasserman and Faust 1994, p. 243), ties present or
 * absent. Triangles are found from their vertex of least degree, so that hubs cost no more than the square root of their ties.
 */
export function clustering(graph: Graph): Clustering {
  const both = symmetrised(graph);
  const { size, starts, targets } = both;
  const inTriangles = new Float64Array(size);
  const isBefore = (a: number, b: number) => {
    const [one, other] = [degreeOf(starts, a), degreeOf(starts, b)];
    return one < other || (one === other && a < b);
  };
  const marked = new Int32Array(size).fill(-1);
  let triangles = 0;
  for (let v = 0; v < size; v++) {
    for (let k = at(starts, v); k < at(starts, v + 1); k++) {
      const w = at(targets, k);
      if (isBefore(v, w)) marked[w] = v;
    }
    for (let k = at(starts, v); k < at(starts, v + 1); k++) {
      const w = at(targets, k);
      if (!isBefore(v, w)) continue;
      for (let l = at(starts, w); l < at(starts, w + 1); l++) {
        const u = at(targets, l);
        if (at(marked, u) !== v || !isBefore(w, u)) continue;
        triangles++;
        for (const corner of [v, w, u]) inTriangles[corner] = at(inTriangles, corner) + 1;
      }
    }
  }
  let triples = 0;
  let sum = 0;
  let counted = 0;
  const local = Array.from(inTriangles, (count, v) => {
    const degree = degreeOf(starts, v);
    const pairs = (degree * (degree - 1)) / 2;
    triples += pairs;
    if (pairs === 0) return null;
    sum += count / pairs;
    counted++;
    return count / pairs;
  });
  return {
    local,
    average: counted === 0 ? null : sum / counted,
    transitivity: triples === 0 ? null : (3 * triangles) / triples,
    triangles,
  };
}
