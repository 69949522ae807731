import { z } from 'zod';
import { ActivitiesSection } from './activities.section.ts';
import { Label, Slug } from './common.section.ts';
import { DeliberationSection } from './deliberation.section.ts';
import { FundingSection } from './funding.section.ts';
import { PartiesSection } from './parties.section.ts';
import { ProgramsSection } from './programs.section.ts';
import { ProposalsSection } from './proposals.section.ts';
import { ReportingSection } from './reporting.section.ts';

const Legal = z.strictObject({
  id: Slug,
  cite: z.string().min(3),
  about: Label,
  uncertain: z.boolean().default(false),
});

/** The sections of a model as they stand, before names in one are looked up in another. */
export const Sections = z.strictObject({
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
});
export type Sections = z.infer<typeof Sections>;
