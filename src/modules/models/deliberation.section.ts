import { z } from 'zod';
import { BasisId, Label, LevelName, Office, Slug, YearWindow } from './common.section.ts';

/**
 * One element that must be represented. With a `roll` the forum counts the units that came (each RT or RW board once)
 * and wants `share` per mille of them; without, it wants `atLeast` heads.
 */
const QuorumElement = z
  .strictObject({
    element: Slug,
    label: Label,
    roll: z.enum(['rt', 'neighbourhood']).optional(),
    share: z.int().min(1).max(1000).optional(),
    atLeast: z.int().min(1).max(1000).optional(),
  })
  .refine(
    (need) => (need.roll === undefined) === (need.share === undefined),
    'a roll and its share go together',
  )
  .refine((need) => (need.share === undefined) !== (need.atLeast === undefined), 'either share or atLeast');
export type QuorumElement = z.infer<typeof QuorumElement>;

const Outcome = z.strictObject({
  id: Slug,
  effect: z.enum(['fund', 'escalate', 'reserve', 'reject']),
  label: Label,
  /** Whether a reason must be written; funding less than was asked always wants one. */
  reason: z.boolean(),
  /** Where an escalated proposal goes. */
  to: LevelName.optional(),
  basis: BasisId,
});
export type Outcome = z.infer<typeof Outcome>;

/** The forum that decides. Source: paper 004, §4.1.1. */
export const DeliberationSection = z.strictObject({
  level: LevelName,
  name: Label,
  basis: BasisId,
  conveners: z.array(Office).min(1),
  deciders: z.array(Office).min(1),
  window: YearWindow,
  quorum: z.strictObject({ basis: BasisId, elements: z.array(QuorumElement).min(1) }),
  others: Label,
  outcomes: z.array(Outcome).min(1),
});
export type ForumRules = z.infer<typeof DeliberationSection>;
export type QuorumRule = ForumRules['quorum'];
