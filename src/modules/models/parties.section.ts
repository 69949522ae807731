import { z } from 'zod';
import { BodiesSection } from './bodies.section.ts';
import { BasisId, Label, LevelName, Office, PERSON, Slug } from './common.section.ts';

/** A side of a partnership: government, business, academia, community, or what a model calls them. */
const Pillar = z.strictObject({ pillar: Slug, label: Label });

/** An office of a kind of party, with the words people know it by. */
const PartyOffice = z.strictObject({ office: Slug, label: Label });

/**
 * How an institution leaves: by an act of its own offices, or ended by offices above it with a published reason. What runs
 * goes on by its rules; only nothing new begins. Source: engine of models, section `parties`; decision 54.
 */
const Leaving = z
  .strictObject({
    by: z.array(Office).default([]),
    endedBy: z.array(Office).default([]),
    basis: BasisId,
  })
  .refine(({ by, endedBy }) => by.length + endedBy.length > 0, 'nobody could say that it leaves');

/**
 * A list of all institutions of a kind that there are, those too that take no part: who keeps it, who may record whom they asked
 * to take part, and what such a letter says. An entry and whoever asked to be let in are the same by a number that the
 * proposal of joining asks. Source: paper 004, §4.2.3 (few take part; nobody approaches the others).
 */
const Register = z.strictObject({
  matchedBy: Slug,
  keptBy: z.array(Office).min(1),
  approachedBy: z.array(Office).min(1),
  letter: Label.optional(),
  basis: BasisId,
});
export type Register = z.infer<typeof Register>;

/** A kind of party that stands at every place of a level: an RW, a kelurahan; or that joins where a proposal admits it. */
const PartyKind = z.strictObject({
  kind: Slug.refine((kind) => kind !== PERSON, 'is what people are called who come for themselves'),
  pillar: Slug,
  label: Label,
  at: LevelName,
  offices: z.array(PartyOffice).min(1),
  /** Offices above it that put people into its offices and end them; without any the operator does. */
  keptBy: z.array(Office).default([]),
  /** Without, it stays as long as the programme does. */
  leaves: Leaving.optional(),
  register: Register.optional(),
  basis: BasisId,
});
export type PartyKind = z.infer<typeof PartyKind>;

/**
 * Who takes part in a partnership: its pillars, the kinds of parties with their offices, and bodies with seats. Whoever the other sections
 * name is one of them. Source: paper 004, §4.1.2, §5.1.2 and Table 4.2.
 */
export const PartiesSection = z.strictObject({
  pillars: z.array(Pillar).min(2),
  /** The pillar of those who are paid for goods and works, whom receipts alone name; left out, they are of none. */
  providers: Slug.optional(),
  /** The pillar of residents, who come for themselves and whom activities are for; left out, they are of none. */
  residents: Slug.optional(),
  kinds: z.array(PartyKind).min(1),
  bodies: BodiesSection.default([]),
});
export type PartyRules = z.infer<typeof PartiesSection>;
