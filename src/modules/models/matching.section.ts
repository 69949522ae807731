import { z } from 'zod';
import { BasisId, isWhole, Office, PerMille, Slug } from './common.section.ts';
import { Within } from './due.section.ts';

/** What can speak for showing an open need to a taker, each with a weight in thousandths. */
export const MATCHING_REASONS = [
  'field',
  'place',
  'form',
  'behind',
  'poverty',
  'neglect',
  'record',
  'unpromised',
] as const;
export type MatchingReason = (typeof MATCHING_REASONS)[number];

const Weight = z.int().min(0).max(1000).default(0);
const Weights = z
  .strictObject({
    /** The field of the need is one that the taker cares about. */
    field: Weight,
    /** It lies where the taker wants to be active. */
    place: Weight,
    /** The help asked for is of a form that the taker offers. */
    form: Weight,
    /** Its field has less of what was promised than its target. */
    behind: Weight,
    /** Many poor households live there. */
    poverty: Weight,
    /** Little or nothing was ever promised there. */
    neglect: Weight,
    /** Whoever brings it has handed in the reports of earlier work. */
    record: Weight,
    /** Little of it is promised by others. */
    unpromised: Weight,
  })
  .refine(
    (weights) => Object.values(weights).reduce((sum, one) => sum + one, 0) === 1000,
    'the weights do not add up to the whole (1000)',
  );

/** A kind of party that may meet needs, the offices that promise for it, and as what it brings the work that follows. */
const Taker = z.strictObject({
  party: Slug,
  offices: z.array(Office).min(1),
  brings: Slug.optional(),
});

/**
 * What its route accepted is open to takers, who offer to meet it whole or in part; a match is agreed by both sides. Sources:
 * paper 004, §4.2.1 (a company picks one request that fits its programme, uploads what realises it and discusses it with
 * the Forum); weights and targets are the city's.
 */
export const OpenToTakers = z.strictObject({
  to: z.array(Taker).min(1),
  /** The field that says in what form help is wanted, and the one that names whom it is addressed to. */
  form: Slug.optional(),
  addressed: Slug.optional(),
  /** The offices that may answer for whoever brings it, over its place. */
  onBehalf: z.array(Office).default([]),
  /** By when an offer is answered: after that it lapses and the need is free again. Without, it waits until it is answered. */
  lapses: z.strictObject({ within: Within, basis: BasisId }).optional(),
  /** The offices that see the whole and recommend. */
  steers: z.array(Office).default([]),
  weights: Weights,
  /** What share of all that is promised each field should have. */
  targets: z
    .array(z.strictObject({ about: Slug, perMille: PerMille }))
    .refine(
      (shares) => shares.length === 0 || isWhole(shares),
      'the shares do not add up to the whole (1000)',
    )
    .default([]),
  basis: BasisId,
});
export type OpenToTakers = z.infer<typeof OpenToTakers>;
export type Taker = z.infer<typeof Taker>;
