import { z } from 'zod';
import { BasisId, Label, LevelName, Office, PerMille, Slug, YearWindow } from './common.section.ts';
import { PERIODS } from './due.section.ts';

/** A kind of institution whose officers come for an element: whom the sheet of attendance lists by name. */
const Invited = z.strictObject({ party: Slug, offices: z.array(Office).min(1), basis: BasisId });

/**
 * One element that must be represented. With a `roll` the forum counts the units that came (each RT or RW board once)
 * and wants `share` per mille of them; without, it wants `atLeast` heads. `invited` says whose officers come for it; others
 * are recorded by name.
 */
const QuorumElement = z
  .strictObject({
    element: Slug,
    label: Label,
    roll: z.enum(['rt', 'neighbourhood']).optional(),
    share: z.int().min(1).max(1000).optional(),
    atLeast: z.int().min(1).max(1000).optional(),
    invited: z.array(Invited).min(1).optional(),
  })
  .refine(
    (need) => (need.roll === undefined) === (need.share === undefined),
    'a roll and its share go together',
  )
  .refine((need) => (need.share === undefined) !== (need.atLeast === undefined), 'either share or atLeast');
export type QuorumElement = z.infer<typeof QuorumElement>;

/**
 * Quorum by the seats of a body: `share` per mille of the seats that are filled on the day, rounded up, or `moreThan` so
 * many, so that `moreThan: 500` is one more than half. Never fewer than `atLeast`, and never without somebody on each of
 * the seats named under `present`. Thirds are 333 and 666.
 */
const SeatsQuorum = z
  .strictObject({
    share: PerMille.optional(),
    moreThan: z.int().min(0).max(999).optional(),
    atLeast: z.int().min(1).max(200).optional(),
    present: z.array(Slug).default([]),
  })
  .refine((need) => (need.share === undefined) !== (need.moreThan === undefined), 'either share or moreThan');
export type SeatsQuorum = z.infer<typeof SeatsQuorum>;

const Quorum = z
  .strictObject({
    basis: BasisId,
    /** Whom a forum over a place must hear. */
    elements: z.array(QuorumElement).default([]),
    /** How many of its body must sit in a forum by a body. */
    seats: SeatsQuorum.optional(),
    /** Whether somebody recorded for several elements counts for each of them; else for the first alone. */
    onePersonManyElements: z.boolean().optional(),
    /** That an officer who is invited may send somebody with a written power; left out, nobody may. `each` is how many powers one person may bring. */
    proxies: z.strictObject({ each: z.int().min(1).max(100), basis: BasisId }).optional(),
  })
  .refine((rule) => rule.elements.length > 0 !== (rule.seats !== undefined), 'either elements or seats')
  .refine((rule) => !rule.proxies || rule.elements.some((need) => need.invited), {
    path: ['proxies'],
    message: 'nobody is invited who could give a power',
  });

const Outcome = z
  .strictObject({
    id: Slug,
    /** `fund` commits money of the purses behind a proposal; `accept` agrees to what no purse pays. */
    effect: z.enum(['fund', 'accept', 'escalate', 'reserve', 'reject']),
    label: Label,
    /** Whether a reason must be written; funding less than was asked always wants one. */
    reason: z.boolean(),
    /** The forum to which it passes a proposal on; without, whoever is outside the programme. */
    to: Slug.optional(),
    /** The most that it grants (rupiah): who may be granted more is decided by the forum that another outcome passes on to. */
    most: z.int().min(1).optional(),
    basis: BasisId,
  })
  .refine((outcome) => outcome.most === undefined || outcome.effect === 'fund', {
    path: ['most'],
    message: 'only what funds grants an amount',
  })
  .refine((outcome) => outcome.to === undefined || outcome.effect === 'escalate', {
    path: ['to'],
    message: 'only what escalates is passed on to another forum',
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

/** A forum that decides: over each place of a level, or the body of a place alone. Source: paper 004, §4.1.1. */
const ForumKind = z
  .strictObject({
    forum: Slug,
    /** The level of the places over which it is held, open to all; its quorum is by elements. */
    at: LevelName.optional(),
    /** The body whose members are the forum, over the place of that body; its quorum is by seats. */
    by: Slug.optional(),
    label: Label,
    basis: BasisId,
    conveners: z.array(Office).min(1),
    deciders: z.array(Office).min(1),
    window: YearWindow,
    /** How often a body has to meet; a period without a meeting is shown as such. */
    meets: z
      .strictObject({
        every: z.enum(PERIODS),
        /** How many days before a period ends its conveners are reminded, if no meeting was called in it. */
        remind: z.int().min(1).max(31).optional(),
        basis: BasisId,
      })
      .optional(),
    quorum: Quorum,
    others: Label,
    outcomes: z.array(Outcome).min(1),
    ballots: Ballots.optional(),
  })
  .refine((rules) => (rules.at === undefined) !== (rules.by === undefined), 'either at or by')
  .refine((rules) => rules.by !== undefined || rules.meets === undefined, {
    path: ['meets'],
    message: 'only a body meets regularly',
  })
  .refine((rules) => (rules.by === undefined) === (rules.quorum.seats === undefined), {
    path: ['quorum'],
    message: 'a forum by a body has its quorum by seats, any other by elements',
  });
export type ForumRules = z.infer<typeof ForumKind>;
export type QuorumRule = ForumRules['quorum'];

export const ForumsSection = z.array(ForumKind);
