import { arcWeight, at, type Graph, symmetrised } from './graph.ts';

export type HoleWeights = 'binary' | 'strength';

export interface StructuralHoles {
  /** Burt's constraint: how far an actor's contacts are tied to one another; null for an isolate. */
  readonly constraint: readonly (number | null)[];
  /** Burt's effective size: contacts less their redundancy; null for an isolate. */
  readonly effectiveSize: readonly (number | null)[];
}

/**
 * Structural holes (Burt 1992). An actor's network is everyone joined to them by a tie in either direction; ties in both
 * directions add up: m(i,j) = a(i,j) + a(j,i), p(i,j) = m(i,j) / sum of m(i,·).
 * constraint(i) = Σj (p(i,j) + Σq p(i,q) p(q,j))²; effective size(i) = Σj (1 - Σq p(i,q) m(j,q) / max of m(j,·)).
 * On an undirected binary graph the latter is Borgatti's n - 2t/n.
 */
export function structuralHoles(graph: Graph, weights: HoleWeights): StructuralHoles {
  const around = symmetrised(graph);
  const { size, starts, targets } = around;
  const present = (weight: number) => (weights === 'binary' ? Math.sign(weight) : weight);
  const mutual = new Float64Array(targets.length);
  const total = new Float64Array(size);
  const most = new Float64Array(size);
  for (let v = 0; v < size; v++) {
    for (let k = at(starts, v); k < at(starts, v + 1); k++) {
      const w = at(targets, k);
      const together = present(arcWeight(graph, v, w)) + present(arcWeight(graph, w, v));
      mutual[k] = together;
      total[v] = at(total, v) + together;
      most[v] = Math.max(at(most, v), together);
    }
  }
  const constraint: (number | null)[] = [];
  const effectiveSize: (number | null)[] = [];
  const invested = new Float64Array(size);
  for (let ego = 0; ego < size; ego++) {
    const first = at(starts, ego);
    const end = at(starts, ego + 1);
    if (first === end) {
      constraint.push(null);
      effectiveSize.push(null);
      continue;
    }
    for (let k = first; k < end; k++) invested[at(targets, k)] = at(mutual, k) / at(total, ego);
    let constrained = 0;
    let effective = 0;
    for (let k = first; k < end; k++) {
      const contact = at(targets, k);
      let through = 0;
      let redundancy = 0;
      for (let l = at(starts, contact); l < at(starts, contact + 1); l++) {
        const share = at(invested, at(targets, l));
        if (share === 0) continue;
        through += (share * at(mutual, l)) / at(total, at(targets, l));
        redundancy += (share * at(mutual, l)) / at(most, contact);
      }
      constrained += (at(invested, contact) + through) ** 2;
      effective += 1 - redundancy;
    }
    for (let k = first; k < end; k++) invested[at(targets, k)] = 0;
    constraint.push(constrained);
    effectiveSize.push(effective);
  }
  return { constraint, effectiveSize };
}
