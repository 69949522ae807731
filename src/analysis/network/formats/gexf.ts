import type { AttributeValue, NetworkInput, TieInput } from '../network.ts';
import { numberFromText } from './decimal.ts';
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

/**
 * GEXF 1.1 to 1.3. `start` and `end` of an edge are the first and last day of the tie; an edge with several spells is a tie for each.
 * Of a value that changes over time the last is read, and the others are noted as left out. Whom a node stands within is its attribute
 * `parent`. Edge types may be mixed: the network is then
 * directed, and undirected and mutual edges in it run both ways.
 */
export function readGexf(text: string, room: ReadingRoom): FoundGraph[] {
  const root = parseXml(text, room.limits.cells);
  if (root.name !== 'gexf') malformed('wrong-tag', root.line, root.name);
  const graphs = root.children.filter((child) => child.name === 'graph');
  if (graphs.length === 0) malformed('no-graph', root.line);
  return graphs.map((graph) => readGraph(graph, room));
}

function readGraph(graph: XmlElement, room: ReadingRoom): FoundGraph {
  const edges = descendants(graph, 'edge');
  room.refuseTies(edges.length, edges[0]?.line ?? graph.line);
  const nodeKeys = attributesOf(graph, 'node');
  const edgeKeys = attributesOf(graph, 'edge');
  const nodes = descendants(graph, 'node');
  room.refuseActors(nodes.length, graph.line);
  const parents = parentsOf(nodes);
  const actors = nodes.map((node) => {
    const fields = valuesOf(node, nodeKeys, room);
    const label = node.attributes.get('label');
    if (label !== undefined) fields.set('label', label);
    const parent = parents.get(node);
    if (parent !== undefined && !fields.has('parent')) fields.set('parent', parent);
    const timed = node.attributes.has('start') || node.attributes.has('end') || spellsOf(node).length > 0;
    if (timed) room.notes.add('times-left-out', 1, node.line);
    return actorFromFields(requiredAttribute(node, 'id'), fields, node.line);
  });
  const byDefault = graph.attributes.get('defaultedgetype') ?? 'undirected';
  const ties: TieInput[] = [];
  const ways: TieDirection[] = [];
  for (const edge of edges) {
    const way = directionIn(edge.attributes.get('type') ?? byDefault, edge.line);
    const fields = valuesOf(edge, edgeKeys, room);
    const weight = edge.attributes.get('weight');
    if (weight !== undefined) fields.set('weight', weight);
    const label = edge.attributes.get('label');
    if (label !== undefined && label !== '') fields.set('label', label);
    const spells = spellsOf(edge);
    for (const spell of spells.length > 0 ? spells : [edge]) {
      const dated = new Map(fields);
      for (const name of ['start', 'end']) {
        const value = spell.attributes.get(name);
        if (value !== undefined) dated.set(name, value);
      }
      const [from, to] = [requiredAttribute(edge, 'source'), requiredAttribute(edge, 'target')];
      ties.push(tieFromFields(from, to, dated, edge.line, room));
      ways.push(way);
      room.refuseTies(ties.length, edge.line);
    }
  }
  const turned = withDirections(ties, ways);
  return {
    name: graph.attributes.get('id') ?? null,
    line: graph.line,
    direction: 'stated',
    actors,
    ...turned,
    directed: ties.length === 0 ? directionIn(byDefault, graph.line) !== 'none' : turned.directed,
  };
}

/* Whom a node stands within: told by `pid`, by a list of parents, or by the node that it is written in. */
function parentsOf(nodes: readonly XmlElement[]): ReadonlyMap<XmlElement, string> {
  const found = new Map<XmlElement, string>();
  for (const node of nodes) {
    const listed = node.children
      .filter((child) => child.name === 'parents')
      .flatMap((list) => list.children.map((parent) => requiredAttribute(parent, 'for')));
    const told = node.attributes.get('pid') ?? (listed.length > 0 ? listed.join(', ') : undefined);
    if (told !== undefined) found.set(node, told);
    for (const list of node.children.filter((child) => child.name === 'nodes'))
      for (const inner of list.children)
        if (!found.has(inner)) found.set(inner, requiredAttribute(node, 'id'));
  }
  return found;
}

function directionIn(word: string, line: number): TieDirection {
  switch (word.toLowerCase()) {
    case 'directed':
      return 'forth';
    case 'undirected':
      return 'none';
    case 'mutual':
      return 'both';
    default:
      return malformed('unsupported', line, `type="${word}"`);
  }
}

function spellsOf(element: XmlElement): XmlElement[] {
  const list = element.children.find((child) => child.name === 'spells' || child.name === 'slices');
  return list ? list.children : [];
}

/** The network as GEXF 1.2; the evidence behind ties is left out. */
export function writeGexf(network: NetworkInput): string {
  const nodeFields = network.actors.map((actor) => fieldsOfActor(actor).filter(([name]) => name !== 'label'));
  const ties = [...network.ties, ...(network.loops ?? [])];
  const edgeFields = ties.map((tie) =>
    fieldsOfTie(tie).filter(([name]) => !['since', 'until', 'mutual'].includes(name)),
  );
  const nodeKeys = keysOf(nodeFields);
  const edgeKeys = keysOf(edgeFields);
  const nodes = network.actors.map((actor, i) => {
    const label = escapeXml(actor.label ?? actor.id);
    return `      <node id="${escapeXml(actor.id)}" label="${label}">${values(nodeFields[i] ?? [], nodeKeys)}</node>`;
  });
  const edges = ties.map((tie, i) => {
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
    types.set(name, widenedType(types.get(name), value));
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

function attributesOf(graph: XmlElement, scope: string): ReadonlyMap<string, DeclaredAttribute> {
  const found = new Map<string, DeclaredAttribute>();
  for (const list of graph.children.filter((child) => child.name === 'attributes')) {
    if (list.attributes.get('class') !== scope) continue;
    for (const attribute of list.children.filter((child) => child.name === 'attribute')) {
      found.set(
        requiredAttribute(attribute, 'id'),
        declaredAttribute(attribute, requiredAttribute(attribute, 'title'), attribute.attributes.get('type')),
      );
    }
  }
  return found;
}

function valuesOf(
  element: XmlElement,
  keys: ReadonlyMap<string, DeclaredAttribute>,
  room: ReadingRoom,
): Map<string, AttributeValue> {
  const fields = fallbacksOf(keys.values());
  const latest = new Map<string, string>();
  for (const list of element.children.filter((child) => child.name === 'attvalues')) {
    for (const item of list.children.filter((child) => child.name === 'attvalue')) {
      const id = item.attributes.get('for') ?? requiredAttribute(item, 'id');
      const key = keys.get(id);
      if (!key) malformed('unknown-key', item.line, id);
      const start = item.attributes.get('start') ?? '';
      const before = latest.get(id);
      if (before !== undefined) room.notes.add('values-left-out', 1, item.line, key.name);
      if (before !== undefined && isEarlier(start, before)) continue;
      latest.set(id, start);
      fields.set(key.name, typedValue(requiredAttribute(item, 'value'), key));
    }
  }
  return fields;
}

/* Times of one file are all numbers or all days. */
function isEarlier(one: string, other: string): boolean {
  const [a, b] = [numberFromText(one), numberFromText(other)];
  if (a !== undefined && b !== undefined && !Number.isNaN(a) && !Number.isNaN(b)) return a < b;
  return one < other;
}
