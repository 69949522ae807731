import { sql } from 'kysely';
import type { IsoDate } from '#kernel/date.ts';
import type { Id } from '#kernel/id.ts';
import { inReach, ofProgram, type Reach, waitedForAt } from '#platform/database/in-area.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';

/** An activity handed over, to whom as written in its handover record. */
export type Handover = {
  readonly activity: Id;
  readonly organization: Id;
  readonly handedOverTo: string;
  readonly handedOverOn: IsoDate;
};

/** Activities within reach handed over up to a day, latest first. */
export async function handoversIn(tx: Tx, reach: Reach, until: IsoDate, limit: number): Promise<Handover[]> {
  const found = await sql<Handover>`
    select id as activity, organization_id as organization, handed_over_to as "handedOverTo",
      handed_over_on as "handedOverOn"
    from activity
    where tenant_id = ${tx.tenant} and handed_over_on <= ${until}::date and handed_over_to is not null
      and (${inReach({ place: 'village_code', owner: 'organization_id', by: 'organization_id' }, reach)}
        or ${waitedForAt('village_code', reach)}) and ${ofProgram('program_id', reach)}
    order by handed_over_on desc, id limit ${limit}`.execute(tx.sql);
  return found.rows;
}
