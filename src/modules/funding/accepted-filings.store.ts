import { sql } from 'kysely';
import type { Id } from '#kernel/id.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';

/** The filings about what a proposal was granted for that every step accepted, by their kinds. */
export async function acceptedFilings(tx: Tx, proposal: Id): Promise<ReadonlySet<string>> {
  const found = await sql<{ kind: string }>`
    select b.kind from activity_card a
    join obligation_card b on b.tenant_id = ${tx.tenant} and b.subject_id = a.id
    where a.tenant_id = ${tx.tenant} and a.proposal_id = ${proposal} and b.accepted_on is not null`.execute(
    tx.sql,
  );
  return new Set(found.rows.map((row) => row.kind));
}
