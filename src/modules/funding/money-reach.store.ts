import { sql } from 'kysely';
import type { IsoDate } from '#kernel/date.ts';
import type { Id } from '#kernel/id.ts';
import type { Rupiah } from '#kernel/money.ts';
import type { RegionCode } from '#kernel/region.ts';
import type { Program } from '#modules/programs/index.ts';
import { type Extent, inArea, inExtent } from '#platform/database/in-area.ts';
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
export async function moneyByInstitution(
  tx: Tx,
  program: Pick<Program, 'id' | 'region'>,
  area: RegionCode,
): Promise<MoneyReach[]> {
  // In the whole of its area every institution counts: looking each up would take longer than adding up.
  const standing =
    area === program.region
      ? sql`true`
      : sql`p.organization_id in (
          select id from organization_card o where o.tenant_id = ${tx.tenant} and ${inArea('o.region_code', area)})`;
  const found = await sql<MoneyReach>`
    select p.organization_id as key, ${amounts} from posting p
    where p.tenant_id = ${tx.tenant} and p.program_id = ${program.id} and p.proposal_id is not null
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

/** Amounts of the ledger, in rupiah. */
export type Moved = Omit<MoneyReach, 'key'>;

const NOTHING_MOVED: Moved = { decided: 0n, disbursed: 0n, spent: 0n };

/** Money of a programme for the proposals of an institution, whoever's it was. */
export async function moneyFor(tx: Tx, program: Id, party: Id): Promise<Moved> {
  const found = await sql<{ [Amount in keyof Moved]: Rupiah | null }>`
    select ${amounts}
    from proposal_card q join posting p on p.tenant_id = ${tx.tenant} and p.proposal_id = q.id
    where q.tenant_id = ${tx.tenant} and q.program_id = ${program} and q.organization_id = ${party}`.execute(
    tx.sql,
  );
  return moved(found.rows[0]);
}

/** Money of a programme out of the purses of an institution, whomever it was for. */
export async function moneyOutOf(tx: Tx, program: Id, party: Id): Promise<Moved> {
  const found = await sql<{ [Amount in keyof Moved]: Rupiah | null }>`
    select ${amounts}
    from purse u join posting p on p.tenant_id = ${tx.tenant} and p.purse_id = u.id
    where u.tenant_id = ${tx.tenant} and u.program_id = ${program} and u.organization_id = ${party}
      and p.proposal_id is not null`.execute(tx.sql);
  return moved(found.rows[0]);
}

function moved(row: { [Amount in keyof Moved]: Rupiah | null } | undefined): Moved {
  return {
    decided: row?.decided ?? NOTHING_MOVED.decided,
    disbursed: row?.disbursed ?? NOTHING_MOVED.disbursed,
    spent: row?.spent ?? NOTHING_MOVED.spent,
  };
}

/** All that the purses of an institution hold or held in a programme. */
export async function ceilingOf(tx: Tx, program: Id, party: Id): Promise<Rupiah> {
  const found = await sql<{ total: Rupiah }>`
    select coalesce(sum(amount), 0)::int8 as total from purse
    where tenant_id = ${tx.tenant} and program_id = ${program} and organization_id = ${party}`.execute(
    tx.sql,
  );
  return found.rows[0]?.total ?? 0n;
}

/**
 * What givers gave to a programme up to a day: what they spent themselves out of their purses less what came back, and
 * what was paid into its funds. Of the institutions that stand in an area, or of one.
 */
export async function givenIn(tx: Tx, program: Id, extent: Extent, until: IsoDate): Promise<Rupiah> {
  const found = await sql<{ total: Rupiah }>`
    select coalesce(sum(case p.kind when 'refund' then -p.amount else p.amount end), 0)::int8 as total
    from posting p
    join purse u on u.tenant_id = ${tx.tenant} and u.id = p.purse_id
    left join voucher v on v.tenant_id = ${tx.tenant} and v.id = p.voucher_id
    join organization_card o on o.tenant_id = ${tx.tenant}
      and o.id = case when p.kind = 'deposit' then v.organization_id else u.organization_id end
    where p.tenant_id = ${tx.tenant} and p.program_id = ${program} and p.happened_on <= ${until}::date
      and (p.kind = 'deposit' or (u.paid = 'by-giver' and p.kind in ('spend', 'refund')))
      and ${inExtent({ place: 'o.region_code', owner: 'o.id' }, extent)}`.execute(tx.sql);
  return found.rows[0]?.total ?? 0n;
}

/**
 * Money of a programme for proposals, by who gave it and for whose it was: `giver` spends its own, null is the city's cash
 * and the funds of the programme; `receiver` is null for what a person brought.
 */
export type MoneyBetween = Moved & { readonly giver: Id | null; readonly receiver: Id | null };

/** Money of a programme that some institutions gave, or that was for their proposals, the largest first. */
export async function moneyBetween(
  tx: Tx,
  program: Id,
  parties: readonly Id[],
): Promise<readonly MoneyBetween[]> {
  const found = await sql<MoneyBetween>`
    select case when u.paid = 'by-giver' then u.organization_id end as giver, q.organization_id as receiver, ${amounts}
    from posting p
    join purse u on u.tenant_id = ${tx.tenant} and u.id = p.purse_id
    join proposal_card q on q.tenant_id = ${tx.tenant} and q.id = p.proposal_id
    where p.tenant_id = ${tx.tenant} and p.program_id = ${program}
      and ((u.paid = 'by-giver' and u.organization_id = any(${[...parties]}::uuid[])) or q.organization_id = any(${[...parties]}::uuid[]))
    group by 1, 2 order by 3 desc, 1, 2 limit 200`.execute(tx.sql);
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
