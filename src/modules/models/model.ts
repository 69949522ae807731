import type { z } from 'zod';
import type { Basis } from '#kernel/refusal.ts';
import { unresolvedIn } from './references.ts';
import { Sections } from './sections.ts';

/**
 * A partnership model: the rules of a programme as data, in sections that the modules of the same name interpret.
 * What no single field can show is checked across sections (`references.ts`).
 */
export const Model = Sections.superRefine((model, context) => {
  for (const { path, message } of unresolvedIn(model)) {
    context.addIssue({ code: 'custom', path: [...path], message });
  }
});
export type Model = z.infer<typeof Model>;

/** The citation behind a rule, as refusals and pages show it. */
export function basisOf(model: Pick<Model, 'legal' | 'short' | 'version'>, id: string): Basis {
  const law = model.legal.find((candidate) => candidate.id === id);
  return { cite: law?.cite ?? id, rule: `${model.short} ${model.version}` };
}
