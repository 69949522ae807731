import { sql } from 'kysely';
import type { Id } from '#kernel/id.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';

/** So many proposals that were sent and are not decided for good: of a kind, about an entry, waiting for a forum. */
export type RunningProposals = {
  readonly kind: string;
  readonly scope: string;
  readonly forum: string | null;
  readonly count: number;
};

export async function runningProposals(tx: Tx, program: Id): Promise<RunningProposals[]> {
  const found = await sql<RunningProposals>`
    select kind, scope, forum, count(*)::int as count from proposal
    where tenant_id = ${tx.tenant} and program_id = ${program}
      and state in ('submitted', 'returned', 'escalated', 'reserved')
    group by kind, scope, forum`.execute(tx.sql);
  return found.rows;
}

/** How many proposals that were ever sent answered a question of their model. */
export type AnsweredQuestion = { readonly kind: string; readonly key: string; readonly count: number };

export async function answeredQuestions(tx: Tx, program: Id): Promise<AnsweredQuestion[]> {
  const found = await sql<AnsweredQuestion>`
    select kind, coalesce(key, '') as key, count(*)::int as count
    from (
      select kind, jsonb_object_keys(answers::jsonb) as key from proposal
      where tenant_id = ${tx.tenant} and program_id = ${program} and submitted_at is not null and answers <> '{}'
    ) as answered
    group by kind, key`.execute(tx.sql);
  return found.rows;
}

/** Of the proposals that run those that match all that is named. */
export type RunningMatch = {
  readonly kinds?: readonly string[];
  readonly forum?: string;
  readonly scope?: string;
};

/** Some of the proposals that run, by what they are called, the newest first. */
export async function someRunningProposals(
  tx: Tx,
  program: Id,
  { kinds, forum, scope }: RunningMatch,
  limit: number,
): Promise<{ readonly id: Id }[]> {
  const conditions = [
    sql`tenant_id = ${tx.tenant}`,
    sql`program_id = ${program}`,
    sql`state in ('submitted', 'returned', 'escalated', 'reserved')`,
  ];
  if (kinds) conditions.push(sql`kind = any(${[...kinds]}::text[])`);
  if (forum !== undefined) conditions.push(sql`forum = ${forum}`);
  if (scope !== undefined) conditions.push(sql`scope = ${scope}`);
  const found = await sql<{ id: Id }>`
    select id from proposal where ${sql.join(conditions, sql` and `)}
    order by id desc limit ${limit}`.execute(tx.sql);
  return found.rows;
}

/** How many proposals of a programme were sent and wait for an answer or a forum. */
export async function waitingProposals(tx: Tx, program: Id): Promise<number> {
  const found = await sql<{ count: number }>`
    select count(*)::int as count from proposal
    where tenant_id = ${tx.tenant} and program_id = ${program} and state = 'submitted'`.execute(tx.sql);
  return found.rows[0]?.count ?? 0;
}

/** When proposals of a kind were sent: the first and the last moment, null before the first. */
export type SentSpan = { readonly first: Date | null; readonly last: Date | null };

export async function sentSpan(tx: Tx, program: Id, kind: string): Promise<SentSpan> {
  const found = await sql<SentSpan>`
    select min(submitted_at) as first, max(submitted_at) as last from proposal
    where tenant_id = ${tx.tenant} and program_id = ${program} and kind = ${kind} and submitted_at is not null`.execute(
    tx.sql,
  );
  return found.rows[0] ?? { first: null, last: null };
}

/** Proposals of a kind that are being written: never sent, or returned to be mended. */
export async function writtenProposals(tx: Tx, program: Id, kind: string): Promise<Id[]> {
  const found = await sql<{ id: Id }>`
    select id from proposal
    where tenant_id = ${tx.tenant} and program_id = ${program} and kind = ${kind} and state in ('draft', 'returned')
    order by id`.execute(tx.sql);
  return found.rows.map((row) => row.id);
}

/** Proposals that wait for one of the model's forums. */
export async function waitingForForum(tx: Tx, program: Id, forum: string): Promise<Id[]> {
  const found = await sql<{ id: Id }>`
    select id from proposal
    where tenant_id = ${tx.tenant} and program_id = ${program} and forum = ${forum} and state = 'submitted'
    order by id`.execute(tx.sql);
  return found.rows.map((row) => row.id);
}
