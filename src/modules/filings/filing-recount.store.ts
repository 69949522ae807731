import { sql } from 'kysely';
import type { CellCounts } from '#modules/programs/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';

/** How many activities in each cell have an accepted filing, to check the counts that are kept. */
export async function recountFilings(tx: Tx): Promise<CellCounts[]> {
  const found = await sql<CellCounts>`
    select a.program_id as program, a.village_code as village, a.scope, count(*)::int8 as reported
    from filing r join activity_card a on a.tenant_id = ${tx.tenant} and a.id = r.activity_id
    where r.tenant_id = ${tx.tenant} and r.state = 'accepted' and r.spent is not null
    group by a.program_id, a.village_code, a.scope`.execute(tx.sql);
  return found.rows;
}
