import { type RawBuilder, sql } from 'kysely';
import type { IsoDate } from '#kernel/date.ts';
import type { Id } from '#kernel/id.ts';
import type { RegionCode } from '#kernel/region.ts';
import { inArea } from '#platform/database/in-area.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';

/** An office that somebody holds or held, from the first to the last day, both included. */
export type Post = {
  readonly person: Id;
  readonly organization: Id;
  readonly office: string;
  readonly region: RegionCode;
  readonly startsOn: IsoDate;
  readonly endsOn: IsoDate | null;
};

async function postsWhere(tx: Tx, condition: RawBuilder<unknown>): Promise<Post[]> {
  const found = await sql<Post>`
    select person_id as person, organization_id as organization, office, region_code as region,
      starts_on as "startsOn", ends_on as "endsOn"
    from mandate where tenant_id = ${tx.tenant} and ${condition}
    order by starts_on desc, id limit 5000`.execute(tx.sql);
  return found.rows;
}

/** All offices that people have held, the newest first: in whose name they did what. */
export async function postsOf(tx: Tx, people: readonly Id[]): Promise<Post[]> {
  const wanted = [...new Set(people)];
  if (wanted.length === 0) return [];
  // Under the id that was asked for: what a record did that was merged, it did in the offices of the one that stays.
  const found = await sql<Post>`
    select p.id as person, m.organization_id as organization, m.office, m.region_code as region,
      m.starts_on as "startsOn", m.ends_on as "endsOn"
    from person p join mandate m on m.tenant_id = ${tx.tenant} and m.person_id = coalesce(p.merged_into, p.id)
    where p.tenant_id = ${tx.tenant} and p.id = any(${wanted}::uuid[])
    order by m.starts_on desc, m.id limit 5000`.execute(tx.sql);
  return found.rows;
}

/** All offices that have been held in some institutions, the newest first. */
export async function postsWithin(tx: Tx, organizations: readonly Id[]): Promise<Post[]> {
  return postsWhere(tx, sql`organization_id = any(${[...organizations]}::uuid[])`);
}

/** Who has held one of some offices in places, the newest first. */
export async function postsIn(
  tx: Tx,
  offices: readonly string[],
  regions: readonly RegionCode[],
): Promise<Post[]> {
  const places = [...new Set(regions)];
  return places.length === 0
    ? []
    : postsWhere(tx, sql`office = any(${[...offices]}::text[]) and region_code = any(${places}::text[])`);
}

/** An office that is held in an area today, by one person or several. */
export type HeldOffice = { readonly organization: Id; readonly office: string; readonly region: RegionCode };

/** The offices held today in an area, and at the places given above it, each once. */
export async function officesHeldIn(
  tx: Tx,
  area: RegionCode,
  above: readonly RegionCode[],
): Promise<HeldOffice[]> {
  const found = await sql<HeldOffice>`
    select distinct organization_id as organization, office, region_code as region
    from mandate
    where tenant_id = ${tx.tenant} and starts_on <= ${tx.today} and (ends_on is null or ends_on >= ${tx.today})
      and (${inArea('region_code', area)} or region_code = any(${[...above]}::text[]))
    order by region, organization, office limit 2000`.execute(tx.sql);
  return found.rows;
}

/** Somebody who holds an office in an area today. */
export type Holder = { readonly person: Id; readonly name: string; readonly region: RegionCode };

/** Who holds an office in an area today, once for each place of theirs. */
export async function holdersIn(tx: Tx, area: RegionCode): Promise<Holder[]> {
  const found = await sql<Holder>`
    select distinct m.person_id as person, p.name, m.region_code as region
    from mandate m join person p on p.tenant_id = ${tx.tenant} and p.id = m.person_id
    where m.tenant_id = ${tx.tenant} and m.starts_on <= ${tx.today} and (m.ends_on is null or m.ends_on >= ${tx.today})
      and ${inArea('m.region_code', area)}
    order by region, person limit 20000`.execute(tx.sql);
  return found.rows;
}

/** Who signs for an office: by name, and whether in somebody's place. */
export type Signatory = { readonly name: string; readonly acting: 'plh' | 'plt' | null };

/**
 * Who holds one of some offices at a place, or of one institution there, on a day; undefined while it is empty. Whoever acts
 * in somebody's place signs instead of them.
 */
export async function signatoryOn(
  tx: Tx,
  offices: readonly string[],
  place: RegionCode,
  day: IsoDate,
  organization: Id | null = null,
): Promise<Signatory | undefined> {
  const found = await sql<Signatory>`
    select p.name, m.acting
    from mandate m join person p on p.tenant_id = ${tx.tenant} and p.id = m.person_id
    where m.tenant_id = ${tx.tenant} and m.office = any(${[...offices]}::text[]) and m.region_code = ${place}
      and (${organization}::uuid is null or m.organization_id = ${organization}::uuid)
      and m.starts_on <= ${day} and (m.ends_on is null or m.ends_on >= ${day})
    order by (m.acting is null), m.starts_on desc, m.id limit 1`.execute(tx.sql);
  return found.rows[0];
}
