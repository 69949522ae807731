import { z } from 'zod';
import { TrancheCheck } from './checks.section.ts';
import { BasisId, isWhole, Label, Office, PerMille, Rupiah, Slug } from './common.section.ts';
import { Due } from './due.section.ts';
import { MoneyRoute } from './steps.section.ts';

/** A part of what is granted that may be paid out once its checks are met. */
const Tranche = z.strictObject({
  tranche: Slug,
  label: Label,
  perMille: PerMille,
  checks: z.array(TrancheCheck).default([]),
});
export type Tranche = z.infer<typeof Tranche>;

/** What each of those who pay in owes for each period, and by when. */
const Levy = z
  .strictObject({ amount: Rupiah, due: Due, basis: BasisId })
  .superRefine(({ amount, due }, context) => {
    const wrong = (path: (string | number)[], message: string) =>
      context.addIssue({ code: 'custom', path, message });
    if (amount === 0n) wrong(['amount'], 'owes nothing');
    if ('after' in due) wrong(['due', 'after'], 'events happen to activities: use "every" or "on"');
    if ('or' in due && due.or) wrong(['due', 'or'], 'nothing is written where money is owed');
  });

export type Levy = z.infer<typeof Levy>;

/** What some parties pay into a fund: as money of which source, written down by whom, and examined by whom. */
const DepositRules = z.strictObject({
  source: Slug,
  from: z.array(Slug).min(1),
  record: z.array(Office).min(1),
  route: MoneyRoute,
  /** Where it is a levy: what everybody who pays in owes. */
  owed: Levy.optional(),
  basis: BasisId,
});
export type DepositRules = z.infer<typeof DepositRules>;

/** What a giver spends itself: who of it writes down what was paid, and who examines that. */
const SpendingRules = z.strictObject({ record: z.array(Office).min(1), route: MoneyRoute, basis: BasisId });
export type SpendingRules = z.infer<typeof SpendingRules>;

/**
 * What becomes of money that nobody was granted, once the last year of the programme is over: it lapses, or is carried
 * over to the same purse of the programme of the year after. With `by` one of these offices says so; without, it happens
 * by itself. Sources: PP 12/2019 (SiLPA); engine of models, section `purses`.
 */
const YearEnd = z.strictObject({
  does: z.enum(['lapse', 'carry-over']),
  by: z.array(Office).min(1).optional(),
  basis: BasisId,
});
export type YearEnd = z.infer<typeof YearEnd>;

/**
 * Money that can be committed: whose, how much in a year, from which sources in which shares, and in which parts it is
 * paid out. Source: engine of models, section `purses`; paper 004, Table 4.1.
 */
const PurseRules = z
  .strictObject({
    purse: Slug,
    label: Label,
    /** The kinds of parties each of which has one, and how much it holds in a year. */
    of: z
      .array(
        z
          .strictObject({
            party: Slug,
            amount: Rupiah.default(0n),
            /** It holds what its party pledged itself, in filings with `effect: pledges`. */
            pledged: z.literal(true).optional(),
            basis: BasisId,
          })
          .refine(({ amount, pledged }) => amount > 0n !== (pledged ?? false), 'either an amount or pledged'),
      )
      .min(1)
      .optional(),
    /** One for the whole programme: what it holds in a year, and how much of it one proposal may be granted at most. */
    fund: z.strictObject({ amount: Rupiah, most: Rupiah.optional(), basis: BasisId }).optional(),
    /** Where that money comes from, in shares. */
    sources: z.array(z.strictObject({ source: Slug, perMille: PerMille.default(1000) })).default([]),
    /** What is paid into a fund beside it. */
    deposits: z.array(DepositRules).default([]),
    /** Whether the party itself may be given money; otherwise providers alone are paid. */
    inCash: z.boolean(),
    /** Whether it passes through the city's cash, or whose it is spends it and tells. */
    paid: z.enum(['through-cash', 'by-giver']).default('through-cash'),
    spending: SpendingRules.optional(),
    atYearEnd: YearEnd.optional(),
    tranches: z
      .array(Tranche)
      .min(1)
      .refine(isWhole, 'the tranches do not add up to the whole (1000)')
      .optional(),
    basis: BasisId,
  })
  .superRefine((purse, context) => {
    const wrong = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message });
    if ((purse.of === undefined) === (purse.fund === undefined)) {
      wrong('of', 'a purse is either of kinds of parties or the fund of the programme');
    }
    const giver = purse.paid === 'by-giver';
    if (giver !== (purse.spending !== undefined)) {
      wrong(
        'spending',
        giver ? 'who records what the giver spent, and who examines it?' : 'goes with "paid: by-giver"',
      );
    }
    if (giver && purse.fund) wrong('paid', 'a fund belongs to nobody who could spend it');
    if (giver && purse.tranches) wrong('tranches', 'nothing is paid out of what the giver spends itself');
    if (purse.of && purse.deposits.length > 0) wrong('deposits', 'only a fund is paid into');
    const given = purse.of !== undefined || (purse.fund !== undefined && purse.fund.amount > 0n);
    if (given && !isWhole(purse.sources)) wrong('sources', 'the shares do not add up to the whole (1000)');
    if (!given && purse.sources.length > 0) wrong('sources', 'nothing is given to it');
    if (!given && purse.deposits.length === 0) wrong('fund', 'holds nothing, and nobody pays in');
  });
export type PurseRules = z.infer<typeof PurseRules>;

export const PursesSection = z.array(PurseRules);
