import { sql } from 'kysely';
import type { Id } from '#kernel/id.ts';
import type { Rupiah } from '#kernel/money.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Deposit } from './deposit.ts';

const columns = sql`id, program_id as program, purse_id as purse, source, organization_id as organization, amount,
  receipt_number as "receiptNumber", paid_on as "paidOn", state, remark, recorded_by as "recordedBy",
  recorded_at as "recordedAt", reviewed_at as "reviewedAt", version`;

export async function insertDeposit(
  tx: Tx,
  given: Omit<Deposit, 'state' | 'remark' | 'recordedAt' | 'reviewedAt' | 'version'>,
): Promise<void> {
  await sql`
    insert into deposit (tenant_id, id, program_id, purse_id, source, organization_id, amount, receipt_number, paid_on, state,
      recorded_by, recorded_at, version)
    values (${tx.tenant}, ${given.id}, ${given.program}, ${given.purse}, ${given.source}, ${given.organization},
      ${given.amount}, ${given.receiptNumber}, ${given.paidOn}, 'recorded', ${given.recordedBy}, ${tx.now}, 1)`.execute(
    tx.sql,
  );
}

export async function lockDeposit(tx: Tx, id: Id): Promise<Deposit | undefined> {
  const found = await sql<Deposit>`
    select ${columns} from deposit where tenant_id = ${tx.tenant} and id = ${id} for update`.execute(tx.sql);
  return found.rows[0];
}

/** What was paid into a purse by one party, as far as it was not refused. */
export async function depositsBy(tx: Tx, purse: Id, organization: Id): Promise<Deposit[]> {
  const found = await sql<Deposit>`
    select ${columns} from deposit
    where tenant_id = ${tx.tenant} and purse_id = ${purse} and organization_id = ${organization} and state <> 'refused'
    order by id`.execute(tx.sql);
  return found.rows;
}

/** A deposit with the name of who paid. */
export type ListedDeposit = Deposit & { readonly organizationName: string };

/** What was paid into a purse, newest first, before the deposit named by the cursor. */
export async function listDeposits(tx: Tx, purse: Id, limit: number, before?: Id): Promise<ListedDeposit[]> {
  const found = await sql<ListedDeposit>`
    select d.*, o.name as "organizationName"
    from (select ${columns} from deposit
      where tenant_id = ${tx.tenant} and purse_id = ${purse}
        and (${before ?? null}::uuid is null or id < ${before ?? null}::uuid)
      order by id desc limit ${limit}) as d
    join organization_card o on o.tenant_id = ${tx.tenant} and o.id = d.organization
    order by d.id desc`.execute(tx.sql);
  return found.rows;
}

/** How many deposits into a purse wait to be examined. */
export async function depositsWaiting(tx: Tx, purse: Id): Promise<number> {
  const found = await sql<{ count: number }>`
    select count(*)::int as count from deposit
    where tenant_id = ${tx.tenant} and purse_id = ${purse} and state = 'recorded'`.execute(tx.sql);
  return found.rows[0]?.count ?? 0;
}

/** What came into a fund from each source: given for the year or paid in, and what of it no commitment has taken. */
export type SourceInFund = { readonly source: string; readonly came: Rupiah; readonly left: Rupiah };

export async function sourcesOfFund(tx: Tx, purse: Id): Promise<SourceInFund[]> {
  const found = await sql<SourceInFund>`
    select source,
      sum(case kind when 'allot' then amount when 'deposit' then amount when 'withdraw' then -amount else 0 end)::int8 as came,
      sum(case when to_account = 'purse' then amount when from_account = 'purse' then -amount else 0 end)::int8 as left
    from posting where tenant_id = ${tx.tenant} and purse_id = ${purse} group by 1 order by 1`.execute(
    tx.sql,
  );
  return found.rows;
}

export async function setDepositReviewed(
  tx: Tx,
  id: Id,
  review: { state: 'approved' | 'refused'; remark: string | null; by: Id },
): Promise<void> {
  await sql`
    update deposit set state = ${review.state}, remark = ${review.remark}, reviewed_by = ${review.by},
      reviewed_at = ${tx.now}, version = version + 1
    where tenant_id = ${tx.tenant} and id = ${id}`.execute(tx.sql);
}
