import { z } from 'zod';
import { ProposalCheck } from './checks.section.ts';
import { BasisId, Label, Office, Slug, YearWindow } from './common.section.ts';
import { Route } from './steps.section.ts';

/** A kind of party that may bring a proposal, and the offices that speak for it. */
const Bringer = z.strictObject({ party: Slug, offices: z.array(Office).min(1), basis: BasisId });
export type Bringer = z.infer<typeof Bringer>;

/**
 * A kind of what is brought to the programme: by whom, when, with what, who looks at it and who decides. Sources: engine
 * of models, section `proposals`; paper 004, Table 4.1.
 */
const ProposalKind = z.strictObject({
  kind: Slug,
  label: Label,
  window: YearWindow,
  from: z.array(Bringer).min(1),
  /** The purse that pays for what is granted. */
  purse: Slug,
  checks: z.array(ProposalCheck).default([]),
  route: Route.default([]),
  /** The forum that decides; without, the last step of the route does. */
  forum: Slug.optional(),
  basis: BasisId,
});
export type ProposalKind = z.infer<typeof ProposalKind>;

export const ProposalsSection = z.array(ProposalKind);
