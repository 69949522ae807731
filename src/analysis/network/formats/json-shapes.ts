import type { AttributeValue } from '../network.ts';
import type { JsonNode } from './json-lines.ts';
import { malformed } from './malformed.ts';

export type Entries = ReadonlyMap<string, JsonNode>;

export function objectOf(node: JsonNode): Entries {
  if (node.value instanceof Map) return node.value;
  return malformed('expected-object', node.line);
}

export function listOf(node: JsonNode): readonly JsonNode[] {
  return isList(node.value) ? node.value : malformed('expected-list', node.line);
}

export function isList(value: JsonNode['value']): value is readonly JsonNode[] {
  return Array.isArray(value);
}

export function isText(value: JsonNode['value']): value is string | number {
  return typeof value === 'string' || typeof value === 'number';
}

/** The values of an object that are neither objects nor lists. */
export function scalarsOf(entries: Entries): ReadonlyMap<string, AttributeValue> {
  const fields = new Map<string, AttributeValue>();
  for (const [name, node] of entries) {
    if (node.value === null || typeof node.value !== 'object') fields.set(name, node.value);
  }
  return fields;
}

/** Actors and ties as one of the tools writes them, before anything of them is read. */
export interface JsonGraph {
  readonly nodes: readonly JsonNode[] | undefined;
  readonly edges: readonly JsonNode[];
  /** What the file says of directions as a whole; undefined where it says nothing. */
  readonly directed: 'directed' | 'undirected' | 'mixed' | undefined;
  /** Values beside the nodes, by name. */
  readonly attributes: JsonNode | undefined;
}

/**
 * Finds actors and ties in the JSON of Pilar, d3 (`links`), networkx (node-link, adjacency, cytoscape), graphology (`key`, `options`)
 * and Cytoscape (`elements`), and in a bare list of ties.
 */
export function graphInJson(root: JsonNode): JsonGraph {
  if (isList(root.value)) return elementsOf(root);
  const entries = objectOf(root);
  const elements = entries.get('elements');
  if (elements) return { ...elementsOf(elements), directed: statedIn(entries) };
  const nodes = entries.get('nodes');
  const adjacency = entries.get('adjacency');
  if (!nodes) return malformed('missing-nodes', root.line);
  if (adjacency) return adjacencyOf(listOf(nodes), listOf(adjacency), statedIn(entries));
  const edges = entries.get('edges') ?? entries.get('links') ?? malformed('missing-edges', root.line);
  return {
    nodes: listOf(nodes),
    edges: listOf(edges),
    directed: statedIn(entries) ?? graphologyDefault(entries, listOf(nodes)),
    attributes: entries.get('attributes'),
  };
}

function statedIn(entries: Entries): JsonGraph['directed'] {
  const directed = entries.get('directed');
  if (typeof directed?.value === 'boolean') return directed.value ? 'directed' : 'undirected';
  const options = entries.get('options');
  const type = options?.value instanceof Map ? options.value.get('type') : undefined;
  if (!type) return undefined;
  if (type.value === 'directed' || type.value === 'undirected' || type.value === 'mixed') return type.value;
  return malformed('unsupported', type.line, String(type.value));
}

/* Graphology leaves its own default out: mixed, where an edge is directed unless it says otherwise. */
function graphologyDefault(entries: Entries, nodes: readonly JsonNode[]): 'mixed' | undefined {
  const keyed = nodes.length > 0 && nodes.every((node) => node.value instanceof Map && node.value.has('key'));
  return keyed && (entries.has('options') || nodes.some((node) => objectOf(node).has('attributes')))
    ? 'mixed'
    : undefined;
}

/* Cytoscape: two lists, or one in which ties are those that have two ends. Each wraps its values in `data`. A bare list of ties is one too. */
function elementsOf(node: JsonNode): JsonGraph {
  const unwrap = (item: JsonNode): JsonNode => {
    const data = item.value instanceof Map ? item.value.get('data') : undefined;
    return data ? { line: item.line, value: data.value } : item;
  };
  const none = { directed: undefined, attributes: undefined };
  if (!isList(node.value)) {
    const entries = objectOf(node);
    const list = (name: string) => {
      const found = entries.get(name);
      return found ? listOf(found).map(unwrap) : [];
    };
    return { nodes: list('nodes'), edges: list('edges'), ...none };
  }
  const items = node.value.map(unwrap);
  const isTie = (item: JsonNode) =>
    isList(item.value) || (item.value instanceof Map && (item.value.has('source') || item.value.has('from')));
  const nodes = items.filter((item) => !isTie(item));
  return { nodes: nodes.length > 0 ? nodes : undefined, edges: items.filter(isTie), ...none };
}

/* networkx: for each node, in their order, those it is tied to; an undirected tie stands with both its ends. */
function adjacencyOf(
  nodes: readonly JsonNode[],
  adjacency: readonly JsonNode[],
  directed: JsonGraph['directed'],
): JsonGraph {
  if (adjacency.length !== nodes.length)
    malformed('row-length', adjacency[0]?.line ?? 1, String(adjacency.length));
  const keyOf = (node: JsonNode) => (node.value instanceof Map ? node.value.get('id') : node);
  const seen = new Set<string>();
  const edges = adjacency.flatMap((row, i) => {
    const source = nodes[i] && keyOf(nodes[i]);
    if (!source) return [];
    return listOf(row).flatMap((item): JsonNode[] => {
      const target = objectOf(item).get('id');
      if (!target) return malformed('bad-edge', item.line);
      const [here, there] = [String(source.value), String(target.value)];
      const multi = String(objectOf(item).get('key')?.value ?? '');
      if (directed !== 'directed' && seen.has(JSON.stringify([there, here, multi]))) return [];
      seen.add(JSON.stringify([here, there, multi]));
      const value = new Map([...objectOf(item)].filter(([name]) => name !== 'id'));
      return [{ line: item.line, value: value.set('source', source).set('target', target) }];
    });
  });
  return { nodes, edges, directed, attributes: undefined };
}
