import type { Brokerage } from './brokerage.ts';
import { withoutActor } from './departure.ts';
import { dominationOf } from './domination.ts';
import { actorIndex, at, graphOf, symmetrised } from './graph.ts';
import { type MeasureOptions, measureNetwork, type NetworkMeasures } from './measure.ts';
import { attributeOf, type Network } from './network.ts';

/** One thing that can be said of an actor's position, as facts from which the interface makes a sentence. */
export type Position =
  | { readonly code: 'isolated' }
  /** All contact between these parts runs through the actor; each part lists its actors, the largest part last. */
  | { readonly code: 'only-link'; readonly parts: readonly (readonly string[])[] }
  /** The actor's only contact; whoever else it reaches, it reaches through them. */
  | { readonly code: 'reached-only-through'; readonly contact: string }
  | {
      readonly code: 'most-contacts';
      readonly contacts: number;
      readonly others: number;
      readonly sharedWith: readonly string[];
    }
  /** Stands between more pairs than anyone else; `share` of all pairs of others, 0–1. */
  | { readonly code: 'most-between'; readonly share: number; readonly sharedWith: readonly string[] }
  | { readonly code: 'between-nobody'; readonly contacts: number }
  /** The role it plays most often between groups. */
  | {
      readonly code: 'broker';
      readonly role: keyof Brokerage;
      readonly times: number;
      readonly groups: readonly string[];
    }
  | { readonly code: 'dominated'; readonly by: readonly string[]; readonly alsoDominates: readonly string[] }
  | { readonly code: 'dominates'; readonly over: readonly string[] }
  /** Has ties, and neither dominates nor is dominated, in a network where others do. */
  | { readonly code: 'independent' }
  | { readonly code: 'no-strong-tie'; readonly ties: number }
  | { readonly code: 'core' }
  | { readonly code: 'periphery' };

export interface ActorPosition {
  readonly actor: string;
  readonly positions: readonly Position[];
}

const ROLES: readonly (keyof Brokerage)[] = [
  'liaison',
  'representative',
  'gatekeeper',
  'consultant',
  'coordinator',
];

/** What each actor's place in the network means, the most telling first. Contact ignores directions. */
export function positionsOf(
  network: Network,
  options: MeasureOptions = {},
  measures: NetworkMeasures = measureNetwork(
    { ...network, directed: false },
    { attribute: options.attribute, seed: options.seed },
  ),
): ActorPosition[] {
  const cutting = new Set(measures.articulationPoints);
  const core = new Set(measures.corePeriphery.core);
  const someoneDominates = network.ties.some((tie) => tie.dominant !== null);
  const highestBetweenness = Math.max(...measures.nodes.map((node) => node.betweenness));
  const highestDegree = Math.max(...measures.nodes.map((node) => node.degree));
  const pairsOfOthers = ((network.actors.length - 1) * (network.actors.length - 2)) / 2;
  const tops = (score: 'betweenness' | 'degree', highest: number, self: string) =>
    measures.nodes.filter((node) => node.id !== self && highest - node[score] < 1e-9).map((node) => node.id);
  return measures.nodes.map((node) => {
    if (node.degree === 0) return { actor: node.id, positions: [{ code: 'isolated' }] };
    const positions: Position[] = [];
    if (cutting.has(node.id)) {
      const { parts } = withoutActor(network, node.id);
      positions.push({ code: 'only-link', parts: [...parts].reverse() });
    }
    if (highestBetweenness > 0 && highestBetweenness - node.betweenness < 1e-9) {
      const sharedWith = tops('betweenness', highestBetweenness, node.id);
      positions.push({ code: 'most-between', share: node.betweenness / pairsOfOthers, sharedWith });
    }
    if (highestDegree - node.degree < 1e-9) {
      const sharedWith = tops('degree', highestDegree, node.id);
      positions.push({
        code: 'most-contacts',
        contacts: node.degree,
        others: network.actors.length - 1,
        sharedWith,
      });
    }
    const contact = node.degree === 1 ? onlyContact(network, node.id) : undefined;
    if (contact !== undefined) positions.push({ code: 'reached-only-through', contact });
    else if (node.betweenness < 1e-9) positions.push({ code: 'between-nobody', contacts: node.degree });
    positions.push(...brokerPosition(network, node.id, node.brokerage, measures.attribute));
    const standing = dominationOf(network, node.id);
    if (standing.dominatedBy.length > 0) {
      positions.push({ code: 'dominated', by: standing.dominatedBy, alsoDominates: standing.dominates });
    } else if (standing.dominates.length > 0) positions.push({ code: 'dominates', over: standing.dominates });
    else if (someoneDominates) positions.push({ code: 'independent' });
    const own = network.ties.filter((tie) => tie.from === node.id || tie.to === node.id);
    if (own.some((tie) => tie.bond === 'weak') && !own.some((tie) => tie.bond === 'strong')) {
      positions.push({ code: 'no-strong-tie', ties: own.length });
    }
    if (core.size > 0 && core.size < network.actors.length) {
      positions.push({ code: core.has(node.id) ? 'core' : 'periphery' });
    }
    return { actor: node.id, positions };
  });
}

function onlyContact(network: Network, actor: string): string | undefined {
  const graph = symmetrised(graphOf(network));
  const v = actorIndex(network).get(actor) ?? 0;
  return network.actors[at(graph.targets, at(graph.starts, v))]?.id;
}

function brokerPosition(
  network: Network,
  actor: string,
  roles: Brokerage | null,
  attribute: string | null,
): readonly Position[] {
  if (!roles || attribute === null) return [];
  const between = ROLES.filter((role) => role !== 'coordinator');
  const role = between.reduce((best, each) => (roles[each] > roles[best] ? each : best), 'liaison');
  if (roles[role] === 0) return [];
  const own = new Set(
    network.ties
      .filter((tie) => tie.from === actor || tie.to === actor)
      .map((tie) => (tie.from === actor ? tie.to : tie.from)),
  );
  const groups = new Set(
    network.actors
      .filter((other) => own.has(other.id) || other.id === actor)
      .map((other) => attributeOf(other, attribute))
      .filter((group) => group !== null)
      .map(String),
  );
  return [{ code: 'broker', role, times: roles[role], groups: [...groups] }];
}
