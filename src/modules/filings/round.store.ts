import { sql } from 'kysely';
import type { Id } from '#kernel/id.ts';
import { toJson } from '#kernel/json.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { FilingPart } from './part.ts';

/** A filing as it was handed in once: which time, when, and all that it said then. */
export type Round = {
  readonly round: number;
  readonly handedInAt: Date;
  readonly parts: readonly FilingPart[];
};

/** Keeps a filing as it is handed in, beside how it was before. */
export async function keepRound(tx: Tx, filing: Id, parts: readonly FilingPart[]): Promise<void> {
  await sql`
    insert into filing_round (tenant_id, filing_id, round, parts, handed_in_at)
    select ${tx.tenant}::uuid, ${filing}::uuid, coalesce(max(round), 0) + 1, ${toJson(parts)}, ${tx.now}::timestamptz
    from filing_round where tenant_id = ${tx.tenant} and filing_id = ${filing}`.execute(tx.sql);
}

/** The last two times that a filing was handed in, the newest first. */
export async function lastRounds(tx: Tx, filing: Id): Promise<Round[]> {
  const found = await sql<Omit<Round, 'parts'> & { readonly parts: string }>`
    select round, handed_in_at as "handedInAt", parts from filing_round
    where tenant_id = ${tx.tenant} and filing_id = ${filing} order by round desc limit 2`.execute(tx.sql);
  return found.rows.map((row) => {
    const parts: readonly FilingPart[] = JSON.parse(row.parts);
    return { ...row, parts };
  });
}
