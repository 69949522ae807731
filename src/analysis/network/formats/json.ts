import {
  type ActorInput,
  type AttributeValue,
  type NetworkInput,
  refuseTooManyTies,
  type TieEvidence,
  type TieInput,
} from '../network.ts';
import { refuseNetwork } from '../problem.ts';
import { actorFromFields, fieldsOfActor, fieldsOfTie, tieFromFields } from './fields.ts';
import { type JsonNode, parseJsonLines } from './json-lines.ts';
import { malformed } from './malformed.ts';

/**
 * JSON: `nodes` (ids, or objects with id, label, pillar, …), `edges` (`[from, to, strength?]` or objects with
 * from/source, to/target, strength/weight, form, …), `attributes` (name → values in the order of nodes, or by id), `directed`.
 */
export function readJson(text: string): NetworkInput {
  const root = parseJsonLines(text);
  const entries = objectOf(root);
  const nodes = entries.get('nodes');
  const edges = entries.get('edges');
  if (!nodes) malformed('missing-nodes', root.line);
  if (!edges) malformed('missing-edges', root.line);
  const edgeList = listOf(edges);
  refuseTooManyTies(edgeList.length, edges.line);
  const actors = listOf(nodes).map(readActor);
  return {
    directed: entries.get('directed')?.value === true,
    actors: withAttributes(actors, entries.get('attributes')),
    ties: edgeList.map(readTie),
  };
}

/** The network as JSON, one actor or tie per line, nothing lost. */
export function writeJson(network: NetworkInput): string {
  const nodes = network.actors.map((actor) =>
    JSON.stringify(Object.fromEntries([['id', actor.id], ...fieldsOfActor(actor)])),
  );
  const edges = network.ties.map((tie) =>
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

function readActor(node: JsonNode): ActorInput {
  if (typeof node.value === 'string' || typeof node.value === 'number') {
    return { id: String(node.value), line: node.line };
  }
  const entries = objectOf(node);
  const id = entries.get('id');
  if (!id || (typeof id.value !== 'string' && typeof id.value !== 'number')) {
    refuseNetwork('missing-actor-id', node.line);
  }
  const nested = entries.get('attributes');
  const fields = nested ? new Map([...scalars(objectOf(nested)), ...scalars(entries)]) : scalars(entries);
  return actorFromFields(String(id.value), fields, node.line);
}

function readTie(node: JsonNode): TieInput {
  if (Array.isArray(node.value)) {
    const [from, to, strength] = listOf(node);
    if (!from || !to || listOf(node).length > 3) malformed('bad-edge', node.line);
    const fields = new Map<string, AttributeValue>();
    if (strength) fields.set('strength', strengthIn(strength, end(from), end(to)));
    return tieFromFields(end(from), end(to), fields, node.line);
  }
  const entries = objectOf(node);
  const from = entries.get('from') ?? entries.get('source');
  const to = entries.get('to') ?? entries.get('target');
  if (!from || !to) malformed('bad-edge', node.line);
  const fields = new Map(scalars(entries));
  const strength = entries.get('strength') ?? entries.get('weight');
  if (strength) fields.set('strength', strengthIn(strength, end(from), end(to)));
  return {
    ...tieFromFields(end(from), end(to), fields, node.line),
    evidence: readEvidence(entries.get('evidence')),
  };
}

function strengthIn(node: JsonNode, from: string, to: string): AttributeValue {
  if (typeof node.value === 'number' || typeof node.value === 'string') return node.value;
  return refuseNetwork('strength-not-a-number', node.line, { value: String(node.value), from, to });
}

function readEvidence(node: JsonNode | undefined): readonly TieEvidence[] {
  if (!node) return [];
  return listOf(node).map((item) => {
    const fields = scalars(objectOf(item));
    const adds = fields.get('adds');
    return {
      kind: String(fields.get('kind') ?? ''),
      reference: String(fields.get('reference') ?? ''),
      date: typeof fields.get('date') === 'string' ? String(fields.get('date')) : null,
      adds: typeof adds === 'number' ? adds : null,
    };
  });
}

function withAttributes(actors: readonly ActorInput[], node: JsonNode | undefined): readonly ActorInput[] {
  if (!node || node.value === null || (Array.isArray(node.value) && node.value.length === 0)) return actors;
  const added = actors.map(() => new Map<string, AttributeValue>());
  const places = new Map(actors.map((actor, i) => [actor.id, i]));
  for (const [name, values] of objectOf(node)) {
    if (Array.isArray(values.value)) {
      const list = listOf(values);
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
    for (const [id, value] of objectOf(values)) {
      const target = added[places.get(id) ?? -1];
      if (!target) refuseNetwork('unknown-actor', value.line, { actor: id });
      target.set(name, scalar(value));
    }
  }
  return actors.map((actor, i) => ({
    ...actor,
    attributes: { ...actor.attributes, ...Object.fromEntries(added[i] ?? []) },
  }));
}

function end(node: JsonNode): string {
  if (typeof node.value === 'string' || typeof node.value === 'number') return String(node.value);
  return malformed('bad-edge', node.line);
}

function scalars(entries: ReadonlyMap<string, JsonNode>): ReadonlyMap<string, AttributeValue> {
  const fields = new Map<string, AttributeValue>();
  for (const [name, node] of entries) {
    if (node.value === null || typeof node.value !== 'object') fields.set(name, node.value);
  }
  return fields;
}

function scalar(node: JsonNode): AttributeValue {
  if (node.value === null || typeof node.value !== 'object') return node.value;
  return malformed('expected-text', node.line);
}

function objectOf(node: JsonNode): ReadonlyMap<string, JsonNode> {
  if (node.value instanceof Map) return node.value;
  return malformed('expected-object', node.line);
}

function listOf(node: JsonNode): readonly JsonNode[] {
  return isList(node.value) ? node.value : malformed('expected-list', node.line);
}

function isList(value: JsonNode['value']): value is readonly JsonNode[] {
  return Array.isArray(value);
}
