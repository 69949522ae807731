import { sql } from 'kysely';
import type { CellCounts } from '#modules/programs/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';

/** What the ledger itself comes to in each cell, to check the counts that are kept. */
export async function recountMoney(tx: Tx): Promise<CellCounts[]> {
  const found = await sql<CellCounts>`
    select q.program_id as program, q.village_code as village, q.scope,
      sum(case p.kind when 'commit' then p.amount when 'release' then -p.amount else 0 end)::int8 as committed,
      sum(case p.kind when 'disburse' then p.amount when 'spend' then p.amount when 'refund' then -p.amount else 0 end)::int8 as disbursed,
      sum(case when p.to_account = 'spent' then p.amount else 0 end)::int8 as settled
    from posting p join proposal_card q on q.tenant_id = ${tx.tenant} and q.id = p.proposal_id
    where p.tenant_id = ${tx.tenant}
    group by q.program_id, q.village_code, q.scope`.execute(tx.sql);
  return found.rows;
}
