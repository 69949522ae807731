import { sql } from 'kysely';
import type { Id } from '#kernel/id.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';

export async function insertCode(
  tx: Tx,
  code: { id: Id; person: Id; hash: string; issuedBy: Id; expiresAt: Date },
): Promise<void> {
  await sql`
    insert into sign_in_code (tenant_id, id, person_id, code_hash, issued_by, issued_at, expires_at)
    values (${tx.tenant}, ${code.id}, ${code.person}, ${code.hash}, ${code.issuedBy}, ${tx.now}, ${code.expiresAt})`.execute(
    tx.sql,
  );
}

/** Uses up one try of a person's newest code; undefined when there is none that is unused, young and untired enough. */
export async function takeAttempt(
  tx: Tx,
  person: Id,
  most: number,
): Promise<{ id: Id; hash: string } | undefined> {
  const taken = await sql<{ id: Id; hash: string }>`
    update sign_in_code set attempts = attempts + 1
    where tenant_id = ${tx.tenant} and used_at is null and attempts < ${most} and expires_at > ${tx.now}
      and id = (select id from sign_in_code where tenant_id = ${tx.tenant} and person_id = ${person}
        order by issued_at desc, id desc limit 1)
    returning id, code_hash as hash`.execute(tx.sql);
  return taken.rows[0];
}

/** Answers whether the code was still unused. */
export async function useCode(tx: Tx, id: Id): Promise<boolean> {
  const used = await sql`
    update sign_in_code set used_at = ${tx.now}
    where tenant_id = ${tx.tenant} and id = ${id} and used_at is null`.execute(tx.sql);
  return used.numAffectedRows === 1n;
}

export async function setPhone(tx: Tx, person: Id, phone: string): Promise<void> {
  await sql`update person set phone = ${phone} where tenant_id = ${tx.tenant} and id = ${person}`.execute(
    tx.sql,
  );
}
