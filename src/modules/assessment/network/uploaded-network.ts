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
import { AREA_LIMITS } from './area-network.ts';

/** What one file may bring: a page shares its computer with everybody, so less than the command line. */
export const IMPORT_LIMITS: NetworkLimits = {
  actors: AREA_LIMITS.actors,
  ties: 5000,
  bytes: 2 * 1024 * 1024,
  cells: 400_000,
};

/** How a file is to be read where it leaves a choice. */
export type ImportChoices = Pick<ReadOptions, 'direction' | 'loops' | 'parallel' | 'graph' | 'project'>;

/** A network file that somebody hands in. */
export type UploadedNetwork = {
  readonly fileName: string;
  readonly content: string | Uint8Array;
  readonly choices?: ImportChoices;
};

/** What became of it: the network with what its owner should know of the reading, or what is wrong and in which line. */
export type UploadOutcome =
  | { readonly network: Network; readonly notes: readonly ReadingNote[] }
  | { readonly problem: NetworkProblem };

/** How directions were taken matters to nobody where they are not kept. */
const WITHOUT_MEANING_HERE: ReadonlySet<NoteCode> = new Set(['direction-assumed', 'direction-inferred']);

/**
 * Reads an uploaded network within the limits of a page. An area's network has no directions and keeps of actors only who they are:
 * what a file has beyond that is noted as left out.
 */
export function readUploadedNetwork({ fileName, content, choices }: UploadedNetwork): UploadOutcome {
  try {
    const { network, notes } = readNetworkFile(content, { ...choices, fileName, limits: IMPORT_LIMITS });
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
    if (error instanceof NetworkInputError) return { problem: error.problem };
    throw error;
  }
}

export const readingUploadedNetwork = boundedWork('modules/assessment/network/uploaded-network.ts', {
  readUploadedNetwork,
});
