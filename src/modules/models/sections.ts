import { z } from 'zod';
import { ActivitiesSection } from './activities.section.ts';
import { AwardsSection } from './awards.section.ts';
import { CatalogueSection } from './catalogue.section.ts';
import { ChecklistsSection } from './checklists.section.ts';
import { BasisId, Label, Slug } from './common.section.ts';
import { FilingsSection } from './filings.section.ts';
import { ForumsSection } from './forums.section.ts';
import { FundingSection } from './funding.section.ts';
import { GoalsSection } from './goals.section.ts';
import { PartiesSection } from './parties.section.ts';
import { PartnershipSection } from './partnership.section.ts';
import { PortalSection } from './portal.section.ts';
import { ProposalsSection } from './proposals.section.ts';
import { PursesSection } from './purses.section.ts';
import { RolesSection } from './roles.section.ts';
import { SanctionsSection } from './sanctions.section.ts';

/** The model that this one was made from, by the hash of its text. */
const Adopted = z.strictObject({
  name: Slug,
  version: z.string(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 as 64 digits and letters'),
});

const Legal = z.strictObject({
  id: Slug,
  cite: z.string().min(3),
  about: Label,
  uncertain: z.boolean().default(false),
});

/**
 * The sections of a model as they stand, before names in one are looked up in another. All but the parties may be
 * missing: a programme has no more of Pilar than its model speaks of.
 */
export const Sections = z.strictObject({
  schema: z.literal(2),
  name: Slug,
  version: z.string().regex(/^\d{4}(\.\d+)?$/, 'a year, or year.number'),
  adopted: Adopted.optional(),
  title: Label,
  short: z.string().min(2).max(24),
  about: Label,
  legal: z.array(Legal).min(1),
  /** For how many years it runs from the one in which it is opened; without, for that one. */
  lasts: z.strictObject({ years: z.int().min(1).max(10), basis: BasisId }).optional(),
  parties: PartiesSection,
  partnership: PartnershipSection.optional(),
  roles: RolesSection.default([]),
  goals: GoalsSection.default([]),
  checklists: ChecklistsSection,
  catalogue: CatalogueSection.optional(),
  proposals: ProposalsSection.default([]),
  forums: ForumsSection.default([]),
  purses: PursesSection.default([]),
  funding: FundingSection.optional(),
  activities: ActivitiesSection.optional(),
  filings: FilingsSection.default([]),
  awards: AwardsSection,
  sanctions: SanctionsSection,
  portal: PortalSection.optional(),
});
export type Sections = z.infer<typeof Sections>;
