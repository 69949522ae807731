import { sql } from 'kysely';
import { type Id, newId } from '#kernel/id.ts';
import { toJson } from '#kernel/json.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { FilingRemark, NewRemark } from './remark.ts';

type Row = Omit<FilingRemark, 'told'> & { readonly told: string };

/** Everything that was said of the parts of a filing, round by round. */
export async function remarksOn(tx: Tx, filing: Id): Promise<FilingRemark[]> {
  const found = await sql<Row>`
    select id, part, told, verdict, priority_id as priority, remark, office, made_at as "madeAt", reply, replied_at as "repliedAt"
    from filing_remark where tenant_id = ${tx.tenant} and filing_id = ${filing}
    order by made_at, position limit 5000`.execute(tx.sql);
  return found.rows.map((row) => {
    const told: FilingRemark['told'] = JSON.parse(row.told);
    return { ...row, told };
  });
}

/** What a step says of the parts of a filing, in the order of its parts. */
export async function insertRemarks(
  tx: Tx,
  of: { readonly filing: Id; readonly step: string; readonly by: Id; readonly office: string },
  said: readonly NewRemark[],
): Promise<void> {
  if (said.length === 0) return;
  await sql`
    insert into filing_remark (tenant_id, id, filing_id, step, position, part, told, verdict, priority_id, remark, made_by, office,
      made_at, reply)
    select ${tx.tenant}::uuid, given.id, ${of.filing}::uuid, ${of.step}, given.position, given.part, given.told, given.verdict,
      given.priority, given.remark, ${of.by}::uuid, ${of.office}, ${tx.now}::timestamptz, ''
    from unnest(${said.map(() => newId(tx.now))}::uuid[], ${said.map((_, i) => i)}::int[], ${said.map((one) => one.part)}::text[],
      ${said.map((one) => toJson(one.told))}::text[], ${said.map((one) => one.verdict)}::text[],
      ${said.map((one) => one.priority)}::uuid[], ${said.map((one) => one.remark)}::text[])
      as given (id, position, part, told, verdict, priority, remark)`.execute(tx.sql);
}

/** Keeps answers to remarks: of a draft, or as they were handed in. */
export async function saveReplies(
  tx: Tx,
  replies: readonly { readonly remark: Id; readonly reply: string }[],
  handedIn: 'draft' | 'handed-in',
): Promise<void> {
  if (replies.length === 0) return;
  await sql`
    update filing_remark set reply = given.reply, replied_at = ${handedIn === 'handed-in' ? tx.now : null}::timestamptz
    from unnest(${replies.map((one) => one.remark)}::uuid[], ${replies.map((one) => one.reply)}::text[]) as given (remark, reply)
    where filing_remark.tenant_id = ${tx.tenant} and filing_remark.id = given.remark`.execute(tx.sql);
}
