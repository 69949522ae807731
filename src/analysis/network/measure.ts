import { type Brokerage, brokerage, externalInternalIndex, type Grouping } from './brokerage.ts';
import { clustering } from './clustering.ts';
import {
  type Centralization,
  centralization,
  cuts,
  degrees,
  density,
  groups,
  type Krackhardt,
  krackhardt,
  reciprocity,
  strongComponents,
  weakComponents,
} from './cohesion.ts';
import { communities } from './communities.ts';
import { coreNumbers, corePeriphery } from './core.ts';
import { eigenvector } from './eigenvector.ts';
import { at, type Graph, graphOf, tieCount } from './graph.ts';
import { structuralHoles } from './holes.ts';
import { attributeNames, attributeOf, type Network } from './network.ts';
import { betweenness, closeness, closenessWithinReach, type PathSums, pathSums } from './paths.ts';
import { refuseNetwork } from './problem.ts';

/** The part of an actor's measures that takes tie strength into account: distance along a tie is 1/strength. */
export interface StrengthMeasures {
  readonly strength: number;
  readonly inStrength: number;
  readonly outStrength: number;
  readonly betweenness: number;
  readonly closeness: number;
  readonly harmonic: number;
  readonly eigenvector: number;
  readonly constraint: number | null;
  readonly effectiveSize: number | null;
}

/** Scores over the greatest that an actor of a network of this size can have, 0 to 1; all 0 where there is nobody else to score by. */
export interface NormalizedMeasures {
  /** Over n-1; in a directed network ties in and out together over 2(n-1). */
  readonly degree: number;
  readonly inDegree: number;
  readonly outDegree: number;
  /** Over the pairs of others: (n-1)(n-2), in an undirected network half of that. */
  readonly betweenness: number;
  /** Over n-1. */
  readonly harmonic: number;
}

export interface ActorMeasures {
  readonly id: string;
  readonly label: string;
  readonly degree: number;
  readonly inDegree: number;
  readonly outDegree: number;
  /** Raw; each pair of an undirected network once. */
  readonly betweenness: number;
  /** Wasserman–Faust, outward. */
  readonly closeness: number;
  readonly closenessIn: number;
  /** Within what the actor reaches; null if nobody. */
  readonly closenessWithinReach: number | null;
  /** Sum of 1/distance, outward. */
  readonly harmonic: number;
  readonly harmonicIn: number;
  readonly eigenvector: number;
  readonly constraint: number | null;
  readonly effectiveSize: number | null;
  readonly brokerage: Brokerage | null;
  readonly coreNumber: number;
  readonly coreness: number;
  /** Share of pairs of the actor's contacts that are tied, directions ignored; null with fewer than two. */
  readonly clustering: number | null;
  /** Steps to the furthest actor that can be reached; null if nobody can. */
  readonly eccentricity: number | null;
  readonly normalized: NormalizedMeasures;
  /** Only where tie strengths differ. */
  readonly weighted?: StrengthMeasures;
}

export interface NetworkMeasures {
  readonly directed: boolean;
  readonly actors: number;
  readonly ties: number;
  readonly density: number;
  readonly reciprocity: number | null;
  readonly centralization: Centralization;
  readonly nodes: readonly ActorMeasures[];
  readonly bridges: readonly (readonly [string, string])[];
  readonly articulationPoints: readonly string[];
  /** Weak components, the largest first. */
  readonly components: readonly (readonly string[])[];
  readonly strongComponents: readonly (readonly string[])[];
  readonly communities: readonly (readonly string[])[];
  readonly modularity: number;
  readonly corePeriphery: { readonly core: readonly string[]; readonly correlation: number | null };
  readonly isolates: readonly string[];
  /** The attribute that groups actors for brokerage and the E-I index; null if the network has none. */
  readonly attribute: string | null;
  readonly eiIndex: number | null;
  readonly krackhardt: Krackhardt;
  readonly clustering: {
    readonly average: number | null;
    readonly transitivity: number | null;
    readonly triangles: number;
  };
  readonly distances: {
    /** Mean number of steps over ordered pairs of which one reaches the other, and their share of all; null without any. */
    readonly mean: number | null;
    readonly reachablePairs: number;
    /** The longest of these distances; null without any. */
    readonly diameter: number | null;
  };
  /** Ties of actors with themselves that were kept beside the network; nothing above counts them. */
  readonly loops: number;
}

export interface MeasureOptions {
  /** Groups actors; `pillar` when left out and at least one actor has a pillar. */
  readonly attribute?: string;
  /** Seed of the community search. */
  readonly seed?: number;
  /** Shortest-path sums already at hand, for example from several threads. */
  readonly pathSums?: PathSums;
}

/**
 * The metrics of a network that its pages show, actors in the order given; `measureFully` has more. Ties count as present or absent (binary); where strengths differ,
 * `weighted` stands beside. Conventions are stated with each function.
 * Throws NetworkInputError `unknown-attribute` when the named attribute is on no actor.
 */
export function measureNetwork(network: Network, options: MeasureOptions = {}): NetworkMeasures {
  const graph = graphOf(network);
  const grouping = groupingOf(network, options.attribute);
  const sums = options.pathSums ?? pathSums(graph, 'step');
  const between = betweenness(graph, sums);
  const close = closeness(graph.size, sums.reached, sums.distance);
  const closeIn = closeness(graph.size, sums.reachedBy, sums.distanceFrom);
  const closeWithin = closenessWithinReach(sums.reached, sums.distance);
  const degree = degrees(graph);
  const central = eigenvector(graph, 'binary');
  const holes = structuralHoles(graph, 'binary');
  const roles = grouping ? brokerage(graph, grouping.groups) : null;
  const coreNumber = coreNumbers(graph);
  const core = corePeriphery(central);
  const weighted = strengthsDiffer(graph) ? strengthMeasures(graph) : undefined;
  const cut = cuts(graph);
  const parts = communities(graph, {
    weights: 'binary',
    seed: options.seed ?? 1,
    tries: graph.size <= 100 ? 10 : graph.size <= 1_000 ? 4 : 2,
  });
  const strong = graph.directed ? strongComponents(graph) : weakComponents(graph);
  const cluster = clustering(graph);
  const ids = network.actors.map((actor) => actor.id);
  const named = (v: number) => ids[v] ?? '';
  const nodes = ids.map((id, v) => ({
    id,
    label: network.actors[v]?.label ?? id,
    degree: at(degree.degree, v),
    inDegree: at(degree.inDegree, v),
    outDegree: at(degree.outDegree, v),
    betweenness: at(between, v),
    closeness: at(close, v),
    closenessIn: at(closeIn, v),
    closenessWithinReach: closeWithin[v] ?? null,
    harmonic: at(sums.harmonic, v),
    harmonicIn: at(sums.harmonicFrom, v),
    eigenvector: at(central, v),
    constraint: holes.constraint[v] ?? null,
    effectiveSize: holes.effectiveSize[v] ?? null,
    brokerage: roles?.[v] ?? null,
    coreNumber: at(coreNumber, v),
    coreness: at(core.coreness, v),
    clustering: cluster.local[v] ?? null,
    eccentricity: at(sums.reached, v) === 0 ? null : at(sums.furthest, v),
    normalized: normalized(graph, {
      degree: at(degree.degree, v),
      inDegree: at(degree.inDegree, v),
      outDegree: at(degree.outDegree, v),
      betweenness: at(between, v),
      harmonic: at(sums.harmonic, v),
    }),
    ...(weighted ? { weighted: weighted(v) } : {}),
  }));
  const firstOfCore = core.core.length === 0 ? undefined : lowest(core.core, core.coreness);
  return {
    directed: graph.directed,
    actors: graph.size,
    ties: tieCount(graph),
    density: density(graph),
    reciprocity: reciprocity(graph),
    centralization: centralization(graph, {
      ...degree,
      betweenness: between,
      closeness: close,
      connected: sums.reached.every((count) => count === graph.size - 1),
    }),
    nodes,
    bridges: cut.bridges.map(([a, b]) => [named(a), named(b)] as const),
    articulationPoints: cut.articulationPoints.map(named),
    components: groups(weakComponents(graph)).map((part) => part.map(named)),
    strongComponents: groups(strong).map((part) => part.map(named)),
    communities: groups(parts.membership).map((part) => part.map(named)),
    modularity: parts.modularity,
    corePeriphery: {
      core: core.core.map(named),
      correlation: firstOfCore === undefined ? null : (core.fit[firstOfCore] ?? null),
    },
    isolates: nodes.filter((node) => node.degree === 0).map((node) => node.id),
    attribute: grouping?.attribute ?? null,
    eiIndex: grouping ? externalInternalIndex(graph, grouping.groups) : null,
    krackhardt: krackhardt(graph),
    clustering: {
      average: cluster.average,
      transitivity: cluster.transitivity,
      triangles: cluster.triangles,
    },
    distances: distancesOf(graph.size, sums),
    loops: network.loops?.length ?? 0,
  };
}

function normalized(graph: Graph, raw: NormalizedMeasures): NormalizedMeasures {
  const others = graph.size - 1;
  const pairs = (others * (others - 1)) / (graph.directed ? 1 : 2);
  const over = (score: number, greatest: number) => (greatest > 0 ? score / greatest : 0);
  return {
    degree: over(raw.degree, graph.directed ? 2 * others : others),
    inDegree: over(raw.inDegree, others),
    outDegree: over(raw.outDegree, others),
    betweenness: over(raw.betweenness, pairs),
    harmonic: over(raw.harmonic, others),
  };
}

function distancesOf(size: number, sums: PathSums): NetworkMeasures['distances'] {
  let [pairs, distance, diameter] = [0, 0, 0];
  for (let v = 0; v < size; v++) {
    pairs += at(sums.reached, v);
    distance += at(sums.distance, v);
    diameter = Math.max(diameter, at(sums.furthest, v));
  }
  const all = size * (size - 1);
  return {
    mean: pairs === 0 ? null : distance / pairs,
    reachablePairs: all === 0 ? 0 : pairs / all,
    diameter: pairs === 0 ? null : diameter,
  };
}

/** The groups that an attribute makes; undefined when no attribute was named and no actor has a pillar. */
export function groupingOf(
  network: Network,
  attribute: string | undefined,
): { readonly attribute: string; readonly groups: Grouping } | undefined {
  const name = attribute ?? 'pillar';
  const values = network.actors.map((actor) => attributeOf(actor, name));
  if (values.every((value) => value === null)) {
    if (attribute === undefined) return undefined;
    refuseNetwork('unknown-attribute', null, { attribute, known: attributeNames(network).join(', ') });
  }
  return { attribute: name, groups: values.map((value) => (value === null ? null : String(value))) };
}

function lowest(vertices: readonly number[], coreness: Float64Array): number | undefined {
  return [...vertices].sort((a, b) => at(coreness, a) - at(coreness, b))[0];
}

function strengthsDiffer(graph: Graph): boolean {
  return graph.weights.some((weight) => weight !== 1);
}

function strengthMeasures(graph: Graph): (v: number) => StrengthMeasures {
  const sums = pathSums(graph, 'inverse-strength');
  const between = betweenness(graph, sums);
  const close = closeness(graph.size, sums.reached, sums.distance);
  const central = eigenvector(graph, 'strength');
  const holes = structuralHoles(graph, 'strength');
  const rowSum = (starts: Int32Array, weights: Float64Array, v: number) => {
    let sum = 0;
    for (let k = at(starts, v); k < at(starts, v + 1); k++) sum += at(weights, k);
    return sum;
  };
  return (v) => {
    const outStrength = rowSum(graph.starts, graph.weights, v);
    const inStrength = rowSum(graph.inStarts, graph.inWeights, v);
    return {
      strength: graph.directed ? inStrength + outStrength : outStrength,
      inStrength,
      outStrength,
      betweenness: at(between, v),
      closeness: at(close, v),
      harmonic: at(sums.harmonic, v),
      eigenvector: at(central, v),
      constraint: holes.constraint[v] ?? null,
      effectiveSize: holes.effectiveSize[v] ?? null,
    };
  };
}
