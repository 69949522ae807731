import { sql } from 'kysely';
import type { Id } from '#kernel/id.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';

/** What was entered of the head of an office's letters; of the city what stands above all its offices, and the logo. */
export type KeptLetterhead = {
  /** The office, or the city by its own id. */
  readonly office: Id;
  /** One line each; empty for what is usual. */
  readonly lines: string;
  readonly address: string;
  readonly contact: string;
  /** Of the city alone. */
  readonly logoSha256: string | null;
  readonly version: number;
};

/** What was entered for the given offices; of one without anything there is nothing. */
export async function letterheadsOf(tx: Tx, offices: readonly Id[]): Promise<Map<Id, KeptLetterhead>> {
  const found = await sql<KeptLetterhead>`
    select office_id as office, lines, address, contact, logo_sha256 as "logoSha256", version from letterhead
    where tenant_id = ${tx.tenant} and office_id = any(${[...new Set(offices)]}::uuid[])`.execute(tx.sql);
  return new Map(found.rows.map((one) => [one.office, one]));
}

/** Enters the head of an office's letters; false when it was changed since the version that was seen (0: none was there). */
export async function keepLetterhead(
  tx: Tx,
  { office, lines, address, contact, logoSha256, version }: KeptLetterhead,
  by: Id,
): Promise<boolean> {
  const written =
    version === 0
      ? await sql`
          insert into letterhead (tenant_id, office_id, lines, address, contact, logo_sha256, set_by, set_at, version)
          values (${tx.tenant}, ${office}, ${lines}, ${address}, ${contact}, ${logoSha256}, ${by}, ${tx.now}, 1)
          on conflict do nothing`.execute(tx.sql)
      : await sql`
          update letterhead set lines = ${lines}, address = ${address}, contact = ${contact}, logo_sha256 = ${logoSha256},
            set_by = ${by}, set_at = ${tx.now}, version = version + 1
          where tenant_id = ${tx.tenant} and office_id = ${office} and version = ${version}`.execute(tx.sql);
  return written.numAffectedRows === 1n;
}
