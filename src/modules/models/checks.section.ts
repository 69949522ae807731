import { z } from 'zod';
import { BasisId, Label, Office, Slug } from './common.section.ts';

/** At least so many photos lie with it. */
const Photos = z.strictObject({
  check: z.literal('photos'),
  atLeast: z.int().min(1).max(20),
  /** Not asked of what an office enters for somebody: a telephone call brings no photo. */
  unlessEntered: z.literal(true).optional(),
  basis: BasisId,
});

/** At least so many documents lie with it, called as the model calls them: the proposal that goes with a letter. */
const Documents = z.strictObject({
  check: z.literal('documents'),
  label: Label,
  atLeast: z.int().min(1).max(10),
  basis: BasisId,
});

/**
 * Whoever brings it owes no filing past its day: none at all, or not the one that is named; of earlier years of the
 * programme, or of any. With `override` the offices named in `by` may let a debtor off, with a reason that everybody can
 * read.
 */
const NoneOverdue = z.strictObject({
  check: z.literal('none-overdue'),
  filing: Slug.optional(),
  of: z.enum(['earlier-years', 'any-year']).default('earlier-years'),
  severity: z.enum(['refuse', 'override']).default('refuse'),
  by: z.array(Office).default([]),
  basis: BasisId,
});

/** Whoever brings it has no other of its kind in the programme that is under way or was agreed to. */
const OnePerParty = z.strictObject({ check: z.literal('one-per-party'), basis: BasisId });

/** Nothing of nearly the same words is under way or agreed to for the same place and entry of the catalogue. */
const NotRepeated = z.strictObject({ check: z.literal('not-repeated'), basis: BasisId });

/** A filing about what was granted was accepted. */
const FilingAccepted = z.strictObject({ check: z.literal('filing-accepted'), filing: Slug, basis: BasisId });

/** What must hold of a proposal when it is submitted. Source: engine of models, vocabulary `checks`. */
export const ProposalCheck = z
  .discriminatedUnion('check', [Photos, Documents, NoneOverdue, OnePerParty, NotRepeated])
  .refine(
    (check) => check.check !== 'none-overdue' || (check.severity === 'override') === check.by.length > 0,
    { path: ['by'], message: 'an override names who may, and nothing else does' },
  );

/** What must hold before a tranche may be paid out. */
export const TrancheCheck = z.discriminatedUnion('check', [FilingAccepted]);

export type Check = z.infer<typeof ProposalCheck> | z.infer<typeof TrancheCheck>;
export type CheckOf<Kind extends Check['check']> = Extract<Check, { check: Kind }>;
