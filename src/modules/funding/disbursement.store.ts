import { sql } from 'kysely';
import type { Id } from '#kernel/id.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Disbursement } from './funding.ts';

/** The filings about what a proposal was granted for that every step accepted, by their kinds. */
export async function acceptedFilings(tx: Tx, proposal: Id): Promise<ReadonlySet<string>> {
  const found = await sql<{ kind: string }>`
    select b.kind from activity_card a
    join obligation_card b on b.tenant_id = ${tx.tenant} and b.subject_id = a.id
    where a.tenant_id = ${tx.tenant} and a.proposal_id = ${proposal} and b.accepted_on is not null`.execute(
    tx.sql,
  );
  return new Set(found.rows.map((row) => row.kind));
}

const disbursementColumns = sql`id, program_id as program, proposal_id as proposal, provider, purpose, amount,
  receipt_number as "receiptNumber", receipt_document_id as "receiptDocument", paid_on as "paidOn", state, remark,
  recorded_by as "recordedBy", recorded_at as "recordedAt", reviewed_at as "reviewedAt", version`;

export async function insertDisbursement(
  tx: Tx,
  given: Omit<Disbursement, 'state' | 'remark' | 'recordedAt' | 'reviewedAt' | 'version'>,
): Promise<void> {
  await sql`
    insert into disbursement (tenant_id, id, program_id, proposal_id, provider, purpose, amount, receipt_number,
      receipt_document_id, paid_on, state, recorded_by, recorded_at, version)
    values (${tx.tenant}, ${given.id}, ${given.program}, ${given.proposal}, ${given.provider}, ${given.purpose},
      ${given.amount}, ${given.receiptNumber}, ${given.receiptDocument}, ${given.paidOn}, 'recorded', ${given.recordedBy},
      ${tx.now}, 1)`.execute(tx.sql);
}

export async function lockDisbursement(tx: Tx, id: Id): Promise<Disbursement | undefined> {
  const found = await sql<Disbursement>`
    select ${disbursementColumns} from disbursement where tenant_id = ${tx.tenant} and id = ${id} for update`.execute(
    tx.sql,
  );
  return found.rows[0];
}

export async function disbursementById(tx: Tx, id: Id): Promise<Disbursement | undefined> {
  const found = await sql<Disbursement>`
    select ${disbursementColumns} from disbursement where tenant_id = ${tx.tenant} and id = ${id}`.execute(
    tx.sql,
  );
  return found.rows[0];
}

export async function disbursementsOf(tx: Tx, proposal: Id): Promise<Disbursement[]> {
  const found = await sql<Disbursement>`
    select ${disbursementColumns} from disbursement
    where tenant_id = ${tx.tenant} and proposal_id = ${proposal} order by id limit 500`.execute(tx.sql);
  return found.rows;
}

export async function setReviewed(
  tx: Tx,
  id: Id,
  review: { state: 'approved' | 'refused'; remark: string | null; by: Id },
): Promise<void> {
  await sql`
    update disbursement set state = ${review.state}, remark = ${review.remark}, reviewed_by = ${review.by},
      reviewed_at = ${tx.now}, version = version + 1
    where tenant_id = ${tx.tenant} and id = ${id}`.execute(tx.sql);
}
