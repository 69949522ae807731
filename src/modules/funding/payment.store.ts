import { sql } from 'kysely';
import type { IsoDate } from '#kernel/date.ts';
import type { Id } from '#kernel/id.ts';
import type { RegionCode } from '#kernel/region.ts';
import { inArea } from '#platform/database/in-area.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';

/** An approved payment: to which provider, for which institution's proposal, and who approved it. */
export type Payment = {
  readonly proposal: Id;
  readonly organization: Id;
  readonly provider: string;
  readonly paidOn: IsoDate;
  readonly approvedBy: Id;
};

/** Payments approved for proposals of institutions of an area up to a day, latest first. */
export async function paymentsIn(
  tx: Tx,
  area: RegionCode,
  until: IsoDate,
  limit: number,
): Promise<Payment[]> {
  const found = await sql<Payment>`
    select d.proposal_id as proposal, p.organization_id as organization, d.provider, d.paid_on as "paidOn",
      d.reviewed_by as "approvedBy"
    from voucher d
    join proposal_card p on p.tenant_id = ${tx.tenant} and p.id = d.proposal_id
    where d.tenant_id = ${tx.tenant} and d.kind in ('disbursement', 'spending') and d.state = 'approved' and d.provider is not null and d.reviewed_by is not null and p.organization_id is not null
      and d.paid_on <= ${until}::date
      and ${inArea('p.village_code', area)}
    order by d.paid_on desc, d.id limit ${limit}`.execute(tx.sql);
  return found.rows;
}
