import { sql } from 'kysely';
import type { Id } from '#kernel/id.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';

/**
 * A short text for each forum that differs whenever something changed that a room shows: its state, what is discussed,
 * who came or was struck, what was decided or taken back, how many ballots came in. Counts only grow, so that one more
 * and one less never look like nothing.
 */
export async function roomMarks(tx: Tx, forums: readonly Id[]): Promise<Map<Id, string>> {
  const found = await sql<{ id: Id; mark: string }>`
    select f.id, coalesce(concat_ws(' ', f.version, f.discussing,
      (select concat(count(*), '/', count(a.removed_at)) from attendance a
        where a.tenant_id = ${tx.tenant} and a.forum_id = f.id),
      (select concat(count(*), '/', count(d.revoked_at)) from decision d
        where d.tenant_id = ${tx.tenant} and d.forum_id = f.id),
      (select concat(count(*), '/', sum(v.received), '/', sum(v.version)) from vote v
        where v.tenant_id = ${tx.tenant} and v.forum_id = f.id)), '') as mark
    from forum f where f.tenant_id = ${tx.tenant} and f.id = any(${[...forums]}::uuid[])`.execute(tx.sql);
  return new Map(found.rows.map((one) => [one.id, one.mark]));
}
