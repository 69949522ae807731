import type { ActorInput, AttributeValue, NetworkInput } from '../network.ts';
import {
  type DeclaredAttribute,
  declaredAttribute,
  fallbacksOf,
  typedValue,
  widenedType,
} from './declared-attribute.ts';
import { actorFromFields, fieldsOfActor, fieldsOfTie, tieFromFields } from './fields.ts';
import { malformed } from './malformed.ts';
import type { FoundGraph, ReadingRoom } from './reading.ts';
import { type TieDirection, withDirections } from './tie-direction.ts';
import { descendants, escapeXml, parseXml, requiredAttribute, type XmlElement } from './xml.ts';

interface Key extends DeclaredAttribute {
  /** `node`, `edge`, or another scope; undefined for all. */
  readonly scope: string | undefined;
}

/**
 * GraphML. An actor's id is the node's id, unless every node carries a `name` of its own (as igraph writes), which is then the id.
 * A key's default holds for whoever says nothing else. An edge may say `directed` for itself; where edges differ the network is directed
 * and its undirected edges run both ways. Labels that yEd draws are labels of actors and forms of ties. Nested graphs are read with the
 * graph around them; hyperedges have no place in a network of pairs and are left out. Both are noted.
 */
export function readGraphml(text: string, room: ReadingRoom): FoundGraph[] {
  const root = parseXml(text, room.limits.cells);
  if (root.name !== 'graphml') malformed('wrong-tag', root.line, root.name);
  const graphs = root.children.filter((child) => child.name === 'graph');
  if (graphs.length === 0) malformed('no-graph', root.line);
  const keys = new Map<string, Key>();
  for (const key of root.children.filter((child) => child.name === 'key')) {
    const scope = key.attributes.get('for');
    const id = requiredAttribute(key, 'id');
    keys.set(id, {
      ...declaredAttribute(key, key.attributes.get('attr.name') ?? id, key.attributes.get('attr.type')),
      scope: scope === 'all' ? undefined : scope,
    });
  }
  return graphs.map((graph) => readGraph(graph, keys, room));
}

function readGraph(graph: XmlElement, keys: ReadonlyMap<string, Key>, room: ReadingRoom): FoundGraph {
  const edges = descendants(graph, 'edge');
  room.refuseTies(edges.length, edges[0]?.line ?? graph.line);
  const nested = descendants(graph, 'graph');
  room.notes.add('nested-graphs', nested.length, nested[0]?.line ?? null);
  const hyperedges = descendants(graph, 'hyperedge');
  room.notes.add('hyperedges-left-out', hyperedges.length, hyperedges[0]?.line ?? null);
  const nodes = descendants(graph, 'node').map((node) => ({ node, fields: dataOf(node, 'node', keys) }));
  room.refuseActors(nodes.length, graph.line);
  const names = nodes.map(({ fields }) => fields.get('name'));
  const byName =
    nodes.length > 0 && names.every((name) => name !== undefined) && new Set(names).size === nodes.length;
  const ids = new Map<string, string>();
  const actors = nodes.map(({ node, fields }): ActorInput => {
    const xmlId = requiredAttribute(node, 'id');
    const id = byName ? String(fields.get('name')) : xmlId;
    if (byName) fields.delete('id');
    const drawn = drawnLabel(node, 'NodeLabel');
    if (drawn !== undefined && !fields.has('label')) fields.set('label', drawn);
    ids.set(xmlId, id);
    return actorFromFields(id, fields, node.line);
  });
  const byDefault: TieDirection = directionIn(graph.attributes.get('edgedefault'), graph.line);
  const ways = edges.map((edge): TieDirection => {
    const own = edge.attributes.get('directed');
    return own === undefined ? byDefault : own === 'true' ? 'forth' : 'none';
  });
  const ties = edges.map((edge) => {
    const from = requiredAttribute(edge, 'source');
    const to = requiredAttribute(edge, 'target');
    const fields = dataOf(edge, 'edge', keys);
    const drawn = drawnLabel(edge, 'EdgeLabel');
    if (drawn !== undefined && !fields.has('form')) fields.set('form', drawn);
    return tieFromFields(ids.get(from) ?? from, ids.get(to) ?? to, fields, edge.line, room);
  });
  const turned = withDirections(ties, ways);
  return {
    name: graph.attributes.get('id') ?? null,
    line: graph.line,
    direction: 'stated',
    actors,
    ...turned,
    directed: edges.length === 0 ? byDefault === 'forth' : turned.directed,
  };
}

function directionIn(word: string | undefined, line: number): TieDirection {
  if (word === undefined || word === 'undirected') return 'none';
  return word === 'directed' ? 'forth' : malformed('unsupported', line, `edgedefault="${word}"`);
}

/* yEd keeps what it draws inside a data element: y:ShapeNode/y:NodeLabel, y:PolyLineEdge/y:EdgeLabel. */
function drawnLabel(element: XmlElement, name: string): string | undefined {
  for (const data of element.children) {
    if (data.name !== 'data' || data.children.length === 0) continue;
    const text = descendants(data, name)[0]?.text.trim();
    if (text) return text;
  }
  return undefined;
}

/** The network as GraphML 1.0 with its attributes as typed keys; the evidence behind ties is left out. */
export function writeGraphml(network: NetworkInput): string {
  const nodeKeys = new GraphmlKeys('node', 'n');
  const edgeKeys = new GraphmlKeys('edge', 'e');
  const nodes = network.actors.map(
    (actor) => `    <node id="${escapeXml(actor.id)}">${nodeKeys.data(fieldsOfActor(actor))}</node>`,
  );
  const edges = [...network.ties, ...(network.loops ?? [])].map((tie) => {
    const fields = fieldsOfTie(tie).filter(([name]) => name !== 'mutual');
    const way = network.directed && tie.mutual ? ' directed="false"' : '';
    const ends = `source="${escapeXml(tie.from)}" target="${escapeXml(tie.to)}"`;
    return `    <edge ${ends}${way}>${edgeKeys.data([['weight', tie.strength ?? 1], ...fields])}</edge>`;
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
    ...nodeKeys.declarations(),
    ...edgeKeys.declarations(),
    `  <graph id="G" edgedefault="${network.directed ? 'directed' : 'undirected'}">`,
    ...nodes,
    ...edges,
    '  </graph>',
    '</graphml>',
    '',
  ].join('\n');
}

class GraphmlKeys {
  private readonly types = new Map<string, string>();
  private readonly scope: string;
  private readonly prefix: string;

  constructor(scope: string, prefix: string) {
    this.scope = scope;
    this.prefix = prefix;
  }

  data(fields: readonly (readonly [string, string | number | boolean])[]): string {
    return fields
      .map(([name, value]) => {
        this.types.set(name, widenedType(this.types.get(name), value));
        return `<data key="${this.prefix}_${escapeXml(name)}">${escapeXml(String(value))}</data>`;
      })
      .join('');
  }

  declarations(): string[] {
    return [...this.types].map(
      ([name, type]) =>
        `  <key id="${this.prefix}_${escapeXml(name)}" for="${this.scope}" attr.name="${escapeXml(name)}" attr.type="${type}"/>`,
    );
  }
}

function dataOf(
  element: XmlElement,
  scope: 'node' | 'edge',
  keys: ReadonlyMap<string, Key>,
): Map<string, AttributeValue> {
  const fields = fallbacksOf(
    [...keys.values()].filter((key) => key.scope === undefined || key.scope === scope),
  );
  for (const data of element.children.filter((child) => child.name === 'data')) {
    const key = keys.get(requiredAttribute(data, 'key'));
    if (!key) malformed('unknown-key', data.line, data.attributes.get('key'));
    // What was drawn has elements and no text of its own.
    if (data.children.length === 0) fields.set(key.name, typedValue(data.text, key));
  }
  return fields;
}
