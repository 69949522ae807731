import {
  type Network,
  NetworkInputError,
  type NetworkLimits,
  type NetworkProblem,
  type NoteCode,
  type ReadingNote,
  type ReadOptions,
  readNetworkFile,
} from '#analysis/network/index.ts';
import { boundedWork } from '#kernel/bounded-work.ts';
import { oneLine } from '#kernel/readers/text.ts';
import { AREA_LIMITS } from './area-network.ts';

/** What one file may bring: a page shares its computer with everybody, so less than the command line. */
export const IMPORT_LIMITS: NetworkLimits = {
  actors: AREA_LIMITS.actors,
  ties: 5000,
  bytes: 2 * 1024 * 1024,
  cells: 400_000,
  texts: { label: 120, pillar: 60, kind: 60, form: 60, stage: 60, note: 500 },
};

/** Longest name of a file, in signs: as long as systems allow. */
export const LONGEST_FILE_NAME = 255;

/** How a file is to be read where it leaves a choice. */
export type ImportChoices = Pick<ReadOptions, 'direction' | 'loops' | 'parallel' | 'graph' | 'project'>;

/** A network file that somebody hands in. */
export type UploadedNetwork = {
  readonly fileName: string;
  readonly content: string | Uint8Array;
  readonly choices?: ImportChoices;
  /** A table of its actors beside it, as `--nodes` of the command line takes. */
  readonly nodes?: string | Uint8Array | undefined;
};

/** What became of it: the network with what its owner should know of the reading, or what is wrong and in which line. */
export type UploadOutcome =
  | { readonly network: Network; readonly notes: readonly ReadingNote[] }
  | { readonly problem: NetworkProblem; readonly in: 'file' | 'nodes' };

/** How directions were taken matters to nobody where they are not kept. */
const WITHOUT_MEANING_HERE: ReadonlySet<NoteCode> = new Set(['direction-assumed', 'direction-inferred']);

/**
 * Reads an uploaded network within the limits of a page. An area's network has no directions and keeps of actors only who they are:
 * what a file has beyond that is noted as left out.
 */
export function readUploadedNetwork({ fileName, content, choices, nodes }: UploadedNetwork): UploadOutcome {
  const options = { ...choices, fileName, limits: IMPORT_LIMITS };
  try {
    const { network, notes } = readNetworkFile(content, { ...options, nodes });
    const nameless = network.actors.find((actor) => oneLine(actor.label) === '' && oneLine(actor.id) === '');
    if (nameless) return { problem: { code: 'missing-actor-id', line: null, params: {} }, in: 'file' };
    const attributes = [...new Set(network.actors.flatMap((actor) => Object.keys(actor.attributes)))];
    const beyond: ReadingNote[] = [
      {
        code: 'direction-not-kept',
        count: network.directed ? network.ties.length : 0,
        line: null,
        names: [],
      },
      { code: 'attributes-not-kept', count: attributes.length, line: null, names: attributes.slice(0, 8) },
    ];
    const kept = notes.filter((note) => !WITHOUT_MEANING_HERE.has(note.code));
    return { network, notes: [...kept, ...beyond.filter((note) => note.count > 0)] };
  } catch (error) {
    if (!(error instanceof NetworkInputError)) throw error;
    return { problem: error.problem, in: nodes !== undefined && reads(content, options) ? 'nodes' : 'file' };
  }
}

/** Whether a file reads by itself: then what is wrong is in the table beside it. */
function reads(content: string | Uint8Array, options: ReadOptions): boolean {
  try {
    readNetworkFile(content, options);
    return true;
  } catch {
    return false;
  }
}

export const readingUploadedNetwork = boundedWork('modules/assessment/network/uploaded-network.ts', {
  readUploadedNetwork,
});
