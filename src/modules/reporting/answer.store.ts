import { sql } from 'kysely';
import type { Id } from '#kernel/id.ts';
import type { RegionCode } from '#kernel/region.ts';
import { inArea } from '#platform/database/in-area.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';

/** The answer an office gave to a report: accepted or returned. */
export type ReportAnswer = {
  readonly report: Id;
  readonly organization: Id;
  readonly office: string;
  readonly answeredBy: Id;
  readonly answeredAt: Date;
};

/** Answers to reports of an area up to a moment, latest first. */
export async function reportAnswersIn(
  tx: Tx,
  area: RegionCode,
  until: Date,
  limit: number,
): Promise<ReportAnswer[]> {
  const found = await sql<ReportAnswer>`
    select r.id as report, r.organization_id as organization, v.office, v.reviewed_by as "answeredBy",
      v.reviewed_at as "answeredAt"
    from report r
    join report_review v on v.tenant_id = ${tx.tenant} and v.report_id = r.id
    where r.tenant_id = ${tx.tenant} and v.reviewed_at <= ${until}
      and ${inArea('r.village_code', area)}
    order by v.reviewed_at desc, v.id limit ${limit}`.execute(tx.sql);
  return found.rows;
}
