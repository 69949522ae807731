import { sql } from 'kysely';
import type { IsoDate } from '#kernel/date.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';

/** How often public pages of a city were opened: this month, in all, and since which day it is counted. */
export type Visits = { readonly month: number; readonly total: number; readonly since: IsoDate | null };

/** Adds to the city's day. */
export async function addVisits(tx: Tx, opened: number): Promise<void> {
  await sql`
    insert into page_visit (tenant_id, on_day, opened) values (${tx.tenant}, ${tx.today}::date, ${opened})
    on conflict (tenant_id, on_day) do update set opened = page_visit.opened + excluded.opened`.execute(
    tx.sql,
  );
}

export async function visitsOf(tx: Tx): Promise<Visits> {
  const found = await sql<Visits>`
    select coalesce(sum(opened) filter (where on_day >= date_trunc('month', ${tx.today}::date)), 0)::int as month,
      coalesce(sum(opened), 0)::int as total, min(on_day)::text as since
    from page_visit where tenant_id = ${tx.tenant}`.execute(tx.sql);
  return found.rows[0] ?? { month: 0, total: 0, since: null };
}
