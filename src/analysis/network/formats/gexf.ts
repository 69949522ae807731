import { type AttributeValue, type NetworkInput, refuseTooManyTies } from '../network.ts';
import { actorFromFields, fieldsOfActor, fieldsOfTie, numberFromText, tieFromFields } from './fields.ts';
import { malformed } from './malformed.ts';
import { descendants, escapeXml, parseXml, requiredAttribute, type XmlElement } from './xml.ts';

/** GEXF 1.2 and 1.3. `start` and `end` of an edge are the first and last day of the tie; mixed edge types are read as in GraphML. */
export function readGexf(text: string): NetworkInput {
  const root = parseXml(text);
  if (root.name !== 'gexf') malformed('wrong-tag', root.line, root.name);
  const graph = root.children.find((child) => child.name === 'graph');
  if (!graph) malformed('no-graph', root.line);
  const edges = descendants(graph, 'edge');
  refuseTooManyTies(edges.length, edges[0]?.line ?? graph.line);
  const nodeKeys = attributesOf(graph, 'node');
  const edgeKeys = attributesOf(graph, 'edge');
  const actors = descendants(graph, 'node').map((node) => {
    const fields = valuesOf(node, nodeKeys);
    const label = node.attributes.get('label');
    if (label !== undefined) fields.set('label', label);
    return actorFromFields(requiredAttribute(node, 'id'), fields, node.line);
  });
  const byDefault = graph.attributes.get('defaultedgetype') ?? 'undirected';
  const oneWay = edges.map((edge) => (edge.attributes.get('type') ?? byDefault) === 'directed');
  const directed = oneWay.length === 0 ? byDefault === 'directed' : oneWay.includes(true);
  const ties = edges.map((edge, i) => {
    const fields = valuesOf(edge, edgeKeys);
    for (const name of ['weight', 'start', 'end']) {
      const value = edge.attributes.get(name);
      if (value !== undefined) fields.set(name, value);
    }
    const tie = tieFromFields(
      requiredAttribute(edge, 'source'),
      requiredAttribute(edge, 'target'),
      fields,
      edge.line,
    );
    return directed && oneWay[i] === false ? { ...tie, mutual: true } : tie;
  });
  return { directed, actors, ties };
}

/** The network as GEXF 1.2; the evidence behind ties is left out. */
export function writeGexf(network: NetworkInput): string {
  const nodeFields = network.actors.map((actor) => fieldsOfActor(actor).filter(([name]) => name !== 'label'));
  const edgeFields = network.ties.map((tie) =>
    fieldsOfTie(tie).filter(([name]) => !['since', 'until', 'mutual'].includes(name)),
  );
  const nodeKeys = keysOf(nodeFields);
  const edgeKeys = keysOf(edgeFields);
  const nodes = network.actors.map((actor, i) => {
    const label = escapeXml(actor.label ?? actor.id);
    return `      <node id="${escapeXml(actor.id)}" label="${label}">${values(nodeFields[i] ?? [], nodeKeys)}</node>`;
  });
  const edges = network.ties.map((tie, i) => {
    const marks = [
      `id="${i}" source="${escapeXml(tie.from)}" target="${escapeXml(tie.to)}" weight="${tie.strength ?? 1}"`,
      network.directed && tie.mutual ? 'type="undirected"' : '',
      tie.since ? `start="${escapeXml(tie.since)}"` : '',
      tie.until ? `end="${escapeXml(tie.until)}"` : '',
    ];
    return `      <edge ${marks.filter((mark) => mark !== '').join(' ')}>${values(edgeFields[i] ?? [], edgeKeys)}</edge>`;
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">',
    `  <graph defaultedgetype="${network.directed ? 'directed' : 'undirected'}" mode="static" timeformat="date">`,
    ...declared('node', nodeKeys),
    ...declared('edge', edgeKeys),
    '    <nodes>',
    ...nodes,
    '    </nodes>',
    '    <edges>',
    ...edges,
    '    </edges>',
    '  </graph>',
    '</gexf>',
    '',
  ].join('\n');
}

type FieldList = readonly (readonly [string, string | number | boolean])[];

function keysOf(lists: readonly FieldList[]): ReadonlyMap<string, string> {
  const types = new Map<string, string>();
  for (const [name, value] of lists.flat()) {
    const type = typeof value === 'number' ? 'double' : typeof value === 'boolean' ? 'boolean' : 'string';
    types.set(name, (types.get(name) ?? type) === type ? type : 'string');
  }
  return types;
}

function declared(scope: string, keys: ReadonlyMap<string, string>): string[] {
  if (keys.size === 0) return [];
  const lines = [...keys].map(
    ([name, type], i) => `      <attribute id="${i}" title="${escapeXml(name)}" type="${type}"/>`,
  );
  return [`    <attributes class="${scope}">`, ...lines, '    </attributes>'];
}

function values(fields: FieldList, keys: ReadonlyMap<string, string>): string {
  if (fields.length === 0) return '';
  const names = [...keys.keys()];
  const items = fields.map(
    ([name, value]) => `<attvalue for="${names.indexOf(name)}" value="${escapeXml(String(value))}"/>`,
  );
  return `<attvalues>${items.join('')}</attvalues>`;
}

interface GexfAttribute {
  readonly name: string;
  readonly numeric: boolean;
}

function attributesOf(graph: XmlElement, scope: string): ReadonlyMap<string, GexfAttribute> {
  const found = new Map<string, GexfAttribute>();
  for (const list of graph.children.filter((child) => child.name === 'attributes')) {
    if (list.attributes.get('class') !== scope) continue;
    for (const attribute of list.children.filter((child) => child.name === 'attribute')) {
      found.set(requiredAttribute(attribute, 'id'), {
        name: requiredAttribute(attribute, 'title'),
        numeric: ['integer', 'long', 'float', 'double'].includes(
          attribute.attributes.get('type') ?? 'string',
        ),
      });
    }
  }
  return found;
}

function valuesOf(
  element: XmlElement,
  keys: ReadonlyMap<string, GexfAttribute>,
): Map<string, AttributeValue> {
  const fields = new Map<string, AttributeValue>();
  for (const item of descendants(element, 'attvalue')) {
    const id = item.attributes.get('for') ?? requiredAttribute(item, 'id');
    const key = keys.get(id);
    if (!key) malformed('unknown-key', item.line, id);
    const text = requiredAttribute(item, 'value');
    const number = key.numeric ? numberFromText(text) : undefined;
    fields.set(key.name, number === undefined || Number.isNaN(number) ? text : number);
  }
  return fields;
}
