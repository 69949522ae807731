import { boundedWork } from '#kernel/bounded-work.ts';
import { type Model, type ModelProblem, readModel, readYaml } from '#modules/models/index.ts';
import { Cases } from './cases.section.ts';

/** A model's text, and the cases beside it. */
export type TextsRead =
  | { readonly reads: false; readonly problems: readonly ModelProblem[] }
  | {
      readonly reads: true;
      readonly model: Model;
      /** The cases, or what is wrong in their text. */
      readonly cases:
        | { readonly ok: true; readonly model: Cases }
        | { readonly ok: false; readonly problems: ModelProblem[] };
    };

/** Reads a model and the cases beside it; a text without any stands for none. */
export function readCases({ source, cases }: { readonly source: string; readonly cases: string }): TextsRead {
  const read = readModel(source);
  if (!read.ok) return { reads: false, problems: read.problems };
  const { name, version } = read.model;
  const text = cases.trim() === '' ? `model: ${name} ${version}\n` : cases;
  return { reads: true, model: read.model, cases: readYaml(text, Cases) };
}

/** Alone in a file that loads no rules: a process of its own may read texts, and nothing else of the house. */
export const readingCases = boundedWork('modules/cases/read-cases.ts', { readCases });
