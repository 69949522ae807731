import { ownEntry } from '#kernel/own-entry.ts';
import { createNetwork, NETWORK_LIMITS, type Network, type NetworkInput } from '../network.ts';
import { refuseNetwork } from '../problem.ts';
import { readCsv, writeCsv } from './csv.ts';
import { readDl, writeDl } from './dl.ts';
import { readGexf, writeGexf } from './gexf.ts';
import { readGraphml, writeGraphml } from './graphml.ts';
import { readJson, writeJson } from './json.ts';
import { readPajek, writePajek } from './pajek.ts';

export const NETWORK_FORMATS = ['json', 'csv', 'graphml', 'gexf', 'pajek', 'dl'] as const;
export type NetworkFormat = (typeof NETWORK_FORMATS)[number];

const EXTENSIONS: Readonly<Record<string, NetworkFormat>> = {
  json: 'json',
  csv: 'csv',
  tsv: 'csv',
  graphml: 'graphml',
  gexf: 'gexf',
  net: 'pajek',
  paj: 'pajek',
  dl: 'dl',
};

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
  if (/^(%[^\n]*\n\s*)*\*(vertices|network)\b/i.test(start)) return 'pajek';
  if (/^dl\s/i.test(start)) return 'dl';
  const byName = ownEntry(EXTENSIONS, fileName.slice(fileName.lastIndexOf('.') + 1).toLowerCase());
  if (byName) return byName;
  if (start.startsWith('{')) return 'json';
  if (/^[^\n]*[,;\t]/.test(start) && !/[{[<]/.test(start.slice(0, 200))) return 'csv';
  return undefined;
}

export interface ReadOptions {
  /** Only chooses the format where the content does not. */
  readonly fileName?: string;
  /** Reads every tie as running one way, whatever the file says. */
  readonly direction?: 'as-written' | 'directed';
}

/**
 * Reads a network from the text of a file. Throws NetworkInputError with the line and the reason.
 * A text beyond NETWORK_LIMITS.bytes is refused before it is read.
 */
export function readNetwork(text: string, options: ReadOptions = {}): Network {
  refuseTooLarge(text.length);
  if (text.trim() === '') refuseNetwork('empty', null);
  const format = detectFormat(text, options.fileName ?? '');
  if (!format) refuseNetwork('unknown-format', null, { known: NETWORK_FORMATS.join(', ') });
  const directed = options.direction === 'directed';
  const input = READERS[format](text, directed);
  return createNetwork(directed ? { ...input, directed } : input);
}

export function refuseTooLarge(bytes: number): void {
  if (bytes > NETWORK_LIMITS.bytes) refuseNetwork('too-large', null, { bytes, limit: NETWORK_LIMITS.bytes });
}

/** Writes a network. JSON and GraphML keep everything but (GraphML) evidence; GEXF too; CSV keeps ties, Pajek and DL ids, strengths and forms. */
export function writeNetwork(network: Network, format: NetworkFormat): string {
  return WRITERS[format](network);
}

const READERS: Readonly<Record<NetworkFormat, (text: string, directed: boolean) => NetworkInput>> = {
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
