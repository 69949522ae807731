import { sql } from 'kysely';
import type { IsoDate } from '#kernel/date.ts';
import type { Id } from '#kernel/id.ts';
import type { RegionCode } from '#kernel/region.ts';
import { inArea } from '#platform/database/in-area.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';

/** Somebody in an office of an institution, with the institution as it is called and where it stands. */
export type Officer = {
  readonly person: Id;
  readonly name: string;
  readonly office: string;
  /** The kind of the institution. */
  readonly party: string;
  readonly institution: string;
  readonly region: RegionCode;
};

/** Who holds an office on a day in institutions of some kinds in an area, by place and institution. */
export async function officersIn(
  tx: Tx,
  area: RegionCode,
  parties: readonly string[],
  day: IsoDate,
): Promise<Officer[]> {
  if (parties.length === 0) return [];
  const found = await sql<Officer>`
    select p.id as person, p.name, m.office, o.kind as party, o.name as institution, o.region_code as region
    from organization o
    join mandate m on m.tenant_id = ${tx.tenant} and m.organization_id = o.id
    join person p on p.tenant_id = ${tx.tenant} and p.id = m.person_id
    where o.tenant_id = ${tx.tenant} and o.merged_into is null and o.kind = any(${[...parties]}::text[])
      and ${inArea('o.region_code', area)} and m.starts_on <= ${day} and (m.ends_on is null or m.ends_on >= ${day})
    order by o.region_code, o.name, m.office, p.name, p.id limit 5000`.execute(tx.sql);
  return found.rows;
}
