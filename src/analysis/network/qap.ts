import { actorIndex, arcWeight, at, type Graph, graphFromArcs, graphOf } from './graph.ts';
import type { Network } from './network.ts';
import { refuseNetwork } from './problem.ts';
import { seededRandom, shuffledRange } from './random.ts';

export interface QapCorrelation {
  /** Pearson's correlation over all ordered pairs of different actors; null where one network is the same for all pairs. */
  readonly correlation: number | null;
  readonly permutations: number;
  readonly seed: number;
  /** Share of permutations, the data themselves among them, whose correlation is at least, at most, or at least as far from 0 as this one. */
  readonly atLeast: number | null;
  readonly atMost: number | null;
  readonly asExtreme: number | null;
  /** Mean and standard deviation of the correlation over the permutations. */
  readonly mean: number | null;
  readonly deviation: number | null;
}

export interface QapOptions {
  readonly permutations?: number;
  readonly seed?: number;
  /** Whether ties count as present or absent, or by strength. */
  readonly weights?: 'binary' | 'strength';
}

/** As precise as rounding allows: a correlation that differs by less is the same. */
const SAME = 1e-12;

/**
 * Quadratic assignment (Krackhardt 1988): how far two networks of the same actors go together, and how often a correlation like it comes
 * about when the actors of the second change places at random. The same seed gives the same answer on every machine.
 * Throws NetworkInputError `different-actors` unless both have the same actors, in whatever order.
 */
export function qapCorrelation(first: Network, second: Network, options: QapOptions = {}): QapCorrelation {
  const { permutations = 2_000, seed = 1, weights = 'binary' } = options;
  const places = actorIndex(first);
  const others = actorIndex(second);
  for (const id of [...places.keys(), ...others.keys()])
    if (!places.has(id) || !others.has(id)) refuseNetwork('different-actors', null, { actor: id });
  const one = counted(graphOf(first), weights);
  const other = counted(inOrderOf(graphOf(second), second, places), weights);
  const pairs = one.size * (one.size - 1);
  const [sums, otherSums] = [sumsOf(one), sumsOf(other)];
  const spread = Math.sqrt(
    (sums.squares - sums.sum ** 2 / pairs) * (otherSums.squares - otherSums.sum ** 2 / pairs),
  );
  const nothing = { atLeast: null, atMost: null, asExtreme: null, mean: null, deviation: null };
  if (pairs === 0 || !(spread > SAME)) return { correlation: null, permutations: 0, seed, ...nothing };
  const correlate = (order: Int32Array) =>
    (product(one, other, order) - (sums.sum * otherSums.sum) / pairs) / spread;
  const correlation = correlate(Int32Array.from({ length: one.size }, (_, v) => v));
  const random = seededRandom(seed);
  let [atLeast, atMost, asExtreme, sum, squares] = [1, 1, 1, 0, 0];
  for (let round = 0; round < permutations; round++) {
    const value = correlate(shuffledRange(one.size, random));
    if (value >= correlation - SAME) atLeast++;
    if (value <= correlation + SAME) atMost++;
    if (Math.abs(value) >= Math.abs(correlation) - SAME) asExtreme++;
    sum += value;
    squares += value * value;
  }
  const share = (count: number) => count / (permutations + 1);
  const mean = permutations === 0 ? null : sum / permutations;
  return {
    correlation,
    permutations,
    seed,
    atLeast: share(atLeast),
    atMost: share(atMost),
    asExtreme: share(asExtreme),
    mean,
    deviation: mean === null ? null : Math.sqrt(Math.max(0, squares / permutations - mean ** 2)),
  };
}

function counted(graph: Graph, weights: 'binary' | 'strength'): Graph {
  if (weights === 'strength') return graph;
  const ones = graph.weights.map(() => 1);
  return { ...graph, weights: ones };
}

function inOrderOf(graph: Graph, network: Network, places: ReadonlyMap<string, number>): Graph {
  const place = network.actors.map((actor) => places.get(actor.id) ?? 0);
  const from: number[] = [];
  const to: number[] = [];
  const weight: number[] = [];
  for (let v = 0; v < graph.size; v++) {
    for (let k = at(graph.starts, v); k < at(graph.starts, v + 1); k++) {
      from.push(place[v] ?? 0);
      to.push(place[at(graph.targets, k)] ?? 0);
      weight.push(at(graph.weights, k));
    }
  }
  return graphFromArcs(graph.size, graph.directed, { from, to, weight });
}

function sumsOf(graph: Graph): { readonly sum: number; readonly squares: number } {
  let sum = 0;
  let squares = 0;
  for (const weight of graph.weights) {
    sum += weight;
    squares += weight * weight;
  }
  return { sum, squares };
}

/* Only pairs that are tied in the first network add to the sum of products. */
function product(one: Graph, other: Graph, order: Int32Array): number {
  let sum = 0;
  for (let v = 0; v < one.size; v++) {
    const end = at(one.starts, v + 1);
    for (let k = at(one.starts, v); k < end; k++)
      sum += at(one.weights, k) * arcWeight(other, at(order, v), at(order, at(one.targets, k)));
  }
  return sum;
}
