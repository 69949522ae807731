import { sql } from 'kysely';
import type { IsoDate } from '#kernel/date.ts';
import type { Id } from '#kernel/id.ts';
import type { RegionCode } from '#kernel/region.ts';
import { type Extent, inArea, inExtent } from '#platform/database/in-area.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';

/** Activities of a programme and who was counted at them, by place or field. Who came twice counts twice. */
export type ParticipationReach = {
  readonly key: string;
  readonly activities: bigint;
  readonly came: bigint;
  readonly women: bigint;
  readonly poorHouseholds: bigint;
};

/** How many activities there are and who took part, by district, village, place (RW) or scope, within an area. */
export async function participationBy(
  tx: Tx,
  program: Id,
  by: 'district' | 'village' | 'place' | 'scope',
  area: RegionCode,
): Promise<ParticipationReach[]> {
  const key = {
    district: sql`left(a.village_code, 8)`,
    village: sql`a.village_code`,
    place: sql`a.place_code`,
    scope: sql`a.scope`,
  }[by];
  const found = await sql<ParticipationReach>`
    select ${key} as key, count(*)::int8 as activities, coalesce(sum(t.people), 0)::int8 as came,
      coalesce(sum(t.women), 0)::int8 as women, coalesce(sum(t.poor), 0)::int8 as "poorHouseholds"
    from activity a
    left join (
      select activity_id, sum(people) as people, sum(women) as women, sum(poor_households) as poor
      from activity_participation where tenant_id = ${tx.tenant} and removed_at is null group by 1
    ) t on t.activity_id = a.id
    where a.tenant_id = ${tx.tenant} and a.program_id = ${program}
      and ${inArea('a.village_code', area)}
    group by 1`.execute(tx.sql);
  return found.rows;
}

/** How many people, and how many women among them, were counted at activities of an area or institution up to a day. Who came twice counts twice. */
export async function presentIn(
  tx: Tx,
  program: Id,
  extent: Extent,
  until: IsoDate,
): Promise<{ readonly people: bigint; readonly women: bigint }> {
  const found = await sql<{ people: bigint; women: bigint }>`
    select coalesce(sum(t.people), 0)::int8 as people, coalesce(sum(t.women), 0)::int8 as women
    from activity a join activity_participation t on t.tenant_id = ${tx.tenant} and t.activity_id = a.id
    where a.tenant_id = ${tx.tenant} and a.program_id = ${program} and t.removed_at is null
      and t.happened_on <= ${until}::date
      and ${inExtent({ place: 'a.village_code', owner: 'a.organization_id' }, extent)}`.execute(tx.sql);
  return found.rows[0] ?? { people: 0n, women: 0n };
}

/** What the activities of an institution's proposals come to: how many there are, and what residents gave to them. */
export async function activitiesOfParty(
  tx: Tx,
  program: Id,
  party: Id,
): Promise<{ readonly activities: bigint; readonly contribution: bigint }> {
  const found = await sql<{ activities: bigint; contribution: bigint }>`
    select count(*)::int8 as activities, coalesce(sum(g.value), 0)::int8 as contribution
    from activity a left join (
      select c.activity_id, sum(c.value) as value
      from activity_contribution c join activity b on b.tenant_id = ${tx.tenant} and b.id = c.activity_id
      where c.tenant_id = ${tx.tenant} and c.removed_at is null and b.organization_id = ${party} group by 1
    ) g on g.activity_id = a.id
    where a.tenant_id = ${tx.tenant} and a.program_id = ${program} and a.organization_id = ${party}`.execute(
    tx.sql,
  );
  return found.rows[0] ?? { activities: 0n, contribution: 0n };
}
