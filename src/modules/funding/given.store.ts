import { sql } from 'kysely';
import { type Id, newId } from '#kernel/id.ts';
import type { Rupiah } from '#kernel/money.ts';
import type { RegionCode } from '#kernel/region.ts';
import { inArea } from '#platform/database/in-area.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { GivenPurse } from './ceiling-change.ts';
import type { Holding } from './purse.ts';

/** Which purses: those of one name in a programme, of parties of a kind in an area or of one alone; without a party its fund. */
export type Wanted = {
  readonly program: Id;
  readonly purse: string;
  readonly party: string | null;
  readonly area: RegionCode;
  readonly organization: Id | null;
};

/** The purses that are wanted, locked in the order of their ids, with what each was given and has left. */
export async function lockGiven(tx: Tx, wanted: Wanted): Promise<GivenPurse[]> {
  const found = await sql<{ id: Id }>`
    select u.id from purse u left join organization_card o on o.tenant_id = ${tx.tenant} and o.id = u.organization_id
    where u.tenant_id = ${tx.tenant} and u.program_id = ${wanted.program} and u.purse = ${wanted.purse}
      and (${wanted.party}::text is null and u.organization_id is null or o.kind = ${wanted.party} and o.merged_into is null
        and ${inArea('o.region_code', wanted.area)})
      and (${wanted.organization}::uuid is null or u.organization_id = ${wanted.organization})
    order by u.id`.execute(tx.sql);
  const ids = found.rows.map((row) => row.id);
  await sql`
    select 1 from purse where tenant_id = ${tx.tenant} and id = any(${ids}::uuid[]) order by id for update`.execute(
    tx.sql,
  );
  const held = await sql<GivenPurse>`
    select u.id, u.organization_id as organization, coalesce(o.name, u.purse) as name, u.amount as given,
      (select coalesce(sum(case when p.to_account = 'purse' then p.amount when p.from_account = 'purse' then -p.amount else 0 end), 0)
        from posting p where p.tenant_id = ${tx.tenant} and p.purse_id = u.id)::int8 as remaining
    from purse u left join organization_card o on o.tenant_id = ${tx.tenant} and o.id = u.organization_id
    where u.tenant_id = ${tx.tenant} and u.id = any(${ids}::uuid[]) order by u.id`.execute(tx.sql);
  return held.rows;
}

/** What each source of some purses has left, in the order of purses and their names. */
export async function sourcesLeftOf(tx: Tx, purses: readonly Id[]): Promise<Holding[]> {
  const found = await sql<Holding>`
    select purse_id as purse, source, sum(case when to_account = 'purse' then amount when from_account = 'purse' then -amount else 0 end)::int8 as held
    from posting where tenant_id = ${tx.tenant} and purse_id = any(${[...purses]}::uuid[]) group by 1, 2 order by 1, 2`.execute(
    tx.sql,
  );
  return found.rows;
}

/** What moves between a source and a purse so that it holds what it is to be given. */
export type Part = {
  readonly purse: Id;
  readonly organization: Id | null;
  readonly source: string;
  readonly amount: Rupiah;
};

/** Gives purses another amount for the year, with the movements that come to it: all of them up, or all of them down. */
export async function setGiven(
  tx: Tx,
  program: Id,
  change: { readonly amount: Rupiah; readonly purses: readonly Id[]; readonly parts: readonly Part[] },
  does: 'raise' | 'lower',
  by: Id,
): Promise<void> {
  const { purses, parts } = change;
  if (purses.length === 0) return;
  await sql`
    update purse set amount = ${change.amount}
    where tenant_id = ${tx.tenant} and id = any(${[...purses]}::uuid[])`.execute(tx.sql);
  const [kind, from, to] = does === 'raise' ? ['allot', 'source', 'purse'] : ['withdraw', 'purse', 'source'];
  await sql`
    insert into posting (tenant_id, id, program_id, purse_id, source, kind, from_account, to_account, amount, organization_id,
      happened_on, recorded_by, recorded_at)
    select ${tx.tenant}::uuid, id, ${program}::uuid, purse, source, ${kind}::text, ${from}::text, ${to}::text, amount, organization,
      ${tx.today}::date, ${by}::uuid, ${tx.now}::timestamptz
    from unnest(${parts.map(() => newId(tx.now))}::uuid[], ${parts.map((one) => one.purse)}::uuid[],
      ${parts.map((one) => one.source)}::text[], ${parts.map((one) => one.organization)}::uuid[],
      ${parts.map((one) => one.amount.toString())}::int8[]) as t (id, purse, source, organization, amount)`.execute(
    tx.sql,
  );
}

/** What the purses of one name of a kind of party in an area were given, and what of it is decided (rupiah). */
export type GivenSummary = {
  readonly purse: string;
  /** Null for the fund of the programme. */
  readonly party: string | null;
  readonly count: number;
  readonly least: Rupiah;
  readonly most: Rupiah;
  readonly total: Rupiah;
  readonly decided: Rupiah;
};

export async function givenInArea(tx: Tx, program: Id, area: RegionCode): Promise<GivenSummary[]> {
  const found = await sql<GivenSummary>`
    select u.purse, o.kind as party, count(*)::int as count, min(u.amount) as least, max(u.amount) as most,
      sum(u.amount)::int8 as total, coalesce(sum(moved.decided), 0)::int8 as decided
    from purse u left join organization_card o on o.tenant_id = ${tx.tenant} and o.id = u.organization_id
    left join (
      select purse_id, sum(committed) as decided from purse_cell
      where tenant_id = ${tx.tenant} and program_id = ${program} group by 1
    ) as moved on moved.purse_id = u.id
    where u.tenant_id = ${tx.tenant} and u.program_id = ${program}
      and (u.organization_id is null or ${inArea('o.region_code', area)}) and o.merged_into is null
    group by 1, 2 order by 1, 2`.execute(tx.sql);
  return found.rows;
}
