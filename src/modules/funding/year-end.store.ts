import { sql } from 'kysely';
import type { Id } from '#kernel/id.ts';
import type { Rupiah } from '#kernel/money.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';

/** What of one source is left in one purse, and the purse of the same name of the year after, if there is one. */
export type Rest = {
  readonly purse: Id;
  readonly organization: Id | null;
  readonly source: string;
  readonly held: Rupiah;
  readonly next: Id | null;
};

/** What is left in the purses of one name, with the purses locked in the order of their ids. `next` is the programme of the year after. */
export async function lockRests(tx: Tx, program: Id, purse: string, next: Id | undefined): Promise<Rest[]> {
  await sql`
    select 1 from purse where tenant_id = ${tx.tenant} and purse = ${purse} and program_id in (${program}, ${next ?? program})
    order by id for update`.execute(tx.sql);
  const found = await sql<Rest>`
    select u.id as purse, u.organization_id as organization, p.source, n.id as next,
      sum(case when p.to_account = 'purse' then p.amount when p.from_account = 'purse' then -p.amount else 0 end)::int8 as held
    from purse u join posting p on p.tenant_id = ${tx.tenant} and p.purse_id = u.id
    left join purse n on n.tenant_id = ${tx.tenant} and n.program_id = ${next ?? null}::uuid and n.purse = u.purse
      and n.organization_id is not distinct from u.organization_id
    where u.tenant_id = ${tx.tenant} and u.program_id = ${program} and u.purse = ${purse}
    group by u.id, u.organization_id, p.source, n.id
    having sum(case when p.to_account = 'purse' then p.amount when p.from_account = 'purse' then -p.amount else 0 end) > 0
    order by u.id, p.source`.execute(tx.sql);
  return found.rows;
}

/** What became of all that the purses of one name held; it adds up: came = owed + spent + left + lapsed + carried out. */
export type PurseYear = {
  readonly purse: string;
  /** Given for the year, paid in, and carried over from the year before; of that, what was carried over. */
  readonly came: Rupiah;
  readonly carriedIn: Rupiah;
  /** Granted and not accounted for yet. */
  readonly owed: Rupiah;
  readonly spent: Rupiah;
  readonly left: Rupiah;
  readonly lapsed: Rupiah;
  readonly carriedOut: Rupiah;
};

/** What became of the money of a programme, by the names of its purses. */
export async function purseYears(tx: Tx, program: Id): Promise<PurseYear[]> {
  const found = await sql<PurseYear>`
    select u.purse,
      sum(case when p.kind in ('allot', 'deposit', 'carry-in') then p.amount when p.kind = 'withdraw' then -p.amount else 0 end)::int8 as came,
      sum(case when p.kind = 'carry-in' then p.amount else 0 end)::int8 as "carriedIn",
      sum(case when p.to_account in ('commitment', 'advance') then p.amount else 0 end
        - case when p.from_account in ('commitment', 'advance') then p.amount else 0 end)::int8 as owed,
      sum(case when p.to_account = 'spent' then p.amount else 0 end)::int8 as spent,
      sum(case when p.to_account = 'purse' then p.amount when p.from_account = 'purse' then -p.amount else 0 end)::int8 as left,
      sum(case when p.kind = 'lapse' then p.amount else 0 end)::int8 as lapsed,
      sum(case when p.kind = 'carry-out' then p.amount else 0 end)::int8 as "carriedOut"
    from posting p join purse u on u.tenant_id = ${tx.tenant} and u.id = p.purse_id
    where p.tenant_id = ${tx.tenant} and p.program_id = ${program} group by u.purse order by u.purse`.execute(
    tx.sql,
  );
  return found.rows;
}
