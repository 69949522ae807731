import { sql } from 'kysely';
import type { IsoDate } from '#kernel/date.ts';
import type { Id } from '#kernel/id.ts';
import type { Rupiah } from '#kernel/money.ts';
import type { RegionCode } from '#kernel/region.ts';
import { type Extent, inArea, inExtent } from '#platform/database/in-area.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';

/** The most poor households that took part in one activity on one occasion, and where it was. */
export type PoorReached = {
  readonly activity: Id;
  readonly place: RegionCode;
  readonly poorHouseholds: number;
};

/** What the activities of a programme in an area reached up to a day: of each, its best attended occasion. */
export async function poorReachedIn(
  tx: Tx,
  program: Id,
  area: RegionCode,
  until: IsoDate,
): Promise<PoorReached[]> {
  const found = await sql<PoorReached>`
    select a.id as activity, a.place_code as place, max(p.poor_households) as "poorHouseholds"
    from activity a join activity_participation p on p.tenant_id = ${tx.tenant} and p.activity_id = a.id
    where a.tenant_id = ${tx.tenant} and a.program_id = ${program} and p.removed_at is null
      and p.happened_on <= ${until}::date
      and ${inArea('a.village_code', area)}
    group by a.id, a.place_code order by a.id limit 5000`.execute(tx.sql);
  return found.rows;
}

/** What residents promised to the activities of an area or institution that were completed, and what they gave, in rupiah. */
export type ContributionsKept = {
  readonly promised: Rupiah;
  readonly given: Rupiah;
  readonly activities: number;
};

/** Contributions of activities of a programme that were completed up to a day; what was given beyond a promise does not make up for another. */
export async function contributionsKeptIn(
  tx: Tx,
  program: Id,
  extent: Extent,
  until: IsoDate,
): Promise<ContributionsKept> {
  const found = await sql<ContributionsKept>`
    select coalesce(sum(promised), 0)::int8 as promised, coalesce(sum(least(promised, given)), 0)::int8 as given,
      count(*) filter (where promised > 0)::int as activities
    from (
      select (select coalesce(sum(c.value), 0) from contribution_card c
          where c.tenant_id = ${tx.tenant} and c.proposal_id = a.proposal_id) as promised,
        (select coalesce(sum(c.value), 0) from activity_contribution c
          where c.tenant_id = ${tx.tenant} and c.activity_id = a.id and c.removed_at is null) as given
      from activity a
      where a.tenant_id = ${tx.tenant} and a.program_id = ${program} and a.completed_on <= ${until}::date
        and ${inExtent({ place: 'a.village_code', owner: 'a.organization_id' }, extent)}
    ) each_activity`.execute(tx.sql);
  return found.rows[0] ?? { promised: 0n, given: 0n, activities: 0 };
}

/** What the activities of a kind of party came to for an entry of the catalogue. */
export type CarriedBy = {
  readonly party: string;
  readonly scope: string;
  /** What was given to them in money, labour and material, in rupiah. */
  readonly contribution: Rupiah;
  /** How many were completed. */
  readonly completed: bigint;
};

/** What institutions of each kind carried out in a programme by entry of the catalogue; only where there was something. */
export async function carriedOutBy(tx: Tx, program: Id): Promise<CarriedBy[]> {
  const found = await sql<CarriedBy>`
    select o.kind as party, a.scope, coalesce(sum(g.value), 0)::int8 as contribution,
      count(*) filter (where a.state in ('completed', 'handed-over'))::int8 as completed
    from activity a
    join organization_card o on o.tenant_id = ${tx.tenant} and o.id = a.organization_id
    left join (
      select activity_id, sum(value) as value from activity_contribution
      where tenant_id = ${tx.tenant} and removed_at is null group by activity_id
    ) g on g.activity_id = a.id
    where a.tenant_id = ${tx.tenant} and a.program_id = ${program}
    group by 1, 2 order by 1, 2`.execute(tx.sql);
  return found.rows;
}
