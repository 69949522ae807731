import { z } from 'zod';
import type { Basis } from '#kernel/refusal.ts';
import { ActivitiesSection } from './activities.section.ts';
import { Label, Slug } from './common.section.ts';
import { DeliberationSection } from './deliberation.section.ts';
import { FundingSection } from './funding.section.ts';
import { PartiesSection } from './parties.section.ts';
import { ProgramsSection } from './programs.section.ts';
import { ProposalsSection } from './proposals.section.ts';
import { unresolvedIn } from './references.ts';
import { ReportingSection } from './reporting.section.ts';

const Legal = z.strictObject({
  id: Slug,
  cite: z.string().min(3),
  about: Label,
  uncertain: z.boolean().default(false),
});

/**
 * A partnership model: the rules of a programme as data, in sections that the modules of the same name interpret.
 * What no single field can show is checked across sections (`references.ts`).
 */
export const Model = z
  .strictObject({
    schema: z.literal(1),
    name: Slug,
    version: z.string().regex(/^\d{4}(\.\d+)?$/, 'a year, or year.number'),
    title: Label,
    short: z.string().min(2).max(24),
    about: Label,
    legal: z.array(Legal).min(1),
    parties: PartiesSection,
    programs: ProgramsSection,
    proposals: ProposalsSection,
    deliberation: DeliberationSection,
    funding: FundingSection,
    activities: ActivitiesSection,
    reporting: ReportingSection,
  })
  .superRefine((model, context) => {
    for (const { path, message } of unresolvedIn(model)) {
      context.addIssue({ code: 'custom', path: [...path], message });
    }
  });
export type Model = z.infer<typeof Model>;

/** The citation behind a rule, as refusals and pages show it. */
export function basisOf(model: Model, id: string): Basis {
  const law = model.legal.find((candidate) => candidate.id === id);
  return { cite: law?.cite ?? id, rule: `${model.short} ${model.version}` };
}
