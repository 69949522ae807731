import { sql } from 'kysely';
import type { Id } from '#kernel/id.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Refund } from './refund.ts';

const columns = sql`id, program_id as program, proposal_id as proposal, disbursement_id as disbursement, amount, reason,
  receipt_number as number, receipt_document_id as document, refunded_on as "refundedOn", state, remark,
  recorded_by as "recordedBy", recorded_at as "recordedAt", reviewed_at as "reviewedAt", version`;

export async function insertRefund(
  tx: Tx,
  refund: Omit<Refund, 'state' | 'remark' | 'recordedAt' | 'reviewedAt' | 'version'>,
): Promise<void> {
  await sql`
    insert into refund (tenant_id, id, program_id, proposal_id, disbursement_id, amount, reason, receipt_number,
      receipt_document_id, refunded_on, state, recorded_by, recorded_at, version)
    values (${tx.tenant}, ${refund.id}, ${refund.program}, ${refund.proposal}, ${refund.disbursement}, ${refund.amount},
      ${refund.reason}, ${refund.number}, ${refund.document}, ${refund.refundedOn}, 'recorded', ${refund.recordedBy},
      ${tx.now}, 1)`.execute(tx.sql);
}

export async function refundById(tx: Tx, id: Id): Promise<Refund | undefined> {
  const found = await sql<Refund>`
    select ${columns} from refund where tenant_id = ${tx.tenant} and id = ${id}`.execute(tx.sql);
  return found.rows[0];
}

export async function lockRefund(tx: Tx, id: Id): Promise<Refund | undefined> {
  const found = await sql<Refund>`
    select ${columns} from refund where tenant_id = ${tx.tenant} and id = ${id} for update`.execute(tx.sql);
  return found.rows[0];
}

export async function refundsOf(tx: Tx, proposal: Id): Promise<Refund[]> {
  const found = await sql<Refund>`
    select ${columns} from refund
    where tenant_id = ${tx.tenant} and proposal_id = ${proposal} order by id limit 500`.execute(tx.sql);
  return found.rows;
}

export async function setRefundReviewed(
  tx: Tx,
  id: Id,
  review: { state: 'approved' | 'refused'; remark: string | null; by: Id },
): Promise<void> {
  await sql`
    update refund set state = ${review.state}, remark = ${review.remark}, reviewed_by = ${review.by},
      reviewed_at = ${tx.now}, version = version + 1
    where tenant_id = ${tx.tenant} and id = ${id}`.execute(tx.sql);
}
