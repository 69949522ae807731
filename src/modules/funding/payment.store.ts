import { sql } from 'kysely';
import type { IsoDate } from '#kernel/date.ts';
import type { Id } from '#kernel/id.ts';
import type { RegionCode } from '#kernel/region.ts';
import { inReach, ofProgram, type Reach } from '#platform/database/in-area.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';

/** An approved payment: to which provider, for which institution's proposal, and who approved it. */
export type Payment = {
  readonly proposal: Id;
  readonly organization: Id;
  readonly village: RegionCode;
  /** Whoever spent its own, where it was not the city's cash that paid. */
  readonly giver: Id | null;
  readonly provider: string;
  readonly paidOn: IsoDate;
  readonly approvedBy: Id;
};

/** Payments approved for proposals of institutions within reach up to a day, latest first. */
export async function paymentsIn(tx: Tx, reach: Reach, until: IsoDate, limit: number): Promise<Payment[]> {
  const found = await sql<Payment>`
    select p.id as proposal, p.organization_id as organization, p.village_code as village,
      u.organization_id as giver, d.provider, d.paid_on as "paidOn",
      d.reviewed_by as "approvedBy"
    from voucher d
    join proposal_card p on p.tenant_id = ${tx.tenant} and p.id = d.proposal_id
    left join purse u on u.tenant_id = ${tx.tenant} and u.id = d.purse_id
    where d.tenant_id = ${tx.tenant} and d.kind in ('disbursement', 'spending') and d.state = 'approved' and d.provider is not null and d.reviewed_by is not null and p.organization_id is not null
      and d.paid_on <= ${until}::date
      and (${inReach({ place: 'p.village_code', owner: 'p.organization_id', by: 'd.reviewed_by' }, reach)}
        or ${inReach({ place: 'p.village_code', owner: 'u.organization_id', by: 'd.reviewed_by' }, reach)})
      and ${ofProgram('d.program_id', reach)}
    order by d.paid_on desc, d.id limit ${limit}`.execute(tx.sql);
  return found.rows;
}
