import { z } from 'zod';
import { BasisId, Label, LevelName, Office, PerMille, Slug } from './common.section.ts';
import { MoneyRoute } from './steps.section.ts';

/**
 * A paper of the office that a payment stands on, by its number and day: a request, an order, the treasury's own. `at` is
 * whose series its numbers are of: one of each kelurahan, or one of the whole city. One that is not `required` is told where
 * it was issued: a payment out of the treasurer's own advance has none.
 */
const PaymentPaper = z.strictObject({
  paper: Slug,
  label: Label,
  at: LevelName,
  required: z.boolean().default(true),
  basis: BasisId,
});
export type PaymentPaper = z.infer<typeof PaymentPaper>;

/** A kind of tax that may be withheld of a payment. Its rate helps whoever types the amount; nothing is reckoned by it. */
const WithheldTax = z.strictObject({
  tax: Slug,
  label: Label,
  perMille: PerMille.optional(),
  basis: BasisId,
});
export type WithheldTax = z.infer<typeof WithheldTax>;

/** Where money comes from and whose hands it passes. Source: paper 004, §4.1.1 (budget user, authorised budget user). */
export const FundingSection = z.strictObject({
  sources: z.array(z.strictObject({ source: Slug, label: Label, basis: BasisId })).min(1),
  holders: z
    .array(z.strictObject({ office: Office, role: Label, secondFactor: z.boolean(), basis: BasisId }))
    .min(1),
  /** Who records what is paid through the city's cash; without, every purse is spent by its giver. */
  disbursement: z
    .strictObject({
      record: z.array(Office).min(1),
      /** Who examines a payment, and money that comes back of one. */
      route: MoneyRoute,
      /** Which papers a payment wants, in the order in which they are issued; it is paid on the day of the last or later. */
      papers: z.array(PaymentPaper).max(6).default([]),
      /** What of a payment may be withheld for the state, so that the provider receives less. */
      taxes: z.array(WithheldTax).max(20).default([]),
      basis: BasisId,
    })
    .optional(),
});
export type FundingRules = z.infer<typeof FundingSection>;
export type DisbursementRules = NonNullable<FundingRules['disbursement']>;
