import { cuts } from './cohesion.ts';
import { dominationOf } from './domination.ts';
import { actorIndex, at, type Graph, graphOf, symmetrised } from './graph.ts';
import type { Network } from './network.ts';
import { betweenness, pathSums } from './paths.ts';
import { refuseNetwork } from './problem.ts';
import { type Slice, sliceNetwork } from './slice.ts';

/** What somebody concluded about a network, in a form that the data can answer. */
export interface Claim {
  readonly id: string;
  /** The conclusion in a sentence of our own, and where it was drawn. */
  readonly statement: string;
  readonly reference: string;
  readonly where: Slice;
  readonly test: ClaimTest;
}

export type ClaimTest =
  /** The actor stands between the others. */
  | { readonly kind: 'bridges'; readonly actor: string }
  | {
      readonly kind: 'dominated-by';
      readonly actor: string;
      readonly by: readonly string[];
      readonly notBy: readonly string[];
    }
  /** Every tie has the named value (`all`), or more than half of them do (`most`). */
  | {
      readonly kind: 'ties-are';
      readonly howMany: 'all' | 'most';
      readonly field: TieField;
      readonly value: string;
    };

export type TieField = 'bond' | 'form' | 'standing' | 'nature';
export type Verdict = 'agrees' | 'partly' | 'differs' | 'no-data';

export interface BridgeScore {
  readonly actor: string;
  /** Raw betweenness by steps, and by distance 1/strength. */
  readonly betweenness: number;
  readonly betweennessByStrength: number;
  /** Without this actor some of the others lose contact. */
  readonly indispensable: boolean;
}

export type Measured =
  | {
      readonly kind: 'bridges';
      readonly actor: BridgeScore;
      /** Place by betweenness, 1 the highest; those who share it are `tied` (nobody, where the score is 0). */
      readonly rank: number;
      readonly tied: readonly string[];
      /** Everyone who stands between somebody, the highest first. */
      readonly scores: readonly BridgeScore[];
    }
  | {
      readonly kind: 'dominated-by';
      readonly by: readonly string[];
      readonly missing: readonly string[];
      readonly unexpected: readonly string[];
    }
  | { readonly kind: 'ties-are'; readonly matching: number; readonly stated: number; readonly ties: number };

export interface ClaimResult {
  readonly claim: Claim;
  readonly measured: Measured;
  readonly verdict: Verdict;
}

/**
 * Holds conclusions against the data they were drawn from, and reports whichever way it falls.
 * bridges: agrees if the actor alone has the highest betweenness; partly if it shares that place or stands between some; differs if
 * it stands between nobody. dominated-by: agrees if all named dominate and none of the excepted; partly if some do.
 * ties-are: agrees if all, or more than half, of the ties that say anything have the value; partly if some have. no-data without ties.
 */
export function compareClaims(network: Network, claims: readonly Claim[]): ClaimResult[] {
  return claims.map((claim) => {
    const slice = sliceNetwork(network, claim.where);
    const measured = measure(slice, claim.test);
    return { claim, measured, verdict: slice.ties.length === 0 ? 'no-data' : judge(claim.test, measured) };
  });
}

const SAME = 1e-9;

function measure(network: Network, test: ClaimTest): Measured {
  switch (test.kind) {
    case 'bridges':
      return measureBridging(network, test.actor);
    case 'dominated-by': {
      requireActor(network, test.actor);
      const by = dominationOf(network, test.actor).dominatedBy;
      return {
        kind: 'dominated-by',
        by,
        missing: test.by.filter((actor) => !by.includes(actor)),
        unexpected: test.notBy.filter((actor) => by.includes(actor)),
      };
    }
    case 'ties-are': {
      const stated = network.ties.filter((tie) => tie[test.field] !== null);
      return {
        kind: 'ties-are',
        matching: stated.filter((tie) => tie[test.field] === test.value).length,
        stated: stated.length,
        ties: network.ties.length,
      };
    }
  }
}

function measureBridging(network: Network, actor: string): Measured {
  const own = requireActor(network, actor);
  const graph = symmetrised(graphOf(network));
  const bySteps = betweenness(graph, pathSums(graph, 'step'));
  const byStrength = betweenness(graph, pathSums(graph, 'inverse-strength'));
  const cutting = new Set(cuts(graph).articulationPoints);
  const score = (v: number): BridgeScore => ({
    actor: network.actors[v]?.id ?? '',
    betweenness: at(bySteps, v),
    betweennessByStrength: at(byStrength, v),
    indispensable: cutting.has(v),
  });
  const scores = vertices(graph).map(score);
  const self = score(own);
  return {
    kind: 'bridges',
    actor: self,
    rank: 1 + scores.filter((other) => other.betweenness > self.betweenness + SAME).length,
    tied: scores
      .filter(
        (other) =>
          self.betweenness > SAME &&
          other.actor !== actor &&
          Math.abs(other.betweenness - self.betweenness) <= SAME,
      )
      .map((other) => other.actor),
    scores: scores
      .filter((other) => other.betweenness > SAME || other.betweennessByStrength > SAME)
      .sort((a, b) => b.betweenness - a.betweenness || b.betweennessByStrength - a.betweennessByStrength),
  };
}

function judge(test: ClaimTest, measured: Measured): Verdict {
  switch (measured.kind) {
    case 'bridges':
      if (measured.actor.betweenness <= SAME) return 'differs';
      return measured.rank === 1 && measured.tied.length === 0 ? 'agrees' : 'partly';
    case 'dominated-by': {
      if (measured.missing.length === 0 && measured.unexpected.length === 0) return 'agrees';
      return measured.by.length === 0 ? 'differs' : 'partly';
    }
    case 'ties-are': {
      if (measured.stated === 0) return 'no-data';
      const enough =
        test.kind === 'ties-are' && test.howMany === 'most'
          ? 2 * measured.matching > measured.stated
          : measured.matching === measured.stated;
      if (enough) return 'agrees';
      return measured.matching > 0 ? 'partly' : 'differs';
    }
  }
}

function vertices(graph: Graph): number[] {
  return Array.from({ length: graph.size }, (_, v) => v);
}

function requireActor(network: Network, actor: string): number {
  return actorIndex(network).get(actor) ?? refuseNetwork('unknown-actor', null, { actor });
}
