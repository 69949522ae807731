import {
  AllocationInputError,
  type AllocationProblem,
  currencyOf,
  type ReadingNote,
  readPabulib,
} from '#analysis/allocation/index.ts';
import { boundedWork } from '#kernel/bounded-work.ts';
import type { AllocationRule } from '#modules/models/index.ts';
import { limitsFromMeta } from './limits-in-file.ts';
import { compareElection, type ElectionComparison, rulesFor } from './rule-comparison.ts';

/**
 * What one upload may ask of the server: its bytes, its projects, and its ballots that differ from one another. All
 * rules together then take about a second; larger files belong to the command line.
 */
export const UPLOAD_LIMITS = { bytes: 1024 * 1024, projects: 100, classes: 2000 } as const;

/** A file of ballots that somebody hands in to be compared, and how large it may be. */
export type UploadedBallots = {
  readonly text: string;
  readonly rules: readonly AllocationRule[];
  readonly most: { readonly projects: number; readonly classes: number };
};

/** What became of it: compared, more than the page takes, or what is wrong with the file. */
export type UploadOutcome =
  | {
      readonly compared: ElectionComparison;
      readonly currency: string;
      readonly notes: readonly ReadingNote[];
    }
  | { readonly tooMany: { readonly projects: number; readonly classes: number } }
  | { readonly problem: AllocationProblem };

/** Reads a Pabulib file and lays rules side by side on it, under the limits that it carries. */
export function compareUpload({ text, rules, most }: UploadedBallots): UploadOutcome {
  try {
    const { election, meta, notes } = readPabulib(text);
    const found = { projects: election.projects.length, classes: election.classes.length };
    if (found.projects > most.projects || found.classes > most.classes) return { tooMany: found };
    const offered = rulesFor({ rules: [...rules] }, election.ballotKind);
    const compared = compareElection({
      election,
      rules: offered,
      ...limitsFromMeta(meta, election.decimals),
    });
    return { compared, currency: currencyOf(meta), notes };
  } catch (error) {
    if (error instanceof AllocationInputError) return { problem: error.problem };
    throw error;
  }
}

export const comparingUpload = boundedWork('modules/deliberation/uploaded-ballots.ts', { compareUpload });
