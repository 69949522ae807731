import { sql } from 'kysely';
import type { Id } from '#kernel/id.ts';
import type { RegionCode } from '#kernel/region.ts';
import { inArea } from '#platform/database/in-area.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';

/** The answer an office gave to a filing: accepted or returned. */
export type FilingAnswer = {
  readonly filing: Id;
  readonly organization: Id;
  readonly office: string;
  readonly answeredBy: Id;
  readonly answeredAt: Date;
};

/** Answers to filings of an area up to a moment, latest first. */
export async function filingAnswersIn(
  tx: Tx,
  area: RegionCode,
  until: Date,
  limit: number,
): Promise<FilingAnswer[]> {
  const found = await sql<FilingAnswer>`
    select r.id as filing, r.organization_id as organization, v.office, v.reviewed_by as "answeredBy",
      v.reviewed_at as "answeredAt"
    from filing r
    join filing_answer v on v.tenant_id = ${tx.tenant} and v.filing_id = r.id
    where r.tenant_id = ${tx.tenant} and v.reviewed_at <= ${until}
      and ${inArea('r.village_code', area)}
    order by v.reviewed_at desc, v.id limit ${limit}`.execute(tx.sql);
  return found.rows;
}
