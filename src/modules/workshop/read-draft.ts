import { boundedWork } from '#kernel/bounded-work.ts';
import {
  byWeight,
  type Change,
  compareModels,
  type Model,
  type ModelProblem,
  readModel,
  unkept,
} from '#modules/models/index.ts';

/** A text that is being written, and the version in force where it is compared with one. */
export type DraftText = { readonly source: string; readonly inForce?: string };

/** What a text comes to: its mistakes by line, or what it is and what it changes, the gravest first. */
export type DraftReading =
  | { readonly reads: false; readonly problems: readonly ModelProblem[] }
  | {
      readonly reads: true;
      readonly name: string;
      readonly version: string;
      readonly model: Model;
      readonly changes: readonly Change[];
      /** Of the changes those that a running programme cannot take, by their paths. */
      readonly unkept: readonly string[];
    };

/** Reads the text of a model, and compares it with the version in force. */
export function readDraft({ source, inForce }: DraftText): DraftReading {
  const read = readModel(source);
  if (!read.ok) return { reads: false, problems: read.problems };
  const before = inForce === undefined ? undefined : readModel(inForce);
  const changes = before?.ok ? byWeight(compareModels(before.model, read.model)) : [];
  return {
    reads: true,
    name: read.model.name,
    version: read.model.version,
    model: read.model,
    changes,
    unkept: unkept(changes).map((one) => one.path.join('.')),
  };
}

export const readingDraft = boundedWork('modules/workshop/read-draft.ts', { readDraft });
