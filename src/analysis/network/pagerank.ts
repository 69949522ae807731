import { at, type Graph } from './graph.ts';

export type PageRankWeights = 'binary' | 'strength';

const DAMPING = 0.85;
const CLOSE = 1e-12;
const MOST_ROUNDS = 1_000;

/**
 * PageRank (Brin and Page 1998) with damping 0.85, along the arcs (both ways in an undirected graph): the share of visits of somebody who
 * follows ties, in proportion to their strengths where `strength` is asked, and starts anew anywhere every seventh time or so. Who has
 * nowhere to go starts anew. The values of all vertices sum to 1; they are exact to 10^-12 in sum.
 */
export function pageRank(graph: Graph, weights: PageRankWeights = 'binary'): Float64Array {
  const { size, starts, inStarts, inTargets } = graph;
  const out = new Float64Array(size);
  for (let v = 0; v < size; v++) {
    let sum = 0;
    for (let k = at(starts, v); k < at(starts, v + 1); k++)
      sum += weights === 'binary' ? 1 : at(graph.weights, k);
    out[v] = sum;
  }
  let ranks = new Float64Array(size).fill(size === 0 ? 0 : 1 / size);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const given = ranks.map((rank, v) => (at(out, v) === 0 ? 0 : rank / at(out, v)));
    let stranded = 0;
    for (let v = 0; v < size; v++) if (at(out, v) === 0) stranded += at(ranks, v);
    const anew = (1 - DAMPING + DAMPING * stranded) / size;
    const next = new Float64Array(size);
    let change = 0;
    for (let v = 0; v < size; v++) {
      let sum = 0;
      for (let k = at(inStarts, v); k < at(inStarts, v + 1); k++)
        sum += at(given, at(inTargets, k)) * (weights === 'binary' ? 1 : at(graph.inWeights, k));
      next[v] = anew + DAMPING * sum;
      change += Math.abs(at(next, v) - at(ranks, v));
    }
    ranks = next;
    if (change < CLOSE) break;
  }
  return ranks;
}
