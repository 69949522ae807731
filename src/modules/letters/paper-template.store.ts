import { sql } from 'kysely';
import type { Id } from '#kernel/id.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';

/** A version of the template that an office's papers of a form are made from. */
export type PaperTemplate = {
  readonly form: string;
  readonly version: number;
  /** Its document and the hash of it; null where the office went back to the form that Pilar writes. */
  readonly document: Id | null;
  readonly sha256: string | null;
  readonly fileName: string;
  readonly by: Id;
  readonly at: Date;
};

const columns = sql`form, version, document_id as document, docx_sha256 as sha256, file_name as "fileName", kept_by as by,
  kept_at as at`;

/** All versions of the templates of an office, or of those of one form, the newest first. */
export async function templatesOf(tx: Tx, office: Id, form?: string, limit = 200): Promise<PaperTemplate[]> {
  const found = await sql<PaperTemplate>`
    select ${columns} from paper_template
    where tenant_id = ${tx.tenant} and organization_id = ${office} and (${form ?? null}::text is null or form = ${form ?? null})
    order by form, version desc limit ${limit}`.execute(tx.sql);
  return found.rows;
}

/** The newest version of an office's template for a form; undefined while it never had one. */
export async function currentTemplate(tx: Tx, office: Id, form: string): Promise<PaperTemplate | undefined> {
  return (await templatesOf(tx, office, form, 1))[0];
}

/** Keeps a version; false when somebody else has just kept one of that number. */
export async function insertTemplate(
  tx: Tx,
  office: Id,
  { form, version, document, sha256, fileName }: Omit<PaperTemplate, 'by' | 'at'>,
  by: Id,
): Promise<boolean> {
  const written = await sql`
    insert into paper_template (tenant_id, organization_id, form, version, document_id, docx_sha256, file_name, kept_by, kept_at)
    values (${tx.tenant}, ${office}, ${form}, ${version}, ${document}, ${sha256}, ${fileName}, ${by}, ${tx.now})
    on conflict do nothing`.execute(tx.sql);
  return written.numAffectedRows === 1n;
}
