import { sql } from 'kysely';
import type { IsoDate } from '#kernel/date.ts';
import type { Id } from '#kernel/id.ts';
import type { Rupiah } from '#kernel/money.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';

/** What one party pays for one period, as money of one source. */
type ForPeriod = {
  readonly purse: Id;
  readonly source: string;
  readonly organization: Id;
  readonly occasion: string;
};

/** What a party, and those that are one with it, paid for a period: approved, and still to be examined (rupiah). */
export async function paidForPeriod(
  tx: Tx,
  { purse, source, organization, occasion }: ForPeriod,
): Promise<{ readonly approved: Rupiah; readonly waiting: Rupiah }> {
  const found = await sql<{ approved: Rupiah; waiting: Rupiah }>`
    select coalesce(sum(v.amount) filter (where v.state = 'approved'), 0)::int8 as approved,
      coalesce(sum(v.amount) filter (where v.state = 'recorded'), 0)::int8 as waiting
    from voucher v join organization_card o on o.tenant_id = ${tx.tenant} and o.id = v.organization_id
    where v.tenant_id = ${tx.tenant} and v.kind = 'deposit' and v.purse_id = ${purse} and v.source = ${source}
      and v.occasion = ${occasion} and (o.id = ${organization} or o.merged_into = ${organization})`.execute(
    tx.sql,
  );
  return found.rows[0] ?? { approved: 0n, waiting: 0n };
}

/** What was paid of one period: by whom, as money of which source. */
export type PaidOfPeriod = {
  readonly payer: Id;
  readonly source: string;
  readonly occasion: string;
  readonly approved: Rupiah;
  readonly waiting: Rupiah;
};

/** What these parties, and those that are one with them, paid into a fund for its periods (rupiah). */
export async function paidByPayers(tx: Tx, purse: Id, payers: readonly Id[]): Promise<PaidOfPeriod[]> {
  const found = await sql<PaidOfPeriod>`
    select coalesce(o.merged_into, o.id) as payer, coalesce(v.source, '') as source, coalesce(v.occasion, '') as occasion,
      coalesce(sum(v.amount) filter (where v.state = 'approved'), 0)::int8 as approved,
      coalesce(sum(v.amount) filter (where v.state = 'recorded'), 0)::int8 as waiting
    from voucher v join organization_card o on o.tenant_id = ${tx.tenant} and o.id = v.organization_id
    where v.tenant_id = ${tx.tenant} and v.kind = 'deposit' and v.purse_id = ${purse} and v.occasion <> ''
      and coalesce(o.merged_into, o.id) = any(${[...payers]}::uuid[])
    group by 1, 2, 3`.execute(tx.sql);
  return found.rows;
}

/** What became of a levy for one period: how many owed it, how many met it, and how much was paid. */
export type LevyPeriod = {
  readonly source: string;
  readonly occasion: string;
  readonly dueOn: IsoDate;
  /** The moment by whose rules it is owed: those who join later may owe it by others. */
  readonly ruledSince: Date;
  readonly parties: number;
  readonly met: number;
  readonly excused: number;
  /** Who has not met it: how many, of whom how many are past the day, and what they paid of it so far (rupiah). */
  readonly open: number;
  readonly late: number;
  readonly paidByOpen: Rupiah;
  /** What was paid for the period by everybody (rupiah). */
  readonly paid: Rupiah;
};

/** The periods of the levies of a fund that are over, the newest first. */
export async function levyPeriods(
  tx: Tx,
  fund: { readonly id: Id; readonly purse: string },
): Promise<LevyPeriod[]> {
  const found = await sql<LevyPeriod>`
    with paid as (
      select coalesce(o.merged_into, o.id) as payer, v.source, v.occasion, sum(v.amount) as amount
      from voucher v join organization_card o on o.tenant_id = ${tx.tenant} and o.id = v.organization_id
      where v.tenant_id = ${tx.tenant} and v.purse_id = ${fund.id} and v.kind = 'deposit' and v.state = 'approved'
        and v.occasion <> ''
      group by 1, 2, 3
    )
    select coalesce(split_part(b.kind, '/', 2), '') as source, b.occasion, min(b.due_on) as "dueOn", b.ruled_since as "ruledSince", count(*)::int as parties,
      count(*) filter (where b.state = 'fulfilled')::int as met, count(*) filter (where b.state = 'waived')::int as excused,
      count(*) filter (where b.state = 'open')::int as open,
      count(*) filter (where b.state = 'open' and b.due_on < ${tx.today}::date)::int as late,
      coalesce(sum(p.amount) filter (where b.state = 'open'), 0)::int8 as "paidByOpen",
      coalesce(sum(p.amount), 0)::int8 as paid
    from obligation_card b
    left join paid p on p.payer = b.organization_id and p.occasion = b.occasion and p.source = split_part(b.kind, '/', 2)
    where b.tenant_id = ${tx.tenant} and b.subject_id = ${fund.id} and b.subject_type = 'purse' and b.state <> 'lapsed'
      and b.starts_on < ${tx.today}::date
    group by b.kind, b.occasion, b.ruled_since order by max(b.starts_on) desc, b.kind, b.ruled_since limit 500`.execute(
    tx.sql,
  );
  return found.rows;
}
