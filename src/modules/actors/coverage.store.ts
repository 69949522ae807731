import { sql } from 'kysely';
import type { RegionCode } from '#kernel/region.ts';
import { inArea } from '#platform/database/in-area.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';

/** In how many institutions of a kind an office is held today, and the first few in which it is not. */
export type OfficeCoverage = {
  readonly kind: string;
  readonly office: string;
  readonly all: number;
  readonly held: number;
  readonly vacant: readonly string[];
};

/** How far offices are filled in an area, by kind of institution; what has no institution yet is not among them. */
export async function coverageOf(
  tx: Tx,
  area: RegionCode,
  kinds: readonly string[],
  offices: readonly string[],
): Promise<OfficeCoverage[]> {
  const found = await sql<OfficeCoverage>`
    select kind, coalesce(office, '') as office, count(*)::int as "all", count(*) filter (where held)::int as held,
      coalesce((array_agg(name order by region_code, name) filter (where not held))[1:5], '{}') as vacant
    from (
      select o.kind, o.name, o.region_code, f.office, exists (
        select 1 from mandate m
        where m.tenant_id = ${tx.tenant} and m.organization_id = o.id and m.office = f.office
          and m.starts_on <= ${tx.today} and (m.ends_on is null or m.ends_on >= ${tx.today})
      ) as held
      from organization o cross join unnest(${[...offices]}::text[]) as f (office)
      where o.tenant_id = ${tx.tenant} and o.merged_into is null and o.kind = any(${[...kinds]}::text[])
        and ${inArea('o.region_code', area)}
    ) as filled
    group by kind, office order by kind, office`.execute(tx.sql);
  return found.rows;
}
