import { z } from 'zod';
import { BasisId, Label, Office, Slug } from './common.section.ts';
import { MoneyRoute } from './steps.section.ts';

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
      basis: BasisId,
    })
    .optional(),
});
export type FundingRules = z.infer<typeof FundingSection>;
export type DisbursementRules = NonNullable<FundingRules['disbursement']>;
