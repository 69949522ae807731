import { groups, weakComponents } from './cohesion.ts';
import { actorIndex, at, type Graph, graphOf, symmetrised, withoutVertex } from './graph.ts';
import type { Network } from './network.ts';
import { betweenness, pathSums, stepsFrom } from './paths.ts';
import { refuseNetwork } from './problem.ts';

export interface Departure {
  readonly actor: string;
  readonly tiesLost: number;
  /** The parts into which those who were connected through the actor fall, the largest first; one part (or none) if nothing falls apart. */
  readonly parts: readonly (readonly string[])[];
  /** Pairs of others who could reach each other before and no longer can, and how many could before. */
  readonly pairsCutOff: number;
  readonly pairsBefore: number;
  /** Others who are left without any tie. */
  readonly isolated: readonly string[];
  /** Mean steps between those pairs of others who still reach each other, before and after; null if no pair is left. */
  readonly meanSteps: { readonly before: number; readonly after: number } | null;
  /** Who steps into the gap: others whose betweenness grows, the greatest growth first. */
  readonly successors: readonly { readonly actor: string; readonly before: number; readonly after: number }[];
}

/** What happens to the contacts of the others if an actor leaves. Directions are ignored: contact either way counts. Throws `unknown-actor`. */
export function withoutActor(network: Network, actor: string): Departure {
  const gone = actorIndex(network).get(actor);
  if (gone === undefined) refuseNetwork('unknown-actor', null, { actor });
  const before = symmetrised(graphOf(network));
  const after = withoutVertex(before, gone);
  const idAfter = (v: number) => network.actors[v < gone ? v : v + 1]?.id ?? '';
  const component = weakComponents(before);
  const parts = groups(weakComponents(after)).filter(
    (part) => at(component, indexBefore(part[0] ?? 0, gone)) === at(component, gone),
  );
  const sizes = parts.map((part) => part.length);
  const together = sizes.reduce((sum, size) => sum + size, 0);
  const stillPairs = sizes.reduce((sum, size) => sum + (size * (size - 1)) / 2, 0);
  const scoresBefore = betweenness(before, pathSums(before, 'step'));
  const sumsAfter = pathSums(after, 'step');
  const scoresAfter = betweenness(after, sumsAfter);
  const successors = Array.from(scoresAfter, (score, v) => ({
    actor: idAfter(v),
    before: at(scoresBefore, indexBefore(v, gone)),
    after: score,
  }));
  const isolated = parts.filter((part) => part.length === 1 && together > 0);
  return {
    actor,
    tiesLost: network.ties.filter((tie) => tie.from === actor || tie.to === actor).length,
    parts: parts.map((part) => part.map(idAfter)),
    pairsCutOff: (together * (together - 1)) / 2 - stillPairs,
    pairsBefore: countPairs(before) - (together > 0 ? together : 0),
    isolated: isolated.map((part) => idAfter(part[0] ?? 0)),
    meanSteps: meanSteps(before, after, gone),
    successors: successors
      .filter((score) => score.after > score.before + 1e-9)
      .sort((a, b) => b.after - b.before - (a.after - a.before)),
  };
}

function indexBefore(after: number, gone: number): number {
  return after < gone ? after : after + 1;
}

function countPairs(graph: Graph): number {
  return groups(weakComponents(graph)).reduce((sum, part) => sum + (part.length * (part.length - 1)) / 2, 0);
}

function meanSteps(before: Graph, after: Graph, gone: number): Departure['meanSteps'] {
  let count = 0;
  let stepsBefore = 0;
  let stepsAfter = 0;
  for (let v = 0; v < after.size; v++) {
    const old = stepsFrom(before, indexBefore(v, gone));
    stepsFrom(after, v).forEach((steps, w) => {
      if (steps <= 0) return;
      count++;
      stepsAfter += steps;
      stepsBefore += at(old, indexBefore(w, gone));
    });
  }
  return count === 0 ? null : { before: stepsBefore / count, after: stepsAfter / count };
}
