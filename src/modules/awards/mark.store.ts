import { sql } from 'kysely';
import type { Actor } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';

/** A mark that stands: what a juror gave an aspect of a candidate. */
export type Mark = {
  readonly juror: Id;
  readonly candidate: Id;
  readonly aspect: string;
  readonly mark: number;
};

/** All marks of a round that were not taken back. */
export async function marksIn(tx: Tx, round: Id): Promise<Mark[]> {
  const found = await sql<Omit<Mark, 'mark'> & { mark: number | null }>`
    select juror_id as juror, organization_id as candidate, aspect, mark from award_mark
    where tenant_id = ${tx.tenant} and round_id = ${round} and mark is not null
    order by organization_id, aspect, juror_id limit 500000`.execute(tx.sql);
  return found.rows.flatMap(({ mark, ...one }) => (mark === null ? [] : [{ ...one, mark }]));
}

/** The marks of one juror in a round that were not taken back. */
export async function marksBy(tx: Tx, round: Id, juror: Id): Promise<Mark[]> {
  const found = await sql<Omit<Mark, 'mark'> & { mark: number | null }>`
    select juror_id as juror, organization_id as candidate, aspect, mark from award_mark
    where tenant_id = ${tx.tenant} and round_id = ${round} and juror_id = ${juror} and mark is not null
    order by organization_id, aspect limit 50000`.execute(tx.sql);
  return found.rows.flatMap(({ mark, ...one }) => (mark === null ? [] : [{ ...one, mark }]));
}

/** The record under which somebody marks in a round: the one they began with, where two were merged since. */
export async function jurorRecord(tx: Tx, round: Id, actor: Actor): Promise<Id> {
  const found = await sql<{ juror: Id }>`
    select juror_id as juror from award_mark
    where tenant_id = ${tx.tenant} and round_id = ${round}
      and juror_id = any(${[actor.person, ...(actor.merged ?? [])]}::uuid[])
    order by juror_id limit 1`.execute(tx.sql);
  return found.rows[0]?.juror ?? actor.person;
}

/** Keeps a juror's marks of a candidate; null takes one back. */
export async function putMarks(
  tx: Tx,
  round: Id,
  about: { readonly juror: Id; readonly candidate: Id },
  marks: ReadonlyMap<string, number | null>,
): Promise<void> {
  await sql`
    insert into award_mark (tenant_id, round_id, juror_id, organization_id, aspect, mark, marked_at)
    select ${tx.tenant}::uuid, ${round}::uuid, ${about.juror}::uuid, ${about.candidate}::uuid, aspect, mark, ${tx.now}::timestamptz
    from unnest(${[...marks.keys()]}::text[], ${[...marks.values()]}::int[]) as t (aspect, mark)
    on conflict (tenant_id, round_id, juror_id, organization_id, aspect)
    do update set mark = excluded.mark, marked_at = excluded.marked_at`.execute(tx.sql);
}
