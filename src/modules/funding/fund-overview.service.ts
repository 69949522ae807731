import type { Actor, Visitor } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import type { Rupiah } from '#kernel/money.ts';
import { isRefusal, type Refusal, refusalIn, refuse } from '#kernel/refusal.ts';
import { type Organization, organizationsById, organizationsIn } from '#modules/actors/index.ts';
import { type DepositRules, levyOf, type Model, purseNamed } from '#modules/models/index.ts';
import { isOverdue, mayWaive, openOn, periodsOf, programsRead } from '#modules/obligations/index.ts';
import { type Program, programById, yearsOf } from '#modules/programs/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { mayRecordDeposit } from './deposit.ts';
import { type LevyPeriod, levyPeriods, paidForPeriod } from './levy.store.ts';
import { leftOfLevy, readsArrearsOf } from './levy.ts';
import { fundById, type SourceInFund, sourcesOfFund } from './purse.store.ts';
import type { Purse } from './purse.ts';
import { mayReviewNow, placeOf } from './review-voucher.service.ts';
import { type ListedDeposit, listDeposits } from './voucher.store.ts';
import { readableVoucher } from './voucher.ts';

/** A deposit as its reader may see it: its paper only for those who look after the money, and for who paid. */
export type ReadableDeposit = ReturnType<typeof readableVoucher<ListedDeposit>> & {
  /** Whether the reader may examine it now; undefined for those who hold no office for it. */
  readonly review: Refusal | 'may' | undefined;
  /** The rules by which it is examined. */
  readonly model: Model;
};

/** A levy that is not paid in full though its period is over. */
export type OwedLevy = {
  readonly id: Id;
  readonly source: string;
  readonly occasion: string;
  readonly organization: Id;
  readonly organizationName: string;
  readonly dueOn: string;
  readonly overdue: boolean;
  /** Of what is owed: what is still to be paid, and what of it was recorded and waits to be examined (rupiah). */
  readonly owed: Rupiah;
  readonly left: Rupiah;
  readonly waiting: Rupiah;
  /** Whether the reader may excuse it. */
  readonly mayWaive: boolean;
};

/** What became of a levy for one period, with what is still to be paid (rupiah). */
export type SummedPeriod = Omit<LevyPeriod, 'ruledSince' | 'paidByOpen'> & { readonly left: Rupiah };

/** The fund of a programme: what came from where, who paid in, and what its reader may write down. */
export type FundOverview = {
  readonly program: Program;
  readonly fund: Purse;
  readonly sources: readonly SourceInFund[];
  readonly deposits: readonly ReadableDeposit[];
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
      payers: await organizationsIn(tx, program.region, rules.from, PAYERS),
      periods: periods.map((one) => one.occasion),
    });
  }
  const levies = await leviesOf(tx, viewer, program, fund);
  return {
    program,
    fund,
    sources: await sourcesOfFund(tx, fund.id),
    deposits,
    next: rows.length > DEPOSITS ? rows[DEPOSITS - 1]?.id : undefined,
    periods: await periodsIn(tx, program, fund),
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
): Promise<ReadableDeposit> {
  const waits = deposit.state === 'recorded';
  const program =
    waits || deposit.route.length > 1 ? await programById(tx, today.id, deposit.recordedAt) : today;
  const refusal =
    viewer.person === undefined || !waits
      ? undefined
      : (refusalIn(await mayReviewNow(tx, viewer, { secondFactor }, program, deposit, undefined)) ?? 'may');
  return {
    ...readableVoucher(viewer, placeOf(program, deposit, undefined), deposit),
    review: isRefusal(refusal) && refusal.refusal === 'access.office' ? undefined : refusal,
    model: program.model,
  };
}

/** The periods of the levies of a fund; who joined later is counted with the others. */
async function periodsIn(tx: Tx, { id }: Program, fund: Purse): Promise<SummedPeriod[]> {
  const read = programsRead(tx);
  const periods = new Map<string, SummedPeriod>();
  for (const { ruledSince, paidByOpen, ...one } of await levyPeriods(tx, fund)) {
    const { model } = await read({ program: id, ruledSince });
    const { amount } = levyOf(model, `${fund.purse}/${one.source}`);
    const left = amount * BigInt(one.open) - paidByOpen;
    const key = `${one.source} ${one.occasion}`;
    const before = periods.get(key) ?? {
      ...one,
      parties: 0,
      met: 0,
      excused: 0,
      open: 0,
      late: 0,
      paid: 0n,
      left: 0n,
    };
    periods.set(key, {
      ...before,
      parties: before.parties + one.parties,
      met: before.met + one.met,
      excused: before.excused + one.excused,
      open: before.open + one.open,
      late: before.late + one.late,
      paid: before.paid + one.paid,
      left: before.left + left,
    });
  }
  return [...periods.values()];
}

async function leviesOf(tx: Tx, viewer: Actor | Visitor, program: Program, fund: Purse): Promise<OwedLevy[]> {
  const owing = readsArrearsOf(viewer, program);
  const open = await openOn(tx, fund.id, LEVIES + 1, owing === 'all' ? undefined : owing);
  const names = await organizationsById(
    tx,
    open.flatMap((one) => (one.organization === null ? [] : [one.organization])),
  );
  const read = programsRead(tx);
  const levies: OwedLevy[] = [];
  for (const one of open) {
    if (one.organization === null) continue;
    const { amount } = levyOf((await read(one)).model, one.kind);
    const [, source = ''] = one.kind.split('/');
    const { organization, occasion } = one;
    const paid = await paidForPeriod(tx, { purse: fund.id, source, organization, occasion });
    levies.push({
      id: one.id,
      source,
      occasion,
      organization,
      organizationName: names.get(organization)?.name ?? '',
      dueOn: one.dueOn,
      overdue: isOverdue(one, tx.today),
      owed: amount,
      left: leftOfLevy(amount, [paid.approved]),
      waiting: paid.waiting,
      mayWaive: viewer.person !== undefined && !isRefusal(mayWaive(viewer, (await read(one)).model, one)),
    });
  }
  return levies;
}
