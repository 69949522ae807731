import { sql } from 'kysely';
import type { Id } from '#kernel/id.ts';
import type { RegionCode } from '#kernel/region.ts';
import { inReach, ofProgram, type Reach } from '#platform/database/in-area.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';

/** The answer an office gave to a filing: accepted or returned. */
export type FilingAnswer = {
  readonly filing: Id;
  readonly organization: Id;
  readonly region: RegionCode;
  readonly office: string;
  readonly answeredBy: Id;
  readonly answeredAt: Date;
};

/** Answers to filings within reach up to a moment, latest first. */
export async function filingAnswersIn(
  tx: Tx,
  reach: Reach,
  until: Date,
  limit: number,
): Promise<FilingAnswer[]> {
  const found = await sql<FilingAnswer>`
    select r.id as filing, r.organization_id as organization, r.region_code as region, v.office, v.answered_by as "answeredBy",
      v.answered_at as "answeredAt"
    from filing r
    join step_answer_card v on v.tenant_id = ${tx.tenant} and v.subject_id = r.id
    where r.tenant_id = ${tx.tenant} and v.answered_at <= ${until}
      and ${inReach({ place: 'r.region_code', owner: 'r.organization_id', by: 'v.answered_by' }, reach)} and ${ofProgram('r.program_id', reach)}
    order by v.answered_at desc, v.id limit ${limit}`.execute(tx.sql);
  return found.rows;
}
