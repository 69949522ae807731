import { sql } from 'kysely';
import type { Id } from '#kernel/id.ts';
import type { Rupiah } from '#kernel/money.ts';
import type { RegionCode } from '#kernel/region.ts';
import { inArea } from '#platform/database/in-area.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';

/** What moved of a programme's money in a month (rupiah); what came back or was taken back counts below zero. */
export type MonthOfMoney = {
  /** `2026-03` */
  readonly month: string;
  readonly decided: Rupiah;
  readonly paid: Rupiah;
  readonly accounted: Rupiah;
};

/** What moved in an area by the months in which it happened; a month without a movement has no row. */
export async function moneyByMonth(
  tx: Tx,
  { program, area }: { readonly program: Id; readonly area: RegionCode },
): Promise<MonthOfMoney[]> {
  const found = await sql<MonthOfMoney>`
    select coalesce(to_char(p.happened_on, 'YYYY-MM'), '') as month,
      sum(case p.kind when 'commit' then p.amount when 'release' then -p.amount else 0 end)::int8 as decided,
      sum(case p.kind when 'disburse' then p.amount when 'spend' then p.amount when 'refund' then -p.amount else 0 end)::int8 as paid,
      sum(case when p.to_account = 'spent' then p.amount else 0 end)::int8 as accounted
    from posting p join proposal_card q on q.tenant_id = ${tx.tenant} and q.id = p.proposal_id
    where p.tenant_id = ${tx.tenant} and p.program_id = ${program} and p.proposal_id is not null
      and ${inArea('q.village_code', area)}
    group by 1 order by 1`.execute(tx.sql);
  return found.rows;
}
