import { sql } from 'kysely';
import type { Id } from '#kernel/id.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';

/** So many filings of a kind that are owed and not delivered. */
export type OwedFilings = { readonly kind: string; readonly count: number };

export async function owedFilings(tx: Tx, program: Id): Promise<OwedFilings[]> {
  const found = await sql<OwedFilings>`
    select kind, count(*)::int as count from obligation
    where tenant_id = ${tx.tenant} and program_id = ${program} and state = 'open' and along is null
    group by kind`.execute(tx.sql);
  return found.rows;
}
