import { sql } from 'kysely';
import type { Id } from '#kernel/id.ts';
import type { RegionCode } from '#kernel/region.ts';
import { inArea } from '#platform/database/in-area.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';

/** A forum that was held, with the neighbourhoods whose boards (RW, or an RT in it) were recorded as present. */
export type Sitting = {
  readonly forum: Id;
  readonly region: RegionCode;
  readonly startsAt: Date;
  readonly sealed: boolean;
  readonly convenedBy: Id;
  readonly neighbourhoods: readonly RegionCode[];
};

/** Forums held in an area up to a moment, latest first. Persons without a board are not among those present here. */
export async function sittingsIn(tx: Tx, area: RegionCode, until: Date, limit: number): Promise<Sitting[]> {
  const found = await sql<Sitting>`
    select f.id as forum, f.region_code as region, f.starts_at as "startsAt", f.state = 'sealed' as sealed,
      f.convened_by as "convenedBy",
      coalesce((
        select array_agg(distinct split_part(a.unit, '/', 1)) from attendance a
        where a.tenant_id = ${tx.tenant} and a.forum_id = f.id and a.unit is not null and a.removed_at is null
          and a.element <> 'seats'
      ), '{}') as neighbourhoods
    from forum f
    where f.tenant_id = ${tx.tenant} and f.state in ('open', 'adjourned', 'sealed') and f.starts_at <= ${until}
      and ${inArea('f.region_code', area)}
    order by f.starts_at desc, f.id limit ${limit}`.execute(tx.sql);
  return found.rows;
}

/** A standing decision: who took it, on whose proposal. */
export type DecisionTaken = {
  readonly forum: Id;
  readonly proposal: Id;
  readonly organization: Id;
  readonly decidedBy: Id;
  readonly decidedAt: Date;
};

/** Decisions that stand in forums of an area up to a moment, latest first. */
export async function decisionsIn(
  tx: Tx,
  area: RegionCode,
  until: Date,
  limit: number,
): Promise<DecisionTaken[]> {
  const found = await sql<DecisionTaken>`
    select d.forum_id as forum, d.proposal_id as proposal, p.organization_id as organization,
      d.decided_by as "decidedBy", d.decided_at as "decidedAt"
    from forum f
    join decision d on d.tenant_id = ${tx.tenant} and d.forum_id = f.id
    join proposal_card p on p.tenant_id = ${tx.tenant} and p.id = d.proposal_id
    where f.tenant_id = ${tx.tenant} and p.organization_id is not null and d.revoked_at is null and d.decided_at <= ${until}
      and ${inArea('f.region_code', area)}
    order by d.decided_at desc, d.id limit ${limit}`.execute(tx.sql);
  return found.rows;
}
