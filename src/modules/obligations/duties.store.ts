import { sql } from 'kysely';
import type { IsoDate } from '#kernel/date.ts';
import type { Id } from '#kernel/id.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';

/** How an institution stands with some filings of a year: how many it owed, did, was excused from, and did not do by their day. */
export type Duties = {
  readonly organization: Id;
  readonly owed: number;
  readonly met: number;
  /** Of those that were met, after their day. */
  readonly late: number;
  readonly excused: number;
  readonly overdue: number;
  /** The first due day that passed; null where none did. */
  readonly overdueSince: IsoDate | null;
};

/** How every institution stands with filings of some kinds in a year of a programme; those that owed none are not in it. */
export async function dutiesIn(
  tx: Tx,
  program: Id,
  year: number,
  kinds: readonly string[],
): Promise<Map<Id, Duties>> {
  const found = await sql<Omit<Duties, 'organization'> & { organization: Id | null }>`
    select organization_id as organization, count(*)::int as owed,
      count(*) filter (where state = 'fulfilled')::int as met,
      count(*) filter (where state = 'fulfilled' and closed_on > due_on)::int as late,
      count(*) filter (where state = 'waived')::int as excused,
      count(*) filter (where state = 'open' and stands_since is null and due_on < ${tx.today}::date)::int as overdue,
      min(due_on) filter (where state = 'open' and stands_since is null and due_on < ${tx.today}::date) as "overdueSince"
    from obligation
    where tenant_id = ${tx.tenant} and program_id = ${program} and fiscal_year = ${year} and along is null
      and organization_id is not null and kind = any(${[...kinds]}::text[]) and state <> 'lapsed'
    group by organization_id`.execute(tx.sql);
  return new Map(
    found.rows.flatMap(({ organization, ...duties }) =>
      organization === null ? [] : [[organization, { organization, ...duties }] as const],
    ),
  );
}
