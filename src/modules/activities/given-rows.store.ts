import { sql } from 'kysely';
import type { Id } from '#kernel/id.ts';
import type { RegionCode } from '#kernel/region.ts';
import { inArea } from '#platform/database/in-area.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { RealisedContribution } from './activity.store.ts';

/** What residents gave to an activity, behind the figure of all that they gave. Everybody may read it. */
export type GivenRow = RealisedContribution & {
  readonly recordedAt: Date;
  readonly activity: Id;
  readonly proposal: Id;
  readonly title: string;
  readonly organizationName: string;
  readonly villageName: string;
};

/**
 * What residents gave to the activities of a programme in an area, the newest first below the cursor: the sum over all pages
 * is the figure that `countsBy` keeps.
 */
export async function givenRows(
  tx: Tx,
  of: { readonly program: Id; readonly area: RegionCode },
  limit: number,
  after?: Id,
): Promise<GivenRow[]> {
  const found = await sql<GivenRow>`
    select g.id, g.form, g.description, g.value, g.recorded_at as "recordedAt", a.id as activity, a.proposal_id as proposal,
      a.title, o.name as "organizationName", r.name as "villageName"
    from activity_contribution g
    join activity a on a.tenant_id = ${tx.tenant} and a.id = g.activity_id
    join organization_card o on o.tenant_id = ${tx.tenant} and o.id = a.organization_id
    join region r on r.code = a.village_code
    where g.tenant_id = ${tx.tenant} and g.removed_at is null and a.program_id = ${of.program}
      and ${inArea('a.village_code', of.area)}
      and (${after ?? null}::uuid is null or g.id < ${after ?? null}::uuid)
    order by g.id desc limit ${limit}`.execute(tx.sql);
  return found.rows;
}
