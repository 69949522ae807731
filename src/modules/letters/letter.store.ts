import { sql } from 'kysely';
import type { IsoDate } from '#kernel/date.ts';
import type { Id } from '#kernel/id.ts';
import type { RegionCode } from '#kernel/region.ts';
import { keepNames } from '#modules/search/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';

/** A paper that an office issued, as it went out. */
export type Letter = {
  readonly id: Id;
  /** Which paper it is, as its address names it: `undangan`. */
  readonly form: string;
  /** What it is about. */
  readonly subject: Id;
  readonly organization: Id;
  readonly region: RegionCode;
  readonly title: string;
  readonly number: string;
  readonly year: number;
  /** Its place in the sequence of its office, form and year; null where the number was typed. */
  readonly sequence: number | null;
  readonly issuedOn: IsoDate;
  readonly pdfSha256: string;
  readonly docxSha256: string;
  /** Whether everybody may read the paper itself, and not only that there is one. */
  readonly open: boolean;
  readonly issuedAt: Date;
};

const columns = sql`l.id, l.form, l.subject_id as subject, l.organization_id as organization, l.region_code as region, l.title,
  l.number, l.year, l.sequence, l.issued_on as "issuedOn", l.pdf_sha256 as "pdfSha256", l.docx_sha256 as "docxSha256", l.open,
  l.issued_at as "issuedAt"`;

/** Writes a letter; `taken` when its office has used the number, or its place in the sequence, before. */
export async function insertLetter(
  tx: Tx,
  letter: Omit<Letter, 'issuedAt'>,
  by: Id,
): Promise<'written' | 'taken'> {
  const written = await sql`
    insert into letter (tenant_id, id, form, subject_id, organization_id, region_code, title, number, year, sequence,
      issued_on, pdf_sha256, docx_sha256, open, issued_by, issued_at)
    values (${tx.tenant}, ${letter.id}, ${letter.form}, ${letter.subject}, ${letter.organization}, ${letter.region},
      ${letter.title}, ${letter.number}, ${letter.year}, ${letter.sequence}, ${letter.issuedOn}, ${letter.pdfSha256},
      ${letter.docxSha256}, ${letter.open}, ${by}, ${tx.now})
    on conflict do nothing`.execute(tx.sql);
  if (written.numAffectedRows !== 1n) return 'taken';
  const called = `${letter.title}, ${letter.number}`;
  await keepNames(tx, [
    {
      kind: 'letter',
      thing: letter.id,
      title: { id: called, en: called },
      region: letter.region,
      page: `surat/${letter.id}`,
    },
  ]);
  return 'written';
}

export async function letterById(tx: Tx, id: Id): Promise<Letter | undefined> {
  const found = await sql<Letter>`
    select ${columns} from letter l where l.tenant_id = ${tx.tenant} and l.id = ${id}`.execute(tx.sql);
  return found.rows[0];
}

/** The letters about a thing, the newest first. */
export async function lettersAbout(tx: Tx, subject: Id, limit = 50): Promise<Letter[]> {
  const found = await sql<Letter>`
    select ${columns} from letter l where l.tenant_id = ${tx.tenant} and l.subject_id = ${subject}
    order by l.id desc limit ${limit}`.execute(tx.sql);
  return found.rows;
}

/** The next place in the sequence of an office, form and year. */
export async function nextSequence(tx: Tx, office: Id, form: string, year: number): Promise<number> {
  const found = await sql<{ next: number }>`
    select coalesce(max(sequence), 0)::int4 + 1 as next from letter
    where tenant_id = ${tx.tenant} and organization_id = ${office} and form = ${form} and year = ${year}`.execute(
    tx.sql,
  );
  return found.rows[0]?.next ?? 1;
}

/** Whether an office has used a number before. */
export async function isNumberTaken(tx: Tx, office: Id, number: string): Promise<boolean> {
  const found = await sql<{ id: Id }>`
    select id from letter where tenant_id = ${tx.tenant} and organization_id = ${office} and number = ${number} limit 1`.execute(
    tx.sql,
  );
  return found.rows.length > 0;
}

export type LetterPattern = { readonly form: string; readonly pattern: string; readonly version: number };

/** The patterns that a city has set. */
export async function letterPatterns(tx: Tx): Promise<LetterPattern[]> {
  const found = await sql<LetterPattern>`
    select form, pattern, version from letter_pattern where tenant_id = ${tx.tenant} order by form limit 100`.execute(
    tx.sql,
  );
  return found.rows;
}

/** Sets the pattern of a form. */
export async function setPattern(tx: Tx, form: string, pattern: string, by: Id): Promise<void> {
  await sql`
    insert into letter_pattern (tenant_id, form, pattern, set_by, set_at, version)
    values (${tx.tenant}, ${form}, ${pattern}, ${by}, ${tx.now}, 1)
    on conflict (tenant_id, form) do update set pattern = excluded.pattern, set_by = excluded.set_by,
      set_at = excluded.set_at, version = letter_pattern.version + 1`.execute(tx.sql);
}
