import { at, degreeOf, type Graph } from './graph.ts';

export interface StructuralEquivalence {
  /** Vertices that are tied to exactly the same others in the same directions, in groups of two or more; ascending. */
  readonly classes: readonly (readonly number[])[];
  /** For each vertex the one whose ties are most like its own, the lowest of several; null where there is no other, or too many. */
  readonly nearest: readonly ({ readonly vertex: number; readonly distance: number } | null)[];
}

/** All pairs are compared: beyond this many vertices only the classes are found. */
export const PROFILE_LIMIT = 1_000;

/**
 * Structural equivalence (Lorrain and White 1971), ties present or absent. Two vertices are equivalent if they have the same ties to and
 * from all others and between themselves none or one both ways. Distance is Euclidean over the rows and columns of the two, leaving out
 * the places where they meet themselves and comparing the tie from one to the other with the tie back (Burt 1976): 0 for equivalents.
 */
export function structuralEquivalence(graph: Graph): StructuralEquivalence {
  return {
    classes: equivalentGroups(graph),
    nearest:
      graph.size > PROFILE_LIMIT ? Array.from({ length: graph.size }, () => null) : nearestProfiles(graph),
  };
}

function equivalentGroups(graph: Graph): number[][] {
  const open = new Map<string, number[]>();
  const closed = new Map<string, number[]>();
  const put = (groups: Map<string, number[]>, key: string, v: number) => {
    const group = groups.get(key);
    if (group) group.push(v);
    else groups.set(key, [v]);
  };
  for (let v = 0; v < graph.size; v++) {
    const to = Array.from(graph.targets.subarray(at(graph.starts, v), at(graph.starts, v + 1)));
    const from = graph.directed
      ? Array.from(graph.inTargets.subarray(at(graph.inStarts, v), at(graph.inStarts, v + 1)))
      : [];
    put(open, `${to.join(' ')}|${from.join(' ')}`, v);
    // With themselves among their own contacts, those who are tied to each other look alike.
    const withSelf = (list: readonly number[]) => [...list, v].sort((a, b) => a - b).join(' ');
    if (to.length > 0) put(closed, `${withSelf(to)}|${graph.directed ? withSelf(from) : ''}`, v);
  }
  return [...open.values(), ...closed.values()]
    .filter((group) => group.length > 1)
    .sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0));
}

function nearestProfiles(graph: Graph): StructuralEquivalence['nearest'] {
  const { size } = graph;
  const outDegree = (v: number) => degreeOf(graph.starts, v);
  const inDegree = (v: number) => degreeOf(graph.inStarts, v);
  const shared = new Float64Array(size);
  // 1 for a tie to the other, 2 for one from it.
  const between = new Uint8Array(size);
  const mark = (starts: Int32Array, targets: Int32Array, v: number, how: number) => {
    for (let k = at(starts, v); k < at(starts, v + 1); k++) {
      const w = at(targets, k);
      between[w] = at(between, w) + how;
    }
  };
  return Array.from({ length: size }, (_, v) => {
    shared.fill(0);
    between.fill(0);
    mark(graph.starts, graph.targets, v, 1);
    mark(graph.inStarts, graph.inTargets, v, 2);
    countShared(graph.starts, graph.targets, graph.inStarts, graph.inTargets, v, shared);
    countShared(graph.inStarts, graph.inTargets, graph.starts, graph.targets, v, shared);
    let best = -1;
    let least = Number.POSITIVE_INFINITY;
    for (let w = 0; w < size; w++) {
      if (w === v) continue;
      const there = at(between, w) & 1;
      const back = at(between, w) >> 1;
      const differing = outDegree(v) + inDegree(v) + outDegree(w) + inDegree(w) - 2 * at(shared, w);
      // The ties between the two stand in a row and a column of each, where they met nothing: they are compared with each other.
      const square = differing - 2 * (there + back) + 2 * (there - back) ** 2;
      if (square >= least) continue;
      least = square;
      best = w;
    }
    return best < 0 ? null : { vertex: best, distance: Math.sqrt(least) };
  });
}

/* How many contacts each other vertex has in common with v, in one direction. */
function countShared(
  starts: Int32Array,
  targets: Int32Array,
  backStarts: Int32Array,
  backTargets: Int32Array,
  v: number,
  shared: Float64Array,
): void {
  for (let k = at(starts, v); k < at(starts, v + 1); k++) {
    const contact = at(targets, k);
    for (let l = at(backStarts, contact); l < at(backStarts, contact + 1); l++) {
      const other = at(backTargets, l);
      shared[other] = at(shared, other) + 1;
    }
  }
}
