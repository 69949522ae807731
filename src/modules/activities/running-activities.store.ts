import { sql } from 'kysely';
import type { Id } from '#kernel/id.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';

/** How many activities of a programme are planned, under way or not handed over yet. */
export async function runningActivities(tx: Tx, program: Id): Promise<number> {
  const found = await sql<{ count: number }>`
    select count(*)::int as count from activity
    where tenant_id = ${tx.tenant} and program_id = ${program} and state <> 'handed-over'`.execute(tx.sql);
  return found.rows[0]?.count ?? 0;
}

/** Some of them, the newest first. */
export async function someRunningActivities(
  tx: Tx,
  program: Id,
  limit: number,
): Promise<{ readonly id: Id }[]> {
  const found = await sql<{ id: Id }>`
    select id from activity
    where tenant_id = ${tx.tenant} and program_id = ${program} and state <> 'handed-over'
    order by id desc limit ${limit}`.execute(tx.sql);
  return found.rows;
}
