import { NETWORK_LIMITS, type NetworkLimits } from '../limits.ts';
import { createNetwork, type Network, type NetworkInput } from '../network.ts';
import { refuseNetwork } from '../problem.ts';
import { type ProjectOnto, projected } from '../projection.ts';
import type { ReadingNote } from '../reading-note.ts';
import { chooseGraph } from './choose-graph.ts';
import { readCsv, writeCsv } from './csv.ts';
import { decodeText } from './decode.ts';
import { readDl, writeDl } from './dl.ts';
import { readGexf, writeGexf } from './gexf.ts';
import { readGraphml, writeGraphml } from './graphml.ts';
import { readJson, writeJson } from './json.ts';
import { joinNodes } from './node-table.ts';
import { readPajek, writePajek } from './pajek.ts';
import { type FoundGraph, ReadingRoom } from './reading.ts';
import { type LoopRule, type ParallelRule, settleTies } from './settle-ties.ts';

export const NETWORK_FORMATS = ['json', 'csv', 'graphml', 'gexf', 'pajek', 'dl'] as const;
export type NetworkFormat = (typeof NETWORK_FORMATS)[number];

/** By the ending of a file's name: the formats, and the file names of edge lists. */
const EXTENSIONS: ReadonlyMap<string, NetworkFormat> = new Map([
  ['json', 'json'],
  ['csv', 'csv'],
  ['tsv', 'csv'],
  ['tab', 'csv'],
  ['edges', 'csv'],
  ['edgelist', 'csv'],
  ['graphml', 'graphml'],
  ['gexf', 'gexf'],
  ['net', 'pajek'],
  ['paj', 'pajek'],
  ['dl', 'dl'],
]);

/** Which format a text is in: what it begins with decides, and where that says nothing, the extension of the file's name; undefined if neither does. */
export function detectFormat(text: string, fileName: string): NetworkFormat | undefined {
  const start = text
    .slice(0, 4_096)
    .replace(/^\uFEFF/, '')
    .trimStart();
  if (start.startsWith('<')) {
    if (/<(\w+:)?graphml[\s>/]/.test(start)) return 'graphml';
    if (/<(\w+:)?gexf[\s>/]/.test(start)) return 'gexf';
  }
  if (/^(?:%[^\r\n]*[\r\n]+)*\*(vertices|network)\b/i.test(start)) return 'pajek';
  if (/^dl\b(?=[\s,])/i.test(start)) return 'dl';
  // NetDraw's VNA: tables of actors and ties one beneath the other.
  if (/^\*(node|tie) (data|properties)\b/i.test(start)) return undefined;
  const byName = formatOfName(fileName);
  if (byName) return byName;
  if (start.startsWith('{') || /^\[\s*[[{]/.test(start)) return 'json';
  const [first = '', second = ''] = start.split(/[\r\n]+/, 2);
  if (/[{[<]/.test(start.slice(0, 200))) return undefined;
  if (/[,;\t]/.test(first)) return 'csv';
  // Edge lists parted by spaces: two or three words a line.
  const words = [first, second].map((line) => line.trim().split(/\s+/).length);
  return words.every((count) => count === 2 || count === 3) ? 'csv' : undefined;
}

/** The format that the ending of a file's name stands for; undefined for one that stands for none. */
export function formatOfName(fileName: string): NetworkFormat | undefined {
  return EXTENSIONS.get(fileName.slice(fileName.lastIndexOf('.') + 1).toLowerCase());
}

export interface ReadOptions {
  /** Only chooses the format where the content does not. */
  readonly fileName?: string;
  /** Which way ties run: as the file says (undirected where it says nothing), or all one way, or none. */
  readonly direction?: 'as-written' | 'directed' | 'undirected';
  readonly loops?: LoopRule;
  readonly parallel?: ParallelRule;
  /** Of several networks in one file: its name or its number from 1, or `all` to unite them, their names becoming forms of ties. */
  readonly graph?: string;
  /** Of a two-mode network the side that is looked at, tied where two meet on the other. */
  readonly project?: ProjectOnto;
  /** A table of actors (CSV) beside the file: facts and attributes by id. */
  readonly nodes?: string | Uint8Array;
  readonly limits?: NetworkLimits;
}

/** A network, the format it was read from, and what its owner should know of the reading. */
export interface NetworkReading {
  readonly format: NetworkFormat;
  readonly network: Network;
  readonly notes: readonly ReadingNote[];
}

/**
 * Reads a network from a file, given as its bytes or its text. Throws NetworkInputError with the line and the reason: what the file says
 * is obeyed or refused, and what is left out, assumed or merged stands in the notes.
 * A file beyond the limits is refused before it is read.
 */
export function readNetworkFile(file: string | Uint8Array, options: ReadOptions = {}): NetworkReading {
  const limits = options.limits ?? NETWORK_LIMITS;
  refuseTooLarge(file.length, limits);
  const room = new ReadingRoom(limits);
  const text = typeof file === 'string' ? file : decodeText(file, room.notes);
  if (!/\S/.test(text)) refuseNetwork('empty', null);
  const format = detectFormat(text, options.fileName ?? '');
  if (!format) refuseNetwork('unknown-format', null, { known: NETWORK_FORMATS.join(', ') });
  const graph = chooseGraph(READERS[format](text, room), options.graph, room);
  const joined = options.nodes === undefined ? graph : joinNodes(graph, options.nodes, room);
  const whole = directedAs(joined, options.direction ?? 'as-written', room);
  const settled = settleTies(
    whole,
    { loops: options.loops ?? 'refuse', parallel: options.parallel ?? 'refuse' },
    room.notes,
  );
  // The whole network is checked first, so that its faults are named and not those of its projection.
  const network = createNetwork(settled, limits);
  const seen = options.project ? projection(settled, joined, options.project, room) : undefined;
  if (!seen && joined.rows !== undefined)
    room.notes.add('two-mode', joined.actors.length - joined.rows, null, String(joined.rows));
  return { format, network: seen ? createNetwork(seen, limits) : network, notes: room.notes.list() };
}

/** The network of a file alone, for files whose reading holds no surprise, such as Pilar's own. */
export function readNetwork(file: string | Uint8Array, options: ReadOptions = {}): Network {
  return readNetworkFile(file, options).network;
}

export function refuseTooLarge(bytes: number, limits: NetworkLimits = NETWORK_LIMITS): void {
  if (bytes > limits.bytes) refuseNetwork('too-large', null, { bytes, limit: limits.bytes });
}

/** Writes a network. JSON keeps everything, GraphML and GEXF all but evidence; CSV keeps ties, Pajek and DL ids, strengths and forms. */
export function writeNetwork(network: Network, format: NetworkFormat): string {
  return WRITERS[format](network);
}

function directedAs(
  graph: FoundGraph,
  direction: 'as-written' | 'directed' | 'undirected',
  room: ReadingRoom,
): NetworkInput {
  if (direction === 'directed') {
    if (!graph.directed && graph.direction !== 'unstated')
      room.notes.add('direction-overridden', graph.ties.length, null, 'directed');
    return { ...graph, directed: true };
  }
  if (direction === 'undirected') {
    if (graph.directed) room.notes.add('direction-overridden', graph.ties.length, null, 'undirected');
    return { ...graph, directed: false, ties: graph.ties.map((tie) => ({ ...tie, mutual: false })) };
  }
  if (graph.direction === 'unstated')
    room.notes.add('direction-assumed', graph.ties.length, null, 'undirected');
  return graph;
}

/* A file that does not say it has two modes has them if nobody who begins a tie ends one. */
function projection(
  input: NetworkInput,
  graph: FoundGraph,
  onto: ProjectOnto,
  room: ReadingRoom,
): NetworkInput {
  const begins = new Set(input.ties.map((tie) => tie.from));
  const rows =
    graph.rows === undefined ? begins : new Set(graph.actors.slice(0, graph.rows).map((actor) => actor.id));
  const inside = input.ties.find((tie) => rows.has(tie.from) === rows.has(tie.to));
  if (inside) {
    const actor = rows.has(inside.to) ? inside.to : inside.from;
    refuseNetwork('not-two-mode', inside.line ?? null, { actor });
  }
  const seen = projected(input, (id) => rows.has(id), onto, room.limits);
  room.notes.add('projected', input.actors.length - seen.actors.length, null, onto);
  return seen;
}

const READERS: Readonly<
  Record<NetworkFormat, (text: string, room: ReadingRoom) => FoundGraph | readonly FoundGraph[]>
> = {
  json: readJson,
  csv: readCsv,
  graphml: readGraphml,
  gexf: readGexf,
  pajek: readPajek,
  dl: readDl,
};

const WRITERS: Readonly<Record<NetworkFormat, (network: NetworkInput) => string>> = {
  json: writeJson,
  csv: writeCsv,
  graphml: writeGraphml,
  gexf: writeGexf,
  pajek: writePajek,
  dl: writeDl,
};
