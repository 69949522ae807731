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
  /** The forum to which it passes a proposal on; without, whoever is outside the programme. */
  to: Slug.optional(),
  basis: BasisId,
});
export type Outcome = z.infer<typeof Outcome>;

/** What people write on a ballot: the proposals they support, points, or an order. */
export const BALLOT_KINDS = ['approval', 'points', 'ranking'] as const;

/** Ways of reading the same ballots that a forum can lay side by side; `src/analysis/allocation` says what each does. */
export const ALLOCATION_RULES = [
  'priority',
  'score',
  'greedy',
  'greedy-per-rupiah',
  'borda',
  'knapsack',
  'phragmen',
  'equal-shares',
  'equal-shares-count',
] as const;
export type AllocationRule = (typeof ALLOCATION_RULES)[number];

/** A share of the money, in per mille, kept for a nature of proposals or for a scope of the catalogue. */
const MinimumShare = z.strictObject({
  field: Slug,
  perMille: z.int().min(1).max(1000),
  label: Label,
  basis: BasisId,
});

/**
 * Secret ballots over the proposals of a forum. What they come to stands beside the agenda; the forum decides. A model
 * without this section offers no vote. Sources: paper 004, §2.3 (voting as one way of taking part); for the rules the
 * literature on participatory budgeting that `src/analysis/allocation` cites.
 */
const Ballots = z
  .strictObject({
    basis: BasisId,
    /** Offices that open and close the vote, hand out codes and type slips in. */
    officers: z.array(Office).min(1),
    kinds: z.array(z.enum(BALLOT_KINDS)).min(1),
    /** Points that one ballot shares out; only where ballots with points are offered. */
    points: z.int().min(1).max(1000).optional(),
    rules: z.array(z.enum(ALLOCATION_RULES)).min(1),
    /** A proposal that fewer ballots support is not funded by any rule; 0 for none. */
    minimumSupport: z.int().min(0).max(10_000).default(0),
    minimumShares: z.array(MinimumShare).default([]),
    /** Who goes first when ballots cannot tell two proposals apart: the order of the slip, or lower cost, then more votes. */
    tie: z.enum(['slip', 'cost-votes']),
  })
  .superRefine((ballots, context) => {
    if (ballots.kinds.includes('points') !== (ballots.points !== undefined)) {
      context.addIssue({
        code: 'custom',
        path: ['points'],
        message: 'points and ballots with points go together',
      });
    }
    const lists: [string, readonly string[]][] = [
      ['kinds', ballots.kinds],
      ['rules', ballots.rules],
    ];
    for (const [name, values] of lists) {
      values.forEach((value, i) => {
        if (values.indexOf(value) < i)
          context.addIssue({ code: 'custom', path: [name, i], message: `"${value}" is listed twice` });
      });
    }
    const total = ballots.minimumShares.reduce((sum, one) => sum + one.perMille, 0);
    if (total > 1000) {
      context.addIssue({
        code: 'custom',
        path: ['minimumShares'],
        message: 'together more than the whole (1000)',
      });
    }
  });
export type BallotRules = z.infer<typeof Ballots>;

/** A forum that decides. Source: paper 004, §4.1.1. */
const ForumKind = z.strictObject({
  forum: Slug,
  at: LevelName,
  label: Label,
  basis: BasisId,
  conveners: z.array(Office).min(1),
  deciders: z.array(Office).min(1),
  window: YearWindow,
  quorum: z.strictObject({
    basis: BasisId,
    elements: z.array(QuorumElement).min(1),
    /** Whether somebody recorded for several elements counts for each of them; else for the first alone. */
    onePersonManyElements: z.boolean().optional(),
  }),
  others: Label,
  outcomes: z.array(Outcome).min(1),
  ballots: Ballots.optional(),
});
export type ForumRules = z.infer<typeof ForumKind>;
export type QuorumRule = ForumRules['quorum'];

export const ForumsSection = z.array(ForumKind);
