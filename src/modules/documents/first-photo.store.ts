import { sql } from 'kysely';
import type { Id } from '#kernel/id.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';

/** A photo that everybody may see of something that is published. */
export type FirstPhoto = { readonly subject: Id; readonly id: Id; readonly caption: string };

/** The first public photo of several things, by thing. */
export async function firstPhotosOf(tx: Tx, subjects: readonly Id[]): Promise<Map<Id, FirstPhoto>> {
  if (subjects.length === 0) return new Map();
  const found = await sql<FirstPhoto>`
    select distinct on (subject_id) subject_id as subject, id, caption from document
    where tenant_id = ${tx.tenant} and subject_id = any(${[...subjects]}::uuid[]) and role = 'photo' and public
      and thumbnail_sha256 is not null and removed_at is null
    order by subject_id, id`.execute(tx.sql);
  return new Map(found.rows.map((one) => [one.subject, one]));
}
