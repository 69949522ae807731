import { sql } from 'kysely';
import type { IsoDate } from '#kernel/date.ts';
import type { Id } from '#kernel/id.ts';
import type { RegionCode } from '#kernel/region.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { ForumState } from './forum-state.ts';

/** So many forums of one of the model's that are called for or sit. */
export type RunningForums = { readonly forum: string; readonly count: number };

export async function runningForums(tx: Tx, program: Id): Promise<RunningForums[]> {
  const found = await sql<RunningForums>`
    select forum, count(*)::int as count from forum
    where tenant_id = ${tx.tenant} and program_id = ${program} and state in ('scheduled', 'open', 'adjourned')
    group by forum`.execute(tx.sql);
  return found.rows;
}

/** Some of the forums that are called for or sit, the newest first. */
export async function someRunningForums(
  tx: Tx,
  program: Id,
  forum: string | undefined,
  limit: number,
): Promise<{ readonly id: Id }[]> {
  const conditions = [
    sql`tenant_id = ${tx.tenant}`,
    sql`program_id = ${program}`,
    sql`state in ('scheduled', 'open', 'adjourned')`,
  ];
  if (forum !== undefined) conditions.push(sql`forum = ${forum}`);
  const found = await sql<{ id: Id }>`
    select id from forum where ${sql.join(conditions, sql` and `)} order by id desc limit ${limit}`.execute(
    tx.sql,
  );
  return found.rows;
}

/** How many forums of one of the model's are called for or sit, and the first and the last day that they are called for. */
export type CalledForums = {
  readonly count: number;
  readonly first: IsoDate | null;
  readonly last: IsoDate | null;
};

/** The forums of a programme that are called for or sit: of one of the model's, or of all of them. */
export async function calledForums(tx: Tx, program: Id, forum?: string): Promise<CalledForums> {
  const found = await sql<CalledForums>`
    select count(*)::int as count, min(called_for) as first, max(called_for) as last from forum
    where tenant_id = ${tx.tenant} and program_id = ${program} and state in ('scheduled', 'open', 'adjourned')
      and (${forum ?? null}::text is null or forum = ${forum ?? null})`.execute(tx.sql);
  return found.rows[0] ?? { count: 0, first: null, last: null };
}

/** A forum that is still to come or that sits, as the people of a place look for it. */
export type ComingForum = {
  readonly id: Id;
  readonly program: Id;
  readonly forum: string;
  readonly regionName: string;
  /** Where it is held. */
  readonly place: string;
  readonly startsAt: Date;
  readonly state: ForumState;
};

/** The forums over some places that sit or are called for, the soonest first. */
export async function comingForums(
  tx: Tx,
  places: readonly RegionCode[],
  limit: number,
): Promise<ComingForum[]> {
  const found = await sql<ComingForum>`
    select f.id, f.program_id as program, f.forum, r.name as "regionName", f.place, f.starts_at as "startsAt", f.state
    from forum f join region r on r.code = f.region_code
    where f.tenant_id = ${tx.tenant} and f.region_code = any(${[...places]}::text[])
      and f.state in ('scheduled', 'open', 'adjourned')
    order by f.starts_at, f.id limit ${limit}`.execute(tx.sql);
  return found.rows;
}
