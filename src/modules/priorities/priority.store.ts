import { sql } from 'kysely';
import { type Id, newId } from '#kernel/id.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Priority } from './priority.ts';
import type { NewPriority } from './priority-file.ts';

/** The priorities of a year of a programme that stand, in the order in which they were entered. */
export async function prioritiesOf(tx: Tx, program: Id, year: number): Promise<Priority[]> {
  const found = await sql<Priority>`
    select id, year, entry, title, region_code as region, source from priority
    where tenant_id = ${tx.tenant} and program_id = ${program} and year = ${year} and replaced_at is null
    order by id limit 500`.execute(tx.sql);
  return found.rows;
}

/** Some priorities by their ids, also those that another list replaced: what was laid beside them once still names them. */
export async function prioritiesById(tx: Tx, ids: readonly Id[]): Promise<ReadonlyMap<Id, Priority>> {
  if (ids.length === 0) return new Map();
  const found = await sql<Priority>`
    select id, year, entry, title, region_code as region, source from priority
    where tenant_id = ${tx.tenant} and id = any(${[...ids]}::uuid[])`.execute(tx.sql);
  return new Map(found.rows.map((one) => [one.id, one]));
}

/** The list of a year takes the place of the one before it. */
export async function replacePriorities(
  tx: Tx,
  of: { readonly program: Id; readonly year: number; readonly source: string; readonly by: Id },
  list: readonly NewPriority[],
): Promise<void> {
  await sql`
    update priority set replaced_at = ${tx.now}
    where tenant_id = ${tx.tenant} and program_id = ${of.program} and year = ${of.year} and replaced_at is null`.execute(
    tx.sql,
  );
  await sql`
    insert into priority (tenant_id, id, program_id, year, entry, title, region_code, source, kept_by, kept_at)
    select ${tx.tenant}::uuid, given.id, ${of.program}::uuid, ${of.year}::int, given.entry, given.title, given.region, ${of.source},
      ${of.by}::uuid, ${tx.now}::timestamptz
    from unnest(${list.map(() => newId(tx.now))}::uuid[], ${list.map((one) => one.entry)}::text[],
      ${list.map((one) => one.title)}::text[], ${list.map((one) => one.region)}::text[]) as given (id, entry, title, region)`.execute(
    tx.sql,
  );
}
