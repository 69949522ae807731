import type { ActorInput, AttributeValue, NetworkInput, TieEvidence, TieInput } from '../network.ts';
import { refuseNetwork } from '../problem.ts';
import { actorFromFields, fieldsOfActor, fieldsOfTie, tieFromFields } from './fields.ts';
import { type JsonNode, parseJsonLines } from './json-lines.ts';
import { graphInJson, isList, isText, type JsonGraph, listOf, objectOf, scalarsOf } from './json-shapes.ts';
import { malformed } from './malformed.ts';
import type { FoundGraph, ReadingRoom } from './reading.ts';
import { type TieDirection, withDirections } from './tie-direction.ts';

/**
 * JSON: `nodes` (ids, or objects with id, label, pillar, …), `edges` (`[from, to, strength?]` or objects with
 * from/source, to/target, strength/weight/value, form, …), `attributes` (name → values in the order of nodes, or by id), `directed`.
 * Also as d3, networkx, graphology and Cytoscape write it; see `graphInJson`.
 */
export function readJson(text: string, room: ReadingRoom): FoundGraph {
  const root = parseJsonLines(text, room.limits.cells);
  const found = graphInJson(root);
  room.refuseTies(found.edges.length, found.edges[0]?.line ?? root.line);
  room.refuseActors(found.nodes?.length ?? 0, found.nodes?.[0]?.line ?? root.line);
  const listed = found.nodes?.map((node) => ({ node, id: idIn(node) }));
  const nameOf = endNames(listed, found.edges);
  const actors = listed
    ? listed.map(({ node }, i) => readActor(node, nameOf.ids[i]))
    : actorsIn(found.edges, room);
  const ways: TieDirection[] = [];
  const ties = found.edges.map((edge) => {
    ways.push(wayOf(edge, found.directed));
    return readTie(edge, nameOf.end, room);
  });
  const turned = withDirections(ties, ways);
  return {
    name: null,
    line: root.line,
    direction: found.directed !== undefined || turned.directed ? 'stated' : 'unstated',
    actors: withAttributes(actors, found.attributes, room),
    ...turned,
    directed: ties.length === 0 ? found.directed === 'directed' : turned.directed,
  };
}

/* A tie may say for itself which way it runs: `directed` (vis, …) or `undirected` (graphology). */
function wayOf(edge: JsonNode, stated: JsonGraph['directed']): TieDirection {
  const own = edge.value instanceof Map ? edge.value : undefined;
  const [directed, undirected] = [own?.get('directed')?.value, own?.get('undirected')?.value];
  if (typeof undirected === 'boolean') return undirected ? 'none' : 'forth';
  if (typeof directed === 'boolean') return directed ? 'forth' : 'none';
  return stated === 'directed' || stated === 'mixed' ? 'forth' : 'none';
}

function idIn(node: JsonNode): string | undefined {
  if (isText(node.value)) return String(node.value);
  const entries = objectOf(node);
  const id = entries.get('id') ?? entries.get('key');
  return id && isText(id.value) ? String(id.value) : undefined;
}

interface EndNames {
  readonly ids: readonly string[];
  /** The id of the actor that an end of a tie names. */
  readonly end: (node: JsonNode) => string;
}

/*
 * In old d3 files ties name actors by their places, counted from 0, and actors have a name instead of an id. That is how ends are read
 * when all are such numbers and none of them is an id.
 */
function endNames(
  listed: readonly { readonly node: JsonNode; readonly id: string | undefined }[] | undefined,
  edges: readonly JsonNode[],
): EndNames {
  const plain = { ids: [], end: endOf };
  if (!listed) return plain;
  const known = new Set(listed.map(({ id }) => id));
  const nameless = listed.length > 0 && listed.every(({ id }) => id === undefined);
  const places =
    edges.length > 0 && edges.every((edge) => endsOf(edge).every((end) => isPlace(end, listed.length)));
  const byPlace = places && edges.every((edge) => endsOf(edge).every((end) => !known.has(String(end.value))));
  const names = listed.map(({ node, id }) => id ?? (byPlace && nameless ? textIn(node, 'name') : undefined));
  const unique = new Set(names).size === names.length;
  const ids = listed.map(({ node }, i) => {
    const name = names[i];
    if (name !== undefined && (unique || !nameless)) return name;
    return byPlace && nameless ? String(i) : refuseNetwork('missing-actor-id', node.line);
  });
  return { ids, end: byPlace ? (node) => ids[Number(node.value)] ?? endOf(node) : endOf };
}

function textIn(node: JsonNode, name: string): string | undefined {
  const value = node.value instanceof Map ? node.value.get(name)?.value : undefined;
  return value !== undefined && isText(value) && String(value).trim() !== '' ? String(value) : undefined;
}

function isPlace(node: JsonNode, count: number): boolean {
  return (
    typeof node.value === 'number' && Number.isInteger(node.value) && node.value >= 0 && node.value < count
  );
}

function endsOf(edge: JsonNode): readonly [JsonNode, JsonNode] {
  if (isList(edge.value)) {
    const [from, to] = edge.value;
    return from && to ? [from, to] : malformed('bad-edge', edge.line);
  }
  const entries = objectOf(edge);
  const from = entries.get('from') ?? entries.get('source');
  const to = entries.get('to') ?? entries.get('target');
  return from && to ? [from, to] : malformed('bad-edge', edge.line);
}

function endOf(node: JsonNode): string {
  return isText(node.value) ? String(node.value) : malformed('bad-edge', node.line);
}

/* A list of ties alone: their ends, in the order in which they are met. */
function actorsIn(edges: readonly JsonNode[], room: ReadingRoom): ActorInput[] {
  const found = new Map<string, ActorInput>();
  for (const edge of edges) {
    for (const end of endsOf(edge)) {
      const id = endOf(end);
      if (!found.has(id)) found.set(id, { id, line: edge.line });
    }
    room.refuseActors(found.size, edge.line);
  }
  return [...found.values()];
}

function readActor(node: JsonNode, id: string | undefined): ActorInput {
  if (id === undefined) return refuseNetwork('missing-actor-id', node.line);
  if (isText(node.value)) return { id, line: node.line };
  const entries = objectOf(node);
  const nested = entries.get('attributes');
  const fields = new Map([...(nested ? scalarsOf(objectOf(nested)) : []), ...scalarsOf(entries)]);
  if (fields.get('key') !== undefined && !entries.has('id')) fields.delete('key');
  return actorFromFields(id, fields, node.line);
}

function readTie(node: JsonNode, nameOf: (end: JsonNode) => string, room: ReadingRoom): TieInput {
  const [first, second] = endsOf(node);
  const [from, to] = [nameOf(first), nameOf(second)];
  if (isList(node.value)) {
    const [, , strength, more] = node.value;
    if (more) malformed('bad-edge', node.line);
    const fields = new Map<string, AttributeValue>();
    if (strength) fields.set('strength', strengthIn(strength, from, to));
    return tieFromFields(from, to, fields, node.line, room);
  }
  const entries = objectOf(node);
  const nested = entries.get('attributes');
  const inner = nested ? objectOf(nested) : new Map<string, JsonNode>();
  const fields = new Map([...scalarsOf(inner), ...scalarsOf(entries)]);
  fields.delete('directed');
  fields.delete('undirected');
  const strength = ['strength', 'weight', 'value']
    .map((name) => entries.get(name) ?? inner.get(name))
    .find((one) => one);
  if (strength) fields.set('strength', strengthIn(strength, from, to));
  return {
    ...tieFromFields(from, to, fields, node.line, room),
    evidence: readEvidence(entries.get('evidence')),
  };
}

/** The network as JSON, one actor or tie per line, nothing lost. */
export function writeJson(network: NetworkInput): string {
  const nodes = network.actors.map((actor) =>
    JSON.stringify(Object.fromEntries([['id', actor.id], ...fieldsOfActor(actor)])),
  );
  const edges = [...network.ties, ...(network.loops ?? [])].map((tie) =>
    JSON.stringify({
      from: tie.from,
      to: tie.to,
      strength: tie.strength ?? 1,
      ...Object.fromEntries(fieldsOfTie(tie)),
      ...(tie.evidence && tie.evidence.length > 0 ? { evidence: tie.evidence } : {}),
    }),
  );
  return `{\n"directed": ${network.directed},\n"nodes": [\n${nodes.join(',\n')}\n],\n"edges": [\n${edges.join(',\n')}\n]\n}\n`;
}

function strengthIn(node: JsonNode, from: string, to: string): AttributeValue {
  if (typeof node.value === 'number' || typeof node.value === 'string') return node.value;
  return refuseNetwork('strength-not-a-number', node.line, { value: String(node.value), from, to });
}

function readEvidence(node: JsonNode | undefined): readonly TieEvidence[] {
  if (!node) return [];
  return listOf(node).map((item) => {
    const fields = scalarsOf(objectOf(item));
    const adds = fields.get('adds');
    return {
      kind: String(fields.get('kind') ?? ''),
      reference: String(fields.get('reference') ?? ''),
      date: typeof fields.get('date') === 'string' ? String(fields.get('date')) : null,
      adds: typeof adds === 'number' ? adds : null,
    };
  });
}

function withAttributes(
  actors: readonly ActorInput[],
  node: JsonNode | undefined,
  room: ReadingRoom,
): readonly ActorInput[] {
  if (!node || node.value === null || (isList(node.value) && node.value.length === 0)) return actors;
  const added = actors.map(() => new Map<string, AttributeValue>());
  const places = new Map(actors.map((actor, i) => [actor.id, i]));
  for (const [name, values] of objectOf(node)) {
    if (isList(values.value)) {
      const list = values.value;
      if (list.length !== actors.length) {
        refuseNetwork('attribute-length', values.line, {
          attribute: name,
          values: list.length,
          actors: actors.length,
        });
      }
      list.forEach((value, i) => {
        added[i]?.set(name, scalar(value));
      });
      continue;
    }
    if (!(values.value instanceof Map)) {
      // A fact of the network as a whole, as graphology keeps its name.
      room.notes.add('fields-left-out', 1, values.line, name);
      continue;
    }
    for (const [id, value] of values.value) {
      const target = added[places.get(id) ?? -1];
      if (!target) refuseNetwork('unknown-actor', value.line, { actor: id });
      target.set(name, scalar(value));
    }
  }
  return actors.map((actor, i) => ({
    ...actor,
    attributes: Object.fromEntries([...Object.entries(actor.attributes ?? {}), ...(added[i] ?? [])]),
  }));
}

function scalar(node: JsonNode): AttributeValue {
  if (node.value === null || typeof node.value !== 'object') return node.value;
  return malformed('expected-text', node.line);
}
