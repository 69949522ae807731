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

/** Some of the filings that are owed and not delivered, what is due first first. */
export async function someOwedFilings(
  tx: Tx,
  program: Id,
  kind: string | undefined,
  limit: number,
): Promise<{ readonly id: Id }[]> {
  const conditions = [
    sql`tenant_id = ${tx.tenant}`,
    sql`program_id = ${program}`,
    sql`state = 'open'`,
    sql`along is null`,
  ];
  if (kind !== undefined) conditions.push(sql`kind = ${kind}`);
  const found = await sql<{ id: Id }>`
    select id from obligation where ${sql.join(conditions, sql` and `)} order by due_on, id limit ${limit}`.execute(
    tx.sql,
  );
  return found.rows;
}
