import { z } from 'zod';
import { BasisId, Label, LevelName, Office, Slug } from './common.section.ts';

/** A seat of a body, of which there are one or several. Rules name it as an office: `forum-mitra/chair`. */
const Seat = z.strictObject({
  seat: Slug,
  label: Label,
  count: z.int().min(1).max(200).default(1),
  /** The side of the partnership for which whoever sits there speaks, where the seat is that of one side. */
  pillar: Slug.optional(),
});

/** A body with seats, filled by decree for a term: a forum of partners, a working group, a jury. */
const Body = z.strictObject({
  body: Slug,
  label: Label,
  /** One stands at every place of this level at most; it is formed when it is wanted. */
  at: LevelName.default('regency'),
  /** For how many years people are put into its seats; they lapse with it. */
  term: z.strictObject({ years: z.int().min(1).max(20), by: z.enum(['decree']), basis: BasisId }),
  seats: z.array(Seat).min(1),
  /** Offices that form it and fill its seats; without any the operator does. */
  keptBy: z.array(Office).default([]),
  basis: BasisId,
});
export type BodyRules = z.infer<typeof Body>;

export const BodiesSection = z.array(Body);
