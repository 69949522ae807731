import {
  graphOf,
  multiplexity,
  type Network,
  type NetworkMeasures,
  pageRank,
  reachWithin,
} from '#analysis/network/index.ts';
import { m } from '#paraglide/messages.js';
import { count } from '#ui/format.ts';
import { messageFor } from '#ui/message.ts';
import { figure, namer, share, word } from './network-words.ts';

const WHOLE = [
  'density',
  'reciprocity',
  'centralization-degree',
  'centralization-betweenness',
  'centralization-closeness',
  'ei',
  'connectedness',
  'hierarchy',
  'efficiency',
  'lub',
  'clustering',
  'transitivity',
  'distance',
  'diameter',
  'modularity',
  'core-correlation',
] as const;

const EACH = [
  'degree',
  'betweenness',
  'weighted-betweenness',
  'closeness',
  'harmonic',
  'eigenvector',
  'pagerank',
  'clustering-own',
  'constraint',
  'effective',
  'broker',
  'core-number',
  'reach',
] as const;

/** Every measure of a network and of its actors in words and figures, with the convention behind each. */
export function measuresPage(network: Network, measures: NetworkMeasures) {
  const names = namer(network);
  const { centralization, krackhardt } = measures;
  const whole: Record<(typeof WHOLE)[number], number | null> = {
    density: measures.density,
    reciprocity: measures.directed ? measures.reciprocity : null,
    'centralization-degree': centralization.degree,
    'centralization-betweenness': centralization.betweenness,
    'centralization-closeness': centralization.closeness,
    ei: measures.eiIndex,
    connectedness: krackhardt.connectedness,
    hierarchy: krackhardt.hierarchy,
    efficiency: krackhardt.efficiency,
    lub: krackhardt.lub,
    clustering: measures.clustering.average,
    transitivity: measures.clustering.transitivity,
    distance: measures.distances.mean,
    diameter: measures.distances.diameter,
    modularity: measures.communities.length > 0 ? measures.modularity : null,
    'core-correlation': measures.corePeriphery.correlation,
  };
  const graph = graphOf(network);
  const reach = reachWithin(graph, 2);
  const ranks = pageRank(graph);
  const layers = multiplexity(network, 'form');
  const orNone = (text: string) => text || m['networks.measure.none']();
  const rows = measures.nodes
    .map((node, v) => ({
      actor: names([node.id]),
      degree: count(node.degree),
      betweenness: figure(node.betweenness),
      sort: node.betweenness,
      'weighted-betweenness': figure(node.weighted?.betweenness ?? node.betweenness),
      closeness: figure(node.closeness),
      harmonic: figure(node.harmonic),
      eigenvector: figure(node.eigenvector),
      pagerank: figure(ranks[v] ?? 0),
      'clustering-own': figure(node.clustering),
      constraint: figure(node.constraint),
      effective: figure(node.effectiveSize),
      broker: node.brokerage
        ? count(
            node.brokerage.gatekeeper +
              node.brokerage.representative +
              node.brokerage.consultant +
              node.brokerage.liaison,
          )
        : figure(null),
      'core-number': count(node.coreNumber),
      reach: share(reach[v] ?? 0),
    }))
    .sort((a, b) => b.sort - a.sort);
  const grouped = measures.communities.filter((part) => part.length > 1);
  return {
    whole: WHOLE.map((key) => ({
      name: nameOf(key),
      how: howOf(key),
      value: whole[key] === null ? m['networks.measure.not-applicable']() : figure(whole[key]),
    })),
    columns: EACH.map((key) => ({ key, name: nameOf(key), how: howOf(key) })),
    rows,
    parts: [
      {
        name: m['networks.measure.components'](),
        value: m['networks.measure.component-sizes']({
          count: count(measures.components.length),
          largest: count(measures.components[0]?.length ?? 0),
        }),
      },
      { name: m['networks.measure.core'](), value: orNone(names(measures.corePeriphery.core, 8)) },
      {
        name: m['networks.measure.bridges'](),
        value: orNone(
          measures.bridges
            .map(([one, other]) => m['networks.pair']({ one: names([one]), other: names([other]) }))
            .join('; '),
        ),
      },
      { name: m['networks.measure.cut-points'](), value: orNone(names(measures.articulationPoints, 12)) },
      ...grouped.map((part, i) => ({
        name: m['networks.measure.community']({ number: count(i + 1) }),
        value: names(part, 8),
      })),
      ...(layers.multiplexShare === null
        ? []
        : [
            {
              name: m['networks.measure.multiplex'](),
              value: m['networks.measure.multiplex-value']({ share: share(layers.multiplexShare) }),
            },
          ]),
    ],
    overlaps: layers.overlaps
      .filter((one) => one.inBoth > 0)
      .sort((a, b) => b.overlap - a.overlap)
      .slice(0, 12)
      .map((one) => ({
        first: word('form', one.first),
        second: word('form', one.second),
        both: count(one.inBoth),
        overlap: share(one.overlap),
      })),
  };
}

function nameOf(key: string): string {
  return messageFor(`networks.metric.${key}.name`) ?? key;
}

function howOf(key: string): string {
  return messageFor(`networks.metric.${key}.how`) ?? '';
}
