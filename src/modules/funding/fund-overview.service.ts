import type { Actor, Visitor } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import { seesWithheld } from '#kernel/readable.ts';
import { isRefusal, type Refusal, refusalIn, refuse } from '#kernel/refusal.ts';
import { type Organization, organizationsIn } from '#modules/actors/index.ts';
import { type DepositRules, purseNamed } from '#modules/models/index.ts';
import { type Program, programById } from '#modules/programs/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { type ListedDeposit, listDeposits, type SourceInFund, sourcesOfFund } from './deposit.store.ts';
import { depositRules, mayRecordDeposit, mayReviewDeposit } from './deposit.ts';
import { fundById } from './purse.store.ts';
import type { Purse } from './purse.ts';

/** A deposit as its reader may see it: the number of its receipt only for those who look after the money. */
export type ReadableDeposit = Omit<ListedDeposit, 'receiptNumber'> & {
  readonly receiptNumber: string | null;
  /** Whether the reader may examine it now; undefined for those who hold no office for it. */
  readonly review: Refusal | 'may' | undefined;
};

/** The fund of a programme: what came from where, who paid in, and what its reader may write down. */
export type FundOverview = {
  readonly program: Program;
  readonly fund: Purse;
  readonly sources: readonly SourceInFund[];
  readonly deposits: readonly ReadableDeposit[];
  readonly next: Id | undefined;
  /** The ways of paying in whose money the reader may write down, each with who may have paid. */
  readonly ways: readonly {
    readonly rules: DepositRules;
    readonly payers: readonly Organization[];
    /** What keeps the reader from it now, though it is their office. */
    readonly refusal: Refusal | undefined;
  }[];
};

const DEPOSITS = 50;
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
  const ways = [];
  for (const rules of purseNamed(program.model, fund.purse).deposits) {
    if (viewer.person === undefined) break;
    const refusal = refusalIn(mayRecordDeposit(viewer, program, rules, secondFactor));
    if (refusal?.refusal === 'access.office') continue;
    ways.push({ rules, refusal, payers: await organizationsIn(tx, program.region, rules.from, PAYERS) });
  }
  return {
    program,
    fund,
    sources: await sourcesOfFund(tx, fund.id),
    deposits: rows.slice(0, DEPOSITS).map((one) => readable(viewer, program, fund, one, secondFactor)),
    next: rows.length > DEPOSITS ? rows[DEPOSITS - 1]?.id : undefined,
    ways,
  };
}

function readable(
  viewer: Actor | Visitor,
  program: Program,
  fund: Purse,
  { receiptNumber, ...deposit }: ListedDeposit,
  secondFactor: 'required' | 'optional',
): ReadableDeposit {
  const sees = seesWithheld(viewer, 'receipt', { place: program.region, organization: deposit.organization });
  return {
    ...deposit,
    receiptNumber: sees ? receiptNumber : null,
    review: viewer.person === undefined ? undefined : reviewing(viewer, program, fund, deposit, secondFactor),
  };
}

function reviewing(
  actor: Actor,
  program: Program,
  fund: Purse,
  deposit: Omit<ListedDeposit, 'receiptNumber'>,
  secondFactor: 'required' | 'optional',
): ReadableDeposit['review'] {
  const rules = depositRules(program, fund.purse, deposit.source);
  if (deposit.state !== 'recorded' || isRefusal(rules)) return undefined;
  const refusal = refusalIn(mayReviewDeposit(actor, program, rules, deposit, secondFactor));
  return refusal?.refusal === 'access.office' ? undefined : (refusal ?? 'may');
}
