import { sql } from 'kysely';
import { type Id, newId } from '#kernel/id.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { FileStore } from '#platform/file-store.ts';
import type { PreparedFile } from './picture.ts';

/** A file that belongs to a subject, in a role such as `photo`, `photo-50`, `receipt`. */
export type Document = {
  readonly id: Id;
  readonly subjectType: string;
  readonly subjectId: Id;
  readonly role: string;
  readonly sha256: string;
  readonly thumbnail: string | null;
  readonly mediaType: string;
  readonly bytes: number;
  readonly width: number | null;
  readonly height: number | null;
  readonly caption: string;
  readonly public: boolean;
  readonly uploadedAt: Date;
};

const columns = sql`id, subject_type as "subjectType", subject_id as "subjectId", role, file_sha256 as sha256,
  thumbnail_sha256 as thumbnail, media_type as "mediaType", bytes, width, height, caption, public,
  uploaded_at as "uploadedAt"`;

/** A prepared file whose bytes are safely kept, ready to be attached in a transaction. */
export type StoredFile = Omit<PreparedFile, 'bytes' | 'thumbnail'> & {
  readonly sha256: string;
  readonly thumbnail: string | null;
  readonly size: number;
};

/** Keeps the bytes before the transaction begins, so that a row never names a file that is not there. */
export async function keepFile(files: FileStore, prepared: PreparedFile): Promise<StoredFile> {
  const { bytes, thumbnail, ...about } = prepared;
  return {
    ...about,
    sha256: await files.put(bytes),
    thumbnail: thumbnail && (await files.put(thumbnail)),
    size: bytes.length,
  };
}

export async function attach(
  tx: Tx,
  file: StoredFile,
  to: {
    subjectType: string;
    subjectId: Id;
    role: string;
    caption: string;
    public: 'public' | 'private';
    by: Id;
  },
): Promise<Id> {
  const id = newId(tx.now);
  await sql`
    insert into document (tenant_id, id, subject_type, subject_id, role, file_sha256, thumbnail_sha256, media_type, bytes,
      width, height, caption, public, uploaded_by, uploaded_at)
    values (${tx.tenant}, ${id}, ${to.subjectType}, ${to.subjectId}, ${to.role}, ${file.sha256}, ${file.thumbnail},
      ${file.mediaType}, ${file.size}, ${file.width}, ${file.height}, ${to.caption}, ${to.public === 'public'}, ${to.by},
      ${tx.now})`.execute(tx.sql);
  if (file.position) {
    await sql`
      insert into document_position (tenant_id, document_id, latitude, longitude, taken_at)
      values (${tx.tenant}, ${id}, ${file.position.latitude}, ${file.position.longitude}, ${file.position.takenAt})`.execute(
      tx.sql,
    );
  }
  return id;
}

/** The documents of a subject, oldest first; those removed are left out. */
export async function documentsOf(tx: Tx, subject: Id, limit = 200): Promise<Document[]> {
  const found = await sql<Document>`
    select ${columns} from document
    where tenant_id = ${tx.tenant} and subject_id = ${subject} and removed_at is null
    order by id limit ${limit}`.execute(tx.sql);
  return found.rows;
}

export async function documentById(tx: Tx, id: Id): Promise<Document | undefined> {
  const found = await sql<Document>`
    select ${columns} from document
    where tenant_id = ${tx.tenant} and id = ${id} and removed_at is null`.execute(tx.sql);
  return found.rows[0];
}

export async function removeDocument(tx: Tx, id: Id): Promise<void> {
  await sql`
    update document set removed_at = ${tx.now}
    where tenant_id = ${tx.tenant} and id = ${id} and removed_at is null`.execute(tx.sql);
}
