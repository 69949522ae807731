import { sql } from 'kysely';
import type { Id } from '#kernel/id.ts';
import type { RegionCode } from '#kernel/region.ts';
import { inReach, ofProgram, type Reach, waitedForAt } from '#platform/database/in-area.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';

/** A forum that was held, with the neighbourhoods whose boards (RW, or an RT in it) were recorded as present. */
export type Sitting = {
  readonly forum: Id;
  readonly program: Id;
  /** Which of the model's forums it is. */
  readonly kind: string;
  readonly region: RegionCode;
  readonly startsAt: Date;
  readonly sealed: boolean;
  readonly convenedBy: Id;
  readonly neighbourhoods: readonly RegionCode[];
  /** Who sat on the seats of a body. */
  readonly seated: readonly Id[];
};

/** Forums held within reach up to a moment, latest first. Persons without a board or seat are not among those present here. */
export async function sittingsIn(tx: Tx, reach: Reach, until: Date, limit: number): Promise<Sitting[]> {
  const found = await sql<Sitting>`
    select f.id as forum, f.program_id as program, f.forum as kind, f.region_code as region, f.starts_at as "startsAt", f.state = 'sealed' as sealed,
      f.convened_by as "convenedBy",
      coalesce((
        select array_agg(distinct split_part(a.unit, '/', 1)) from attendance a
        where a.tenant_id = ${tx.tenant} and a.forum_id = f.id and a.unit is not null and a.removed_at is null
          and a.element <> 'seats'
      ), '{}') as neighbourhoods,
      coalesce((
        select array_agg(distinct a.person_id) from attendance a
        where a.tenant_id = ${tx.tenant} and a.forum_id = f.id and a.removed_at is null and a.element = 'seats'
          and a.person_id is not null
      ), '{}') as seated
    from forum f
    where f.tenant_id = ${tx.tenant} and f.state in ('open', 'adjourned', 'sealed') and f.starts_at <= ${until}
      and (${inReach({ place: 'f.region_code', owner: 'f.convened_by', by: 'f.convened_by' }, reach)}
        or ${waitedForAt('f.region_code', reach)}) and ${ofProgram('f.program_id', reach)}
    order by f.starts_at desc, f.id limit ${limit}`.execute(tx.sql);
  return found.rows;
}

/** A standing decision: who took it, on whose proposal. */
export type DecisionTaken = {
  readonly forum: Id;
  readonly program: Id;
  /** Which of the model's forums it is. */
  readonly kind: string;
  readonly region: RegionCode;
  readonly proposal: Id;
  readonly organization: Id;
  readonly decidedBy: Id;
  readonly decidedAt: Date;
};

/** Decisions that stand in forums within reach up to a moment, latest first. */
export async function decisionsIn(
  tx: Tx,
  reach: Reach,
  until: Date,
  limit: number,
): Promise<DecisionTaken[]> {
  const found = await sql<DecisionTaken>`
    select d.forum_id as forum, f.program_id as program, f.forum as kind, f.region_code as region, d.proposal_id as proposal, p.organization_id as organization,
      d.decided_by as "decidedBy", d.decided_at as "decidedAt"
    from forum f
    join decision d on d.tenant_id = ${tx.tenant} and d.forum_id = f.id
    join proposal_card p on p.tenant_id = ${tx.tenant} and p.id = d.proposal_id
    where f.tenant_id = ${tx.tenant} and p.organization_id is not null and d.revoked_at is null and d.decided_at <= ${until}
      and ${inReach({ place: 'f.region_code', owner: 'p.organization_id', by: 'd.decided_by' }, reach)} and ${ofProgram('f.program_id', reach)}
    order by d.decided_at desc, d.id limit ${limit}`.execute(tx.sql);
  return found.rows;
}
