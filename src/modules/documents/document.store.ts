import { sql } from 'kysely';
import { type Id, newId } from '#kernel/id.ts';
import { isRefusal, type Refusal, refuse } from '#kernel/refusal.ts';
import { type SentFile, sizeOf } from '#kernel/sent-file.ts';
import type { Thing } from '#kernel/thing.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { FileStore } from '#platform/file-store.ts';
import { ALIKE } from './likeness.ts';
import { type PreparedFile, prepareFile } from './picture.ts';

/** A file that belongs to a subject, in a role such as `photo`, `photo-50`, `receipt`. */
export type Document = {
  readonly id: Id;
  readonly subjectType: Thing;
  readonly subjectId: Id;
  readonly role: string;
  /** SHA-256 (hex) of the file that is kept. */
  readonly sha256: string;
  /** SHA-256 (hex) of the file as it was sent; null for what was kept before it was noted. */
  readonly original: string | null;
  readonly thumbnail: string | null;
  readonly mediaType: string;
  readonly bytes: number;
  readonly width: number | null;
  readonly height: number | null;
  /** What copies of one picture have in common; null for what is no picture. */
  readonly likeness: string | null;
  readonly caption: string;
  readonly public: boolean;
  readonly uploadedAt: Date;
};

const columns = sql`id, subject_type as "subjectType", subject_id as "subjectId", role, file_sha256 as sha256,
  original_sha256 as original, thumbnail_sha256 as thumbnail, media_type as "mediaType", bytes, width, height, likeness, caption, public,
  uploaded_at as "uploadedAt"`;

/** A prepared file whose bytes are safely kept, ready to be attached in a transaction. */
export type StoredFile = Omit<PreparedFile, 'content' | 'thumbnail'> & {
  readonly sha256: string;
  readonly thumbnail: string | null;
  readonly size: number;
};

/** Keeps the bytes before the transaction begins, so that a row never names a file that is not there. */
export async function keepFile(files: FileStore, prepared: PreparedFile): Promise<StoredFile> {
  const { content, thumbnail, ...about } = prepared;
  return {
    ...about,
    sha256: await files.put(content),
    thumbnail: thumbnail && (await files.put(thumbnail)),
    size: sizeOf(content),
  };
}

/** A file that was sent now, or one that was kept before. */
export type GivenFile = SentFile | StoredFile;

export function isKept(file: GivenFile): file is StoredFile {
  return !(file instanceof Uint8Array) && 'thumbnail' in file;
}

/**
 * Prepares files and keeps them, one after the other; the first that is refused ends it, and so does it when their sender
 * has left. What was kept by then is swept.
 */
export async function keepFiles(
  files: FileStore,
  field: string,
  sent: readonly SentFile[],
  wanted: 'picture' | 'receipt',
  left?: AbortSignal,
): Promise<StoredFile[] | Refusal> {
  const kept: StoredFile[] = [];
  for (const file of sent) {
    if (left?.aborted) return refuse('analysis.left');
    const prepared = await prepareFile(field, file, wanted);
    if (isRefusal(prepared)) return prepared;
    kept.push(await keepFile(files, prepared));
  }
  return kept;
}

export async function attach(
  tx: Tx,
  file: StoredFile,
  to: {
    subjectType: Thing;
    subjectId: Id;
    role: string;
    caption: string;
    public: 'public' | 'private';
    by: Id;
  },
): Promise<Id> {
  const id = newId(tx.now);
  await sql`
    insert into document (tenant_id, id, subject_type, subject_id, role, file_sha256, original_sha256, thumbnail_sha256, media_type,
      bytes, width, height, likeness, caption, public, uploaded_by, uploaded_at)
    values (${tx.tenant}, ${id}, ${to.subjectType}, ${to.subjectId}, ${to.role}, ${file.sha256}, ${file.original},
      ${file.thumbnail}, ${file.mediaType}, ${file.size}, ${file.width}, ${file.height}, ${file.likeness}, ${to.caption}, ${to.public === 'public'}, ${to.by},
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

/** A photo of a subject that is like another photo: its own at another step, or one of another activity. */
export type PictureLike = { readonly photo: Id; readonly other: Id; readonly subject: Id };

/** The photos of an activity that look like another photo of the city's activities, each once, the oldest such beside it. */
export async function picturesLike(tx: Tx, activity: Id, limit: number): Promise<PictureLike[]> {
  const found = await sql<PictureLike>`
    select distinct on (d.id) d.id as photo, o.id as other, o.subject_id as subject
    from document d
    join document o on o.tenant_id = ${tx.tenant} and o.id <> d.id and o.removed_at is null and o.role like 'photo%'
      and o.subject_type = 'activity' and o.likeness is not null
      and bit_count(('x' || o.likeness)::bit(64) # ('x' || d.likeness)::bit(64)) <= ${ALIKE}
    where d.tenant_id = ${tx.tenant} and d.subject_id = ${activity} and d.subject_type = 'activity' and d.removed_at is null
      and d.role like 'photo%' and d.likeness is not null
    order by d.id, o.id limit ${limit}`.execute(tx.sql);
  return found.rows;
}

/** Those of the given documents that are pictures, of which a small one can be shown. */
export async function picturesAmong(tx: Tx, ids: readonly Id[]): Promise<Set<Id>> {
  if (ids.length === 0) return new Set();
  const found = await sql<{ id: Id }>`
    select id from document
    where tenant_id = ${tx.tenant} and id = any(${[...ids]}::uuid[]) and thumbnail_sha256 is not null and removed_at is null`.execute(
    tx.sql,
  );
  return new Set(found.rows.map((row) => row.id));
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

/** Those of the given hashes that a document of this tenant refers to, whole or as its small picture; removed ones refer to nothing. */
export async function hashesInUse(tx: Tx, hashes: readonly string[]): Promise<string[]> {
  const found = await sql<{ sha256: string }>`
    select file_sha256 as sha256 from document
    where tenant_id = ${tx.tenant} and file_sha256 = any(${hashes}::text[]) and removed_at is null
    union
    select thumbnail_sha256 from document
    where tenant_id = ${tx.tenant} and thumbnail_sha256 = any(${hashes}::text[]) and removed_at is null`.execute(
    tx.sql,
  );
  return found.rows.map((row) => row.sha256);
}

/** The files that documents which were not removed refer to, some at a time, in the order of the documents. */
export async function* filesReferredTo(
  tx: Tx,
): AsyncGenerator<readonly { readonly id: Id; readonly column: string; readonly sha256: string }[]> {
  for (let after: Id | null = null; ; ) {
    const { rows }: { rows: { id: string; file: string; thumbnail: string | null }[] } = await sql<{
      id: string;
      file: string;
      thumbnail: string | null;
    }>`
      select id, file_sha256 as file, thumbnail_sha256 as thumbnail from document
      where tenant_id = ${tx.tenant} and removed_at is null and (${after}::uuid is null or id > ${after}::uuid)
      order by id limit 1000`.execute(tx.sql);
    yield rows.flatMap(({ id, file, thumbnail }) => [
      { id, column: 'file_sha256', sha256: file },
      ...(thumbnail === null ? [] : [{ id, column: 'thumbnail_sha256', sha256: thumbnail }]),
    ]);
    after = rows.at(-1)?.id ?? null;
    if (after === null) return;
  }
}
