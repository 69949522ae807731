import { sql } from 'kysely';
import type { Id } from '#kernel/id.ts';
import type { RegionCode } from '#kernel/region.ts';
import { inReach, ofProgram, type Reach, waitedForAt } from '#platform/database/in-area.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';

/** A proposal that was handed in, and to which village. */
export type Submission = {
  readonly proposal: Id;
  readonly program: Id;
  readonly organization: Id;
  readonly village: RegionCode;
  readonly submittedAt: Date;
};

/** Proposals of institutions within reach handed in up to a moment and not withdrawn, latest first. */
export async function submissionsIn(tx: Tx, reach: Reach, until: Date, limit: number): Promise<Submission[]> {
  const found = await sql<Submission>`
    select id as proposal, program_id as program, organization_id as organization, village_code as village,
      submitted_at as "submittedAt"
    from proposal
    where tenant_id = ${tx.tenant} and organization_id is not null and submitted_at <= ${until} and state not in ('draft', 'withdrawn')
      and (${inReach({ place: 'village_code', owner: 'organization_id', by: 'organization_id' }, reach)}
        or ${waitedForAt('village_code', reach)}) and ${ofProgram('program_id', reach)}
    order by submitted_at desc, id limit ${limit}`.execute(tx.sql);
  return found.rows;
}
