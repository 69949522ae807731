import { cliques } from './cliques.ts';
import { structuralEquivalence } from './equivalence.ts';
import { at, graphOf } from './graph.ts';
import {
  type ActorMeasures,
  type MeasureOptions,
  measureNetwork,
  type NetworkMeasures,
  type StrengthMeasures,
} from './measure.ts';
import type { Network } from './network.ts';
import { pageRank } from './pagerank.ts';
import { type TriadCensus, triadCensus } from './triads.ts';

export interface FullActorMeasures extends ActorMeasures {
  readonly pageRank: number;
  /** Who has the ties most like the actor's, and how far apart the two are; null in networks too large to compare all pairs. */
  readonly mostAlike: { readonly id: string; readonly distance: number } | null;
  readonly weighted?: StrengthMeasures & { readonly pageRank: number };
}

export interface FullMeasures extends NetworkMeasures {
  readonly nodes: readonly FullActorMeasures[];
  /** null in networks too large to count them. */
  readonly triads: TriadCensus | null;
  /** Actors with exactly the same ties, in groups of two or more. */
  readonly structurallyEquivalent: readonly (readonly string[])[];
  readonly cliques: {
    readonly count: number;
    /** False where there are more than were looked for. */
    readonly complete: boolean;
    /** At most a hundred, the largest first. */
    readonly largest: readonly (readonly string[])[];
  };
}

const MOST_CLIQUES_LISTED = 100;

/** Every metric there is: those of `measureNetwork`, and those that compare all pairs or triples of actors, which pages do without. */
export function measureFully(network: Network, options: MeasureOptions = {}): FullMeasures {
  const measures = measureNetwork(network, options);
  const graph = graphOf(network);
  const named = (v: number) => network.actors[v]?.id ?? '';
  const rank = pageRank(graph);
  const rankByStrength = measures.nodes.some((node) => node.weighted) ? pageRank(graph, 'strength') : rank;
  const { classes, nearest } = structuralEquivalence(graph);
  const found = cliques(graph);
  return {
    ...measures,
    nodes: measures.nodes.map(({ weighted, ...node }, v): FullActorMeasures => {
      const alike = nearest[v];
      return {
        ...node,
        pageRank: at(rank, v),
        mostAlike: alike ? { id: named(alike.vertex), distance: alike.distance } : null,
        ...(weighted ? { weighted: { ...weighted, pageRank: at(rankByStrength, v) } } : {}),
      };
    }),
    triads: triadCensus(graph),
    structurallyEquivalent: classes.map((group) => group.map(named)),
    cliques: {
      count: found.cliques.length,
      complete: found.complete,
      largest: found.cliques.slice(0, MOST_CLIQUES_LISTED).map((group) => group.map(named)),
    },
  };
}
