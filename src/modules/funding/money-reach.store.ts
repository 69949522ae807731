import { sql } from 'kysely';
import type { Id } from '#kernel/id.ts';
import type { Rupiah } from '#kernel/money.ts';
import { levelOf, type RegionCode } from '#kernel/region.ts';
import { inArea } from '#platform/database/in-area.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';

/** What the ledger says of an institution or a place: decided less what went back, paid out less what went back, accounted for. */
export type MoneyReach = {
  readonly key: string;
  readonly decided: Rupiah;
  readonly disbursed: Rupiah;
  readonly spent: Rupiah;
};

const amounts = sql`
  sum(case p.kind when 'commit' then p.amount when 'release' then -p.amount else 0 end)::int8 as decided,
  sum(case p.kind when 'disburse' then p.amount when 'spend' then p.amount when 'refund' then -p.amount else 0 end)::int8 as disbursed,
  sum(case when p.to_account = 'spent' then p.amount else 0 end)::int8 as spent`;

/** Money of a programme by institution, of those that stand in an area. */
export async function moneyByInstitution(tx: Tx, program: Id, area: RegionCode): Promise<MoneyReach[]> {
  // For a whole regency every institution counts: looking each up would take longer than adding up.
  const standing =
    levelOf(area) === 'regency'
      ? sql`true`
      : sql`p.organization_id in (
          select id from organization_card o where o.tenant_id = ${tx.tenant} and ${inArea('o.region_code', area)})`;
  const found = await sql<MoneyReach>`
    select p.organization_id as key, ${amounts} from posting p
    where p.tenant_id = ${tx.tenant} and p.program_id = ${program} and p.proposal_id is not null
      and p.organization_id is not null and ${standing}
    group by 1`.execute(tx.sql);
  return found.rows;
}

/** Money of a programme by the place (RW or whole village) its proposals are carried out in, within one village. */
export async function moneyByPlace(tx: Tx, program: Id, village: RegionCode): Promise<MoneyReach[]> {
  const found = await sql<MoneyReach>`
    select q.place_code as key, ${amounts}
    from proposal_card q join posting p on p.tenant_id = ${tx.tenant} and p.proposal_id = q.id
    where q.tenant_id = ${tx.tenant} and q.program_id = ${program} and q.village_code = ${village}
    group by 1`.execute(tx.sql);
  return found.rows;
}

/** What one provider was paid in a programme; names as they stand on the receipts. */
export type ProviderReach = {
  readonly program: Id;
  readonly provider: string;
  readonly payments: number;
  readonly villages: number;
  readonly amount: Rupiah;
};

/** Approved payments of some programmes by provider, for proposals of an area; spellings that differ in case or spaces are one. */
export async function paidByProvider(
  tx: Tx,
  programs: readonly Id[],
  area: RegionCode,
): Promise<ProviderReach[]> {
  // First by the name as written, so that few names are left to be made alike.
  const found = await sql<ProviderReach>`
    select program, coalesce((array_agg(provider order by first))[1], '') as provider, sum(payments)::int as payments,
      count(distinct village)::int as villages, sum(amount)::int8 as amount
    from (
      select d.program_id as program, coalesce(d.provider, '') as provider, q.village_code as village, min(d.id::text) as first,
        count(*) as payments, sum(d.amount) as amount
      from voucher d join proposal_card q on q.tenant_id = ${tx.tenant} and q.id = d.proposal_id
      where d.tenant_id = ${tx.tenant} and d.program_id = any(${[...programs]}::uuid[]) and d.state = 'approved' and d.kind in ('disbursement', 'spending')
        and q.program_id = any(${[...programs]}::uuid[]) and q.state = 'funded' and ${inArea('q.village_code', area)}
      group by 1, 2, 3
    ) as named
    group by program, lower(regexp_replace(trim(provider), '\\s+', ' ', 'g'))`.execute(tx.sql);
  return found.rows;
}
