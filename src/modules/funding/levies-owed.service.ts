import type { Actor, Visitor } from '#kernel/actor.ts';
import type { IsoDate } from '#kernel/date.ts';
import type { Id } from '#kernel/id.ts';
import type { Rupiah } from '#kernel/money.ts';
import { isRefusal, type Refusal, refuse } from '#kernel/refusal.ts';
import { organizationsById } from '#modules/actors/index.ts';
import { levyOf } from '#modules/models/index.ts';
import { isOverdue, mayWaive, openOn, programsRead } from '#modules/obligations/index.ts';
import { programById } from '#modules/programs/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { type LevyPeriod, levyPeriods, paidByPayers } from './levy.store.ts';
import { leftOfLevy, readsArrearsOf } from './levy.ts';
import { fundById } from './purse.store.ts';

/** What a party owes to a fund for one period, and what is left of it (rupiah). */
export type OwedLevy = {
  readonly id: Id;
  readonly source: string;
  readonly occasion: string;
  readonly organization: Id;
  readonly organizationName: string;
  readonly dueOn: IsoDate;
  readonly overdue: boolean;
  readonly owed: Rupiah;
  readonly left: Rupiah;
  /** Recorded as paid and not examined yet. */
  readonly waiting: Rupiah;
  readonly mayWaive: boolean;
};

/** What became of a levy for one period, with what is still to be paid (rupiah). */
export type SummedPeriod = Omit<LevyPeriod, 'ruledSince' | 'paidByOpen'> & { readonly left: Rupiah };

/**
 * Who owes a fund what and has not paid all of it, the first due first, behind the one that `after` names: everybody for
 * officers over the whole programme, each institution's own for its officers, nobody for others. Refused where there is
 * no such fund.
 */
export async function leviesOwed(
  tx: Tx,
  viewer: Actor | Visitor,
  purse: Id,
  limit: number,
  after?: { readonly dueOn: IsoDate; readonly id: Id },
): Promise<OwedLevy[] | Refusal> {
  const fund = await fundById(tx, purse);
  if (!fund) return refuse('access.not-found');
  const program = await programById(tx, fund.program);
  const owing = readsArrearsOf(viewer, program);
  if (owing !== 'all' && owing.length === 0) return [];
  const open = (await openOn(tx, fund.id, limit, owing === 'all' ? undefined : owing, after)).flatMap(
    (one) => (one.organization === null ? [] : [{ ...one, organization: one.organization }]),
  );
  const payers = [...new Set(open.map((one) => one.organization))];
  const names = await organizationsById(tx, payers);
  const paid = await paidByPayers(tx, fund.id, payers);
  const read = programsRead(tx);
  const levies: OwedLevy[] = [];
  for (const one of open) {
    const { model } = await read(one);
    const { amount } = levyOf(model, one.kind);
    const [, source = ''] = one.kind.split('/');
    const { organization, occasion } = one;
    const came = paid.find(
      (each) => each.payer === organization && each.source === source && each.occasion === occasion,
    );
    levies.push({
      id: one.id,
      source,
      occasion,
      organization,
      organizationName: names.get(organization)?.name ?? '',
      dueOn: one.dueOn,
      overdue: isOverdue(one, tx.today),
      owed: amount,
      left: leftOfLevy(amount, [came?.approved ?? 0n]),
      waiting: came?.waiting ?? 0n,
      mayWaive: viewer.person !== undefined && !isRefusal(mayWaive(viewer, model, one)),
    });
  }
  return levies;
}

/** What became of the levies of a fund by period, in sums that everybody reads, the newest first; refused where there is none. */
export async function leviesByPeriod(tx: Tx, purse: Id): Promise<SummedPeriod[] | Refusal> {
  const fund = await fundById(tx, purse);
  if (!fund) return refuse('access.not-found');
  const read = programsRead(tx);
  const periods = new Map<string, SummedPeriod>();
  for (const { ruledSince, paidByOpen, ...one } of await levyPeriods(tx, fund)) {
    const { model } = await read({ program: fund.program, ruledSince });
    const { amount } = levyOf(model, `${fund.purse}/${one.source}`);
    const key = `${one.source} ${one.occasion}`;
    const before = periods.get(key) ?? { ...one, ...NOTHING };
    // Who joined later may owe it by other rules: they are counted with the others.
    periods.set(key, {
      ...before,
      parties: before.parties + one.parties,
      met: before.met + one.met,
      excused: before.excused + one.excused,
      open: before.open + one.open,
      late: before.late + one.late,
      paid: before.paid + one.paid,
      left: before.left + amount * BigInt(one.open) - paidByOpen,
    });
  }
  return [...periods.values()];
}

const NOTHING = { parties: 0, met: 0, excused: 0, open: 0, late: 0, paid: 0n, left: 0n };
