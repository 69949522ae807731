import { z } from 'zod';
import { TrancheCheck } from './checks.section.ts';
import { BasisId, isWhole, Label, PerMille, Rupiah, Slug } from './common.section.ts';

/** A part of what is granted that may be paid out once its checks are met. */
const Tranche = z.strictObject({
  tranche: Slug,
  label: Label,
  perMille: PerMille,
  checks: z.array(TrancheCheck).default([]),
});
export type Tranche = z.infer<typeof Tranche>;

/**
 * Money that can be committed: whose, how much in a year, from which sources in which shares, and in which parts it is
 * paid out. Source: engine of models, section `purses`; paper 004, Table 4.1.
 */
const Purse = z.strictObject({
  purse: Slug,
  label: Label,
  /** The kinds of parties each of which has one, and how much it holds in a year. */
  of: z.array(z.strictObject({ party: Slug, amount: Rupiah, basis: BasisId })).min(1),
  sources: z
    .array(z.strictObject({ source: Slug, perMille: PerMille.default(1000) }))
    .min(1)
    .refine(isWhole, 'the shares do not add up to the whole (1000)'),
  /** Whether the party itself may be given money; otherwise providers alone are paid. */
  inCash: z.boolean(),
  tranches: z
    .array(Tranche)
    .min(1)
    .refine(isWhole, 'the tranches do not add up to the whole (1000)')
    .optional(),
  basis: BasisId,
});
export type Purse = z.infer<typeof Purse>;

export const PursesSection = z.array(Purse);
