import type { ActorInput, TieInput } from '../network.ts';
import { refuseNetwork } from '../problem.ts';
import type { FoundGraph, ReadingRoom } from './reading.ts';

/**
 * One network out of those in a file. Several are refused with their names until somebody says which: by name, by number from 1, or
 * `all`, which unites them, actors of one id being one actor and the networks' names the forms of their ties.
 */
export function chooseGraph(
  found: FoundGraph | readonly FoundGraph[],
  wanted: string | undefined,
  room: ReadingRoom,
): FoundGraph {
  const graphs = isList(found) ? found : [found];
  const [first, second] = graphs;
  if (!first) return refuseNetwork('empty', null);
  const titles = graphs.map((graph, i) => graph.name ?? String(i + 1));
  const listed = titles.slice(0, 20).join(', ');
  if (wanted === undefined) {
    if (second) refuseNetwork('several-graphs', second.line, { graphs: graphs.length, names: listed });
    return first;
  }
  if (wanted === 'all') {
    if (!second) return first;
    for (const title of titles) room.notes.add('graphs-united', 1, null, title);
    return united(graphs, titles);
  }
  const chosen =
    graphs.find((graph) => graph.name === wanted) ??
    (/^\d{1,6}$/.test(wanted) ? graphs[Number(wanted) - 1] : undefined);
  if (!chosen) return refuseNetwork('unknown-graph', null, { graph: wanted, known: listed });
  graphs.forEach((graph, i) => {
    if (graph !== chosen) room.notes.add('graphs-left-out', 1, graph.line, titles[i]);
  });
  return chosen;
}

function isList(found: FoundGraph | readonly FoundGraph[]): found is readonly FoundGraph[] {
  return Array.isArray(found);
}

function united(graphs: readonly FoundGraph[], titles: readonly string[]): FoundGraph {
  const directed = graphs.some((graph) => graph.directed);
  const actors = new Map<string, ActorInput>();
  for (const actor of graphs.flatMap((graph) => graph.actors)) {
    const known = actors.get(actor.id);
    if (known) actors.set(actor.id, { ...known, attributes: { ...actor.attributes, ...known.attributes } });
    else actors.set(actor.id, actor);
  }
  const ties = graphs.flatMap((graph, i) =>
    graph.ties.map((tie): TieInput => {
      const form = tie.form ? `${titles[i]}: ${tie.form}` : titles[i];
      return { ...tie, form, mutual: directed && (!graph.directed || tie.mutual === true) };
    }),
  );
  return {
    name: null,
    line: graphs[0]?.line ?? 1,
    directed,
    direction: graphs.every((graph) => graph.direction === 'stated') ? 'stated' : 'inferred',
    actors: [...actors.values()],
    ties,
  };
}
