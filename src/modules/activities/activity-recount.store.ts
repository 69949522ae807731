import { sql } from 'kysely';
import type { CellCounts } from '#modules/programs/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';

/**
 * What the activities themselves come to in each cell, to check the counts that are kept. `completed` holds those with
 * an accepted report too.
 */
export async function recountActivities(tx: Tx): Promise<CellCounts[]> {
  const found = await sql<CellCounts>`
    select a.program_id as program, a.village_code as village, a.scope,
      count(*) filter (where a.state = 'planned')::int8 as planned,
      count(*) filter (where a.state = 'running')::int8 as running,
      count(*) filter (where a.state in ('completed', 'handed-over'))::int8 as completed,
      coalesce(sum(g.value), 0)::int8 as contribution
    from activity a left join (
      select activity_id, sum(value) as value from activity_contribution
      where tenant_id = ${tx.tenant} and removed_at is null group by activity_id
    ) g on g.activity_id = a.id
    where a.tenant_id = ${tx.tenant}
    group by a.program_id, a.village_code, a.scope`.execute(tx.sql);
  return found.rows;
}
