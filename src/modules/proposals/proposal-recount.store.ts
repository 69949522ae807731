import { sql } from 'kysely';
import type { CellCounts } from '#modules/programs/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';

/** What the proposals themselves come to in each cell, to check the counts that are kept. */
export async function recountProposals(tx: Tx): Promise<CellCounts[]> {
  const found = await sql<CellCounts>`
    select program_id as program, village_code as village, scope,
      count(*) filter (where state = 'submitted')::int8 as submitted,
      count(*) filter (where state = 'accepted')::int8 as accepted,
      count(*) filter (where state = 'funded')::int8 as funded,
      count(*) filter (where state = 'escalated')::int8 as escalated,
      count(*) filter (where state = 'reserved')::int8 as reserved,
      count(*) filter (where state = 'rejected')::int8 as rejected,
      sum(requested)::int8 as requested,
      coalesce(sum(people) filter (where state = 'funded'), 0)::int8 as people,
      coalesce(sum(poor_households) filter (where state = 'funded'), 0)::int8 as poor_households
    from proposal
    where tenant_id = ${tx.tenant} and state in ('submitted', 'accepted', 'funded', 'escalated', 'reserved', 'rejected')
    group by program_id, village_code, scope`.execute(tx.sql);
  return found.rows;
}
