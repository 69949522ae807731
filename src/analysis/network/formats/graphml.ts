import { type ActorInput, type AttributeValue, type NetworkInput, refuseTooManyTies } from '../network.ts';
import { actorFromFields, fieldsOfActor, fieldsOfTie, numberFromText, tieFromFields } from './fields.ts';
import { malformed } from './malformed.ts';
import { descendants, escapeXml, parseXml, requiredAttribute, type XmlElement } from './xml.ts';

interface Key {
  readonly name: string;
  readonly numeric: boolean;
  readonly fallback: string | undefined;
}

/**
 * GraphML. An actor's id is the node's id, unless every node carries a `name` of its own (as igraph writes), which is then the id.
 * An edge may say `directed` for itself; where edges differ the network is directed and its undirected edges run both ways.
 */
export function readGraphml(text: string): NetworkInput {
  const root = parseXml(text);
  if (root.name !== 'graphml') malformed('wrong-tag', root.line, root.name);
  const graph = root.children.find((child) => child.name === 'graph');
  if (!graph) malformed('no-graph', root.line);
  const keys = new Map<string, Key>();
  for (const key of root.children.filter((child) => child.name === 'key')) {
    keys.set(requiredAttribute(key, 'id'), {
      name: key.attributes.get('attr.name') ?? requiredAttribute(key, 'id'),
      numeric: ['int', 'long', 'float', 'double'].includes(key.attributes.get('attr.type') ?? 'string'),
      fallback: key.children.find((child) => child.name === 'default')?.text,
    });
  }
  const edges = descendants(graph, 'edge');
  refuseTooManyTies(edges.length, edges[0]?.line ?? graph.line);
  const nodes = descendants(graph, 'node').map((node) => ({ node, fields: dataOf(node, keys) }));
  const names = nodes.map(({ fields }) => fields.get('name'));
  const byName =
    nodes.length > 0 && names.every((name) => name !== undefined) && new Set(names).size === nodes.length;
  const ids = new Map<string, string>();
  const actors = nodes.map(({ node, fields }): ActorInput => {
    const xmlId = requiredAttribute(node, 'id');
    const id = byName ? String(fields.get('name')) : xmlId;
    if (byName) fields.delete('id');
    ids.set(xmlId, id);
    return actorFromFields(id, fields, node.line);
  });
  const byDefault = graph.attributes.get('edgedefault') === 'directed';
  const oneWay = edges.map((edge) => {
    const own = edge.attributes.get('directed');
    return own === undefined ? byDefault : own === 'true';
  });
  const directed = oneWay.length === 0 ? byDefault : oneWay.includes(true);
  const ties = edges.map((edge, i) => {
    const from = requiredAttribute(edge, 'source');
    const to = requiredAttribute(edge, 'target');
    const tie = tieFromFields(ids.get(from) ?? from, ids.get(to) ?? to, dataOf(edge, keys), edge.line);
    return directed && oneWay[i] === false ? { ...tie, mutual: true } : tie;
  });
  return { directed, actors, ties };
}

/** The network as GraphML 1.0 with its attributes as typed keys; the evidence behind ties is left out. */
export function writeGraphml(network: NetworkInput): string {
  const nodeKeys = new GraphmlKeys('node', 'n');
  const edgeKeys = new GraphmlKeys('edge', 'e');
  const nodes = network.actors.map(
    (actor) => `    <node id="${escapeXml(actor.id)}">${nodeKeys.data(fieldsOfActor(actor))}</node>`,
  );
  const edges = network.ties.map((tie) => {
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
        const type = typeof value === 'number' ? 'double' : typeof value === 'boolean' ? 'boolean' : 'string';
        if ((this.types.get(name) ?? type) !== type) this.types.set(name, 'string');
        else this.types.set(name, type);
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

function dataOf(element: XmlElement, keys: ReadonlyMap<string, Key>): Map<string, AttributeValue> {
  const fields = new Map<string, AttributeValue>();
  for (const data of element.children.filter((child) => child.name === 'data')) {
    const key = keys.get(requiredAttribute(data, 'key'));
    if (!key) malformed('unknown-key', data.line, data.attributes.get('key'));
    fields.set(key.name, typed(data.text, key.numeric));
  }
  return fields;
}

function typed(text: string, numeric: boolean): AttributeValue {
  const number = numeric ? numberFromText(text) : undefined;
  return number === undefined || Number.isNaN(number) ? text : number;
}
