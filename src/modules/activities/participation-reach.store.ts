import { sql } from 'kysely';
import type { Id } from '#kernel/id.ts';
import type { RegionCode } from '#kernel/region.ts';
import { inArea } from '#platform/database/in-area.ts';
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
