import { sql } from 'kysely';
import type { Id } from '#kernel/id.ts';
import type { Rupiah } from '#kernel/money.ts';
import type { RegionCode } from '#kernel/region.ts';
import { inArea } from '#platform/database/in-area.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Posting } from './ledger.store.ts';
import type { Purse } from './purse.ts';
import type { Disbursement } from './voucher.ts';

/** A part of a programme: all of it in an area. */
type Part = { readonly program: Id; readonly area: RegionCode };

/** A recorded payment that waits for approval, with what it is for. */
export type WaitingDisbursement = Pick<
  Disbursement,
  'id' | 'proposal' | 'provider' | 'purpose' | 'amount' | 'paidOn' | 'recordedAt' | 'recordedBy'
> & {
  readonly title: string;
  /** Null where a person brought it, who is never named. */
  readonly organizationName: string | null;
  readonly village: RegionCode;
  readonly villageName: string;
};

/** Payments that wait for approval in an area, oldest first, after the payment named by the cursor. */
export async function waitingDisbursements(
  tx: Tx,
  part: Part,
  limit: number,
  after?: Id,
): Promise<WaitingDisbursement[]> {
  const found = await sql<WaitingDisbursement>`
    select d.id, p.id as proposal, d.provider, d.purpose, d.amount, d.paid_on as "paidOn",
      d.recorded_at as "recordedAt", d.recorded_by as "recordedBy", p.title, o.name as "organizationName",
      p.village_code as village, r.name as "villageName"
    from voucher d
    join proposal_card p on p.tenant_id = ${tx.tenant} and p.id = d.proposal_id
    left join organization_card o on o.tenant_id = ${tx.tenant} and o.id = p.organization_id
    join region r on r.code = p.village_code
    where d.tenant_id = ${tx.tenant} and d.program_id = ${part.program} and d.kind = 'disbursement' and d.state = 'recorded' and d.provider is not null
      and ${inArea('p.village_code', part.area)}
      and (${after ?? null}::uuid is null or d.id > ${after ?? null}::uuid)
    order by d.id limit ${limit}`.execute(tx.sql);
  return found.rows;
}

/** A funded proposal of which something is still to be paid. */
export type UnpaidProposal = {
  readonly id: Id;
  readonly title: string;
  readonly granted: Rupiah;
  /** What of it passes through the city's cash and no payment is recorded for yet. */
  readonly left: Rupiah;
  readonly decidedAt: Date;
  /** Null where a person brought it, who is never named. */
  readonly organizationName: string | null;
  readonly village: RegionCode;
  readonly villageName: string;
};

/** Funded proposals of an area of which something is still to be paid, oldest first, after the proposal named by the cursor. */
export async function unpaidProposals(
  tx: Tx,
  part: Part,
  limit: number,
  after?: Id,
): Promise<UnpaidProposal[]> {
  const found = await sql<UnpaidProposal>`
    select p.id, p.title, p.granted, held.remaining::int8 as "left", p.decided_at as "decidedAt", o.name as "organizationName",
      p.village_code as village, r.name as "villageName"
    from proposal_card p
    left join organization_card o on o.tenant_id = ${tx.tenant} and o.id = p.organization_id
    join region r on r.code = p.village_code
    cross join lateral (
      select coalesce(sum(case when c.to_account = 'commitment' then c.amount when c.from_account = 'commitment' then -c.amount else 0 end), 0)
        - coalesce((select sum(d.amount) from voucher d
            where d.tenant_id = ${tx.tenant} and d.proposal_id = p.id and d.kind = 'disbursement' and d.state = 'recorded'), 0) as remaining
      from posting c join purse u on u.tenant_id = ${tx.tenant} and u.id = c.purse_id and u.paid = 'through-cash'
      where c.tenant_id = ${tx.tenant} and c.proposal_id = p.id
    ) as held
    where p.tenant_id = ${tx.tenant} and p.program_id = ${part.program} and p.state = 'funded' and p.binding_since is not null
      and p.granted is not null and p.decided_at is not null
      and ${inArea('p.village_code', part.area)}
      and (${after ?? null}::uuid is null or p.id > ${after ?? null}::uuid)
      and held.remaining > 0
    order by p.id limit ${limit}`.execute(tx.sql);
  return found.rows;
}

/** A purse of an institution, with whose it is. */
export type ListedPurse = Purse & {
  readonly organization: Id;
  readonly organizationName: string;
  readonly kind: string;
  readonly region: RegionCode;
};

/** The purses of an area's institutions with what remains of each, in code order, after the purse named by the cursor. */
export async function listPurses(tx: Tx, part: Part, limit: number, after?: Id): Promise<ListedPurse[]> {
  const cursor = after
    ? sql`and (o.region_code, o.id, u.purse) > (
        select c.region_code, c.id, a.purse from purse a
        join organization_card c on c.tenant_id = ${tx.tenant} and c.id = a.organization_id
        where a.tenant_id = ${tx.tenant} and a.id = ${after})`
    : sql``;
  const found = await sql<ListedPurse>`
    with page as (
      select u.id, u.program_id, u.purse, u.organization_id, u.amount, o.name, o.kind, o.region_code
      from organization_card o
      join purse u on u.tenant_id = ${tx.tenant} and u.program_id = ${part.program} and u.organization_id = o.id
      where o.tenant_id = ${tx.tenant} and o.merged_into is null
        and ${inArea('o.region_code', part.area)}
        ${cursor}
      order by o.region_code, o.id, u.purse limit ${limit}
    )
    select page.id, page.program_id as program, page.purse, page.organization_id as organization,
      (page.amount + held.carried)::int8 as amount, held.carried::int8 as carried, held.remaining::int8 as remaining,
      page.name as "organizationName", page.kind, page.region_code as region
    from page cross join lateral (
      select coalesce(sum(case when p.to_account = 'purse' then p.amount when p.from_account = 'purse' then -p.amount else 0 end), 0) as remaining,
        coalesce(sum(case p.kind when 'carry-in' then p.amount else 0 end), 0) as carried
      from posting p where p.tenant_id = ${tx.tenant} and p.purse_id = page.id
    ) as held
    order by page.region_code, page.organization_id, page.purse`.execute(tx.sql);
  return found.rows;
}

/** A movement of a purse, with the proposal it was made for. */
export type PursePosting = Posting & { readonly proposal: Id | null; readonly title: string | null };

/** All movements of some purses, newest first, before the movement named by the cursor. */
export async function postingsOfPurses(
  tx: Tx,
  purses: readonly Id[],
  limit: number,
  before?: Id,
): Promise<PursePosting[]> {
  const found = await sql<PursePosting>`
    select p.id, p.kind, p.from_account as "from", p.to_account as "to", p.source, p.amount, p.happened_on as "happenedOn", p.recorded_at as "recordedAt",
      p.proposal_id as proposal, q.title
    from posting p left join proposal_card q on q.tenant_id = ${tx.tenant} and q.id = p.proposal_id
    where p.tenant_id = ${tx.tenant} and p.purse_id = any(${[...purses]}::uuid[])
      and (${before ?? null}::uuid is null or p.id < ${before ?? null}::uuid)
    order by p.id desc limit ${limit}`.execute(tx.sql);
  return found.rows;
}

/** How many recorded movements of money of a programme wait to be examined. */
export async function waitingVouchers(tx: Tx, program: Id): Promise<number> {
  const found = await sql<{ count: number }>`
    select count(*)::int as count from voucher
    where tenant_id = ${tx.tenant} and program_id = ${program} and state = 'recorded'`.execute(tx.sql);
  return found.rows[0]?.count ?? 0;
}
