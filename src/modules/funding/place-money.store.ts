import { sql } from 'kysely';
import type { IsoDate } from '#kernel/date.ts';
import type { Id } from '#kernel/id.ts';
import type { Rupiah } from '#kernel/money.ts';
import { ancestor, levelOf, type RegionCode } from '#kernel/region.ts';
import { inArea } from '#platform/database/in-area.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';

/** What came to a place in all years and programmes. Whole rupiah; what went back is taken off. */
export type MoneyAtPlace = {
  readonly decided: Rupiah;
  readonly paid: Rupiah;
  readonly accounted: Rupiah;
};

/** The proposals for a place, by the index of its kelurahan; those of a wider area by the kelurahan in it. */
const at = (place: RegionCode) =>
  levelOf(place) === 'neighbourhood'
    ? sql`q.village_code = ${ancestor(place, 'village')} and q.place_code = ${place}`
    : inArea('q.village_code', place);

export async function moneyAt(tx: Tx, place: RegionCode): Promise<MoneyAtPlace> {
  const found = await sql<MoneyAtPlace>`
    select coalesce(sum(case p.kind when 'commit' then p.amount when 'release' then -p.amount end), 0)::int8 as decided,
      coalesce(sum(case p.kind when 'disburse' then p.amount when 'spend' then p.amount when 'refund' then -p.amount end), 0)::int8 as paid,
      coalesce(sum(case when p.kind in ('settle', 'spend') then p.amount end), 0)::int8 as accounted
    from proposal_card q join posting p on p.tenant_id = ${tx.tenant} and p.proposal_id = q.id
    where q.tenant_id = ${tx.tenant} and ${at(place)}`.execute(tx.sql);
  return found.rows[0] ?? { decided: 0n, paid: 0n, accounted: 0n };
}

/** A payment for something at a place, as everybody may read it: to whom, for what, how much, when. */
export type PaidAtPlace = {
  readonly id: Id;
  readonly proposal: Id;
  readonly title: string;
  readonly provider: string;
  /** Its record among those whom the city paid; null where an institution or a giver bought by itself. */
  readonly supplier: Id | null;
  readonly purpose: string;
  readonly amount: Rupiah;
  readonly paidOn: IsoDate;
};

/** What was paid for a place and approved, the newest first. */
export async function paidAt(tx: Tx, place: RegionCode, limit: number): Promise<PaidAtPlace[]> {
  const found = await sql<PaidAtPlace>`
    select v.id, q.id as proposal, q.title, coalesce(v.provider, '') as provider, v.supplier_id as supplier,
      v.purpose, v.amount, v.paid_on as "paidOn"
    from proposal_card q join voucher v on v.tenant_id = ${tx.tenant} and v.proposal_id = q.id
    where q.tenant_id = ${tx.tenant} and ${at(place)}
      and v.state = 'approved' and v.kind in ('disbursement', 'spending')
    order by v.paid_on desc, v.id desc limit ${limit}`.execute(tx.sql);
  return found.rows;
}
