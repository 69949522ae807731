import { sql } from 'kysely';
import { type Id, newId } from '#kernel/id.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Objection } from './objection.ts';

/** What was objected to the result of a round; undefined where nothing was. */
export async function objectionTo(tx: Tx, round: Id): Promise<Objection | undefined> {
  const found = await sql<Objection>`
    select round_id as round, organization_id as organization, office, reason, objected_by as "objectedBy",
      objected_at as "objectedAt", answer, answered_office as "answeredOffice", answered_at as "answeredAt"
    from assessment_objection where tenant_id = ${tx.tenant} and round_id = ${round}`.execute(tx.sql);
  return found.rows[0];
}

/** Writes an objection; the round is locked, so that there is one at most. */
export async function insertObjection(
  tx: Tx,
  objection: Pick<Objection, 'round' | 'organization' | 'office' | 'reason' | 'objectedBy'>,
): Promise<void> {
  const { round, organization, office, reason, objectedBy } = objection;
  await sql`
    insert into assessment_objection (tenant_id, id, round_id, organization_id, office, reason, objected_by, objected_at)
    values (${tx.tenant}, ${newId(tx.now)}, ${round}, ${organization}, ${office}, ${reason}, ${objectedBy}, ${tx.now})`.execute(
    tx.sql,
  );
}

/** Writes the answer to an objection. */
export async function putAnswer(
  tx: Tx,
  round: Id,
  answer: { readonly text: string; readonly office: string; readonly by: Id },
): Promise<void> {
  await sql`
    update assessment_objection
    set answer = ${answer.text}, answered_office = ${answer.office}, answered_by = ${answer.by}, answered_at = ${tx.now}
    where tenant_id = ${tx.tenant} and round_id = ${round} and answer is null`.execute(tx.sql);
}
