import type { Actor, Visitor } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import { isRefusal, type Refusal, refusalIn, refuse } from '#kernel/refusal.ts';
import { type Organization, partiesIn } from '#modules/actors/index.ts';
import { type DepositRules, type Model, purseNamed } from '#modules/models/index.ts';
import { periodsOf } from '#modules/obligations/index.ts';
import { type Program, programById, yearsOf } from '#modules/programs/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { mayRecordDeposit } from './deposit.ts';
import { type ReadableDeposit, readableDeposit } from './deposits-read.service.ts';
import { leviesByPeriod, leviesOwed, type OwedLevy, type SummedPeriod } from './levies-owed.service.ts';
import { fundById, type SourceInFund, sourcesOfFund } from './purse.store.ts';
import type { Purse } from './purse.ts';
import { mayReviewNow } from './review-voucher.service.ts';
import { type ListedDeposit, listDeposits } from './voucher.store.ts';

/** A deposit as its reader may see it, and may examine it. */
export type ExaminableDeposit = ReadableDeposit & {
  /** Whether the reader may examine it now; undefined for those who hold no office for it. */
  readonly review: Refusal | 'may' | undefined;
  /** The rules by which it is examined. */
  readonly model: Model;
};

/** The fund of a programme: what came from where, who paid in, and what its reader may write down. */
export type FundOverview = {
  readonly program: Program;
  readonly fund: Purse;
  readonly sources: readonly SourceInFund[];
  readonly deposits: readonly ExaminableDeposit[];
  readonly next: Id | undefined;
  /** What became of its levies by period, in sums that everybody reads; `left` is still to be paid (rupiah). */
  readonly periods: readonly SummedPeriod[];
  /** Who owes it what, as far as its reader may know, the first due first, and whether there is more than is shown. */
  readonly levies: readonly OwedLevy[];
  readonly moreLevies: boolean;
  /** The ways of paying in whose money the reader may write down, each with who may have paid and for which periods. */
  readonly ways: readonly {
    readonly rules: DepositRules;
    readonly payers: readonly Organization[];
    readonly periods: readonly string[];
    /** What keeps the reader from it now, though it is their office. */
    readonly refusal: Refusal | undefined;
  }[];
};

const DEPOSITS = 50;
const LEVIES = 50;
/** As many parties as a list to choose from bears. */
const PAYERS = 500;

/** Reads a fund; refused where there is none. */
export async function fundOverview(
  tx: Tx,
  viewer: Actor | Visitor,
  id: Id,
  before: Id | undefined,
  secondFactor: 'required' | 'optional',
): Promise<FundOverview | Refusal> {
  const fund = await fundById(tx, id);
  if (!fund) return refuse('access.not-found');
  const program = await programById(tx, fund.program);
  const rows = await listDeposits(tx, fund.id, DEPOSITS + 1, before);
  const deposits = [];
  for (const one of rows.slice(0, DEPOSITS)) {
    deposits.push(await readable(tx, viewer, program, one, secondFactor));
  }
  const ways = [];
  for (const rules of purseNamed(program.model, fund.purse).deposits) {
    if (viewer.person === undefined) break;
    const refusal = refusalIn(mayRecordDeposit(viewer, program, rules, secondFactor));
    if (refusal?.refusal === 'access.office') continue;
    const periods = rules.owed ? periodsOf(rules.owed.due, yearsOf(program)) : [];
    ways.push({
      rules,
      refusal,
      // Who has left may still pay what it owed.
      payers: await partiesIn(tx, program, rules.from, PAYERS, 'ever'),
      periods: periods.map((one) => one.occasion),
    });
  }
  const levies = await leviesOwed(tx, viewer, fund.id, LEVIES + 1);
  const periods = await leviesByPeriod(tx, fund.id);
  if (isRefusal(levies)) return levies;
  if (isRefusal(periods)) return periods;
  return {
    program,
    fund,
    sources: await sourcesOfFund(tx, fund.id),
    deposits,
    next: rows.length > DEPOSITS ? rows[DEPOSITS - 1]?.id : undefined,
    periods,
    levies: levies.slice(0, LEVIES),
    moreLevies: levies.length > LEVIES,
    ways,
  };
}

async function readable(
  tx: Tx,
  viewer: Actor | Visitor,
  today: Program,
  deposit: ListedDeposit,
  secondFactor: 'required' | 'optional',
): Promise<ExaminableDeposit> {
  const waits = deposit.state === 'recorded';
  const program =
    waits || deposit.route.length > 1 ? await programById(tx, today.id, deposit.recordedAt) : today;
  const refusal =
    viewer.person === undefined || !waits
      ? undefined
      : (refusalIn(await mayReviewNow(tx, viewer, { secondFactor }, program, deposit, undefined)) ?? 'may');
  return {
    ...readableDeposit(viewer, today, deposit),
    review: isRefusal(refusal) && refusal.refusal === 'access.office' ? undefined : refusal,
    model: program.model,
  };
}
