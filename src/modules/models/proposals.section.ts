import { z } from 'zod';
import { ProposalCheck } from './checks.section.ts';
import { BasisId, isWhole, Label, Office, PERSON, PerMille, Slug, YearWindow } from './common.section.ts';
import { TypedFields } from './fields.section.ts';
import { OpenToTakers } from './matching.section.ts';
import { FollowUp, Route } from './steps.section.ts';

/** A kind of party that may bring a proposal and the offices that speak for it, or anybody who is signed in, for themselves. */
const Bringer = z
  .strictObject({
    party: Slug.default(PERSON),
    offices: z.array(Office).default([]),
    persons: z.literal(true).optional(),
    /** Whether what persons answer to Pilar's own questions is for everybody; who they are never is. */
    openly: z.literal(true).optional(),
    /** Persons need no account: they leave a name and a phone number and follow what they sent with a code. */
    withoutAccount: z.literal(true).optional(),
    /** The offices that enter for a person what came by telephone or on paper; the step after them is another's. */
    onBehalf: z.array(Office).min(1).optional(),
    /** The offices that enter for an institution what came signed on paper, as long as it lets them in writing. */
    fromPaper: z.array(Office).min(1).optional(),
    basis: BasisId,
  })
  .superRefine(({ party, offices, persons, openly, withoutAccount, onBehalf, fromPaper }, context) => {
    const issue = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message });
    if (persons) {
      if (fromPaper) issue('fromPaper', 'a person has no offices and is of no kind of party');
      if (party !== PERSON || offices.length > 0)
        issue('persons', 'a person has no offices and is of no kind of party');
    } else {
      if (openly) issue('openly', 'what institutions bring is for everybody anyway');
      if (withoutAccount) issue('withoutAccount', 'an institution is spoken for by its officers');
      if (onBehalf) issue('onBehalf', 'an institution is spoken for by its officers');
      if (party === PERSON) issue('party', 'a kind of party, or persons: true');
      if (offices.length === 0) issue('offices', 'the offices that speak for it');
    }
  });
export type Bringer = z.infer<typeof Bringer>;

/**
 * What Pilar itself can ask of a proposal beside its entry of the catalogue and its costs: a name for it, why it is wanted, the place within the
 * bringer's own area, the address, the point on the map, how much of what, whom it reaches, what others give, photos. All of
 * it is public but documents, which whoever brings it and the offices over its place read.
 */
export const ASKED_PARTS = [
  'title',
  'need',
  'place',
  'address',
  'point',
  'volume',
  'people',
  'poor-households',
  'contributions',
  'photos',
  'documents',
] as const;
export type AskedPart = (typeof ASKED_PARTS)[number];

/**
 * What is accepted lets an institution of this kind in, under the name that was answered to a field: whoever asked speaks
 * for it in the first office of the kind.
 */
const Admission = z.strictObject({
  party: Slug,
  name: Slug,
  /** The fields that ask for its interests: fields of the catalogue, and kecamatan. What it offers to needs begins with them. */
  fields: Slug.optional(),
  places: Slug.optional(),
});
export type Admission = z.infer<typeof Admission>;

/**
 * A kind of what is brought to the programme: by whom, when, with what, who looks at it and who decides. Sources: engine
 * of models, section `proposals`; paper 004, Table 4.1.
 */
const ProposalKind = z.strictObject({
  kind: Slug,
  label: Label,
  window: YearWindow,
  from: z.array(Bringer).min(1),
  asks: z.array(z.enum(ASKED_PARTS)).default(['title', 'need']),
  /** Whether it is about an entry of the catalogue: whoever asks to be let in is about none. */
  entry: z.enum(['asked', 'none']).default('asked'),
  /** What the programme asks beside that, in its own words. */
  fields: TypedFields.default([]),
  /** Whether it says what it costs line by line, as one amount, or not at all. */
  costs: z.enum(['lines', 'total', 'none']).default('lines'),
  /** The purses that pay for what is granted, in shares; without, nothing is paid: what passes is accepted. */
  purses: z
    .array(z.strictObject({ purse: Slug, perMille: PerMille.default(1000) }))
    .refine(
      (shares) => shares.length === 0 || isWhole(shares),
      'the shares do not add up to the whole (1000)',
    )
    .default([]),
  checks: z.array(ProposalCheck).default([]),
  route: Route.default([]),
  /** The forum that decides; without, the last step of the route does. */
  forum: Slug.optional(),
  /** What offices do after it was agreed to and binds; `through` of fields waits for the end of it. */
  followUp: FollowUp.default([]),
  admits: Admission.optional(),
  /** Whether others may meet what was accepted, and who. */
  open: OpenToTakers.optional(),
  /** What forums of other programmes referred or kept becomes one of these at a press, by whoever brought it or an office of `onBehalf`. */
  takesUp: z.array(z.enum(['escalated', 'reserved'])).default([]),
  basis: BasisId,
});
export type ProposalKind = z.infer<typeof ProposalKind>;

export const ProposalsSection = z.array(ProposalKind);
