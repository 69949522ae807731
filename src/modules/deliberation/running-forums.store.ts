import { sql } from 'kysely';
import type { Id } from '#kernel/id.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';

/** So many forums of one of the model's that are called for or sit. */
export type RunningForums = { readonly forum: string; readonly count: number };

export async function runningForums(tx: Tx, program: Id): Promise<RunningForums[]> {
  const found = await sql<RunningForums>`
    select forum, count(*)::int as count from forum
    where tenant_id = ${tx.tenant} and program_id = ${program} and state in ('scheduled', 'open', 'adjourned')
    group by forum`.execute(tx.sql);
  return found.rows;
}
