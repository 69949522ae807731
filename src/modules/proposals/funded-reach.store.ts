import { type RawBuilder, sql } from 'kysely';
import type { Id } from '#kernel/id.ts';
import type { Rupiah } from '#kernel/money.ts';
import { ancestor, type RegionCode } from '#kernel/region.ts';
import { inArea } from '#platform/database/in-area.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';

/** What the funded proposals of a programme come to for one institution. */
export type InstitutionReach = {
  readonly program: Id;
  readonly organization: Id;
  readonly proposals: number;
  readonly granted: Rupiah;
};

/** What the funded proposals of a programme come to in one place: an RW, or a village where they are for all of it. */
export type PlaceReach = {
  readonly program: Id;
  readonly village: RegionCode;
  readonly place: RegionCode;
  readonly proposals: number;
  readonly granted: Rupiah;
  readonly people: bigint;
  readonly poorHouseholds: bigint;
};

/** Funded proposals with a point of their own, those on the same point and in the same village together. */
export type PointReach = {
  readonly village: RegionCode;
  readonly latitude: number;
  readonly longitude: number;
  readonly proposals: number;
  readonly granted: Rupiah;
  readonly people: bigint;
};

/** Funded proposals of some programmes by institution, within an area. */
export async function fundedByInstitution(
  tx: Tx,
  programs: readonly Id[],
  area: RegionCode,
): Promise<InstitutionReach[]> {
  const found = await sql<InstitutionReach>`
    select p.program_id as program, p.organization_id as organization, count(*)::int as proposals,
      sum(p.granted)::int8 as granted
    from proposal p
    where p.tenant_id = ${tx.tenant} and p.program_id = any(${[...programs]}::uuid[]) and p.state = 'funded'
      and p.organization_id is not null and p.granted is not null
      and ${inArea('p.village_code', area)}
    group by 1, 2`.execute(tx.sql);
  return found.rows;
}

/** Funded proposals of some programmes by the place where they are carried out, within an area. */
export async function fundedByPlace(
  tx: Tx,
  programs: readonly Id[],
  area: RegionCode,
): Promise<PlaceReach[]> {
  const found = await sql<PlaceReach>`
    select p.program_id as program, p.village_code as village, p.place_code as place, count(*)::int as proposals,
      sum(p.granted)::int8 as granted, sum(p.people)::int8 as people,
      sum(p.poor_households)::int8 as "poorHouseholds"
    from proposal p
    where p.tenant_id = ${tx.tenant} and p.program_id = any(${[...programs]}::uuid[]) and p.state = 'funded'
      and p.granted is not null
      and ${inArea('p.village_code', area)}
    group by 1, 2, 3`.execute(tx.sql);
  return found.rows;
}

/** Funded proposals of a programme that say where they are, within an area. */
export async function fundedByPoint(tx: Tx, program: Id, area: RegionCode): Promise<PointReach[]> {
  const found = await sql<PointReach>`
    select p.village_code as village, p.latitude::float8 as latitude, p.longitude::float8 as longitude,
      count(*)::int as proposals, sum(p.granted)::int8 as granted, sum(p.people)::int8 as people
    from proposal p
    where p.tenant_id = ${tx.tenant} and p.program_id = ${program} and p.state = 'funded'
      and p.granted is not null
      and p.latitude is not null and p.longitude is not null and ${inArea('p.village_code', area)}
    group by 1, 2, 3`.execute(tx.sql);
  return found.rows;
}

/** What an institution has brought to a programme, whatever became of it, and whom its funded proposals name as beneficiaries. */
export type Brought = {
  readonly proposals: bigint;
  readonly people: bigint;
  readonly poorHouseholds: bigint;
};

/** What an institution has brought to a programme; drafts and what was withdrawn are not counted. */
export async function broughtBy(tx: Tx, program: Id, party: Id): Promise<Brought> {
  const found = await sql<Brought>`
    select count(*)::int8 as proposals,
      coalesce(sum(people) filter (where state = 'funded'), 0)::int8 as people,
      coalesce(sum(poor_households) filter (where state = 'funded'), 0)::int8 as "poorHouseholds"
    from proposal
    where tenant_id = ${tx.tenant} and program_id = ${program} and organization_id = ${party}
      and state in ('submitted', 'accepted', 'funded', 'escalated', 'reserved', 'rejected')`.execute(tx.sql);
  return found.rows[0] ?? { proposals: 0n, people: 0n, poorHouseholds: 0n };
}

/** How many proposals institutions have put before a forum, or were put before it for places; whatever became of them. */
export async function askedBy(
  tx: Tx,
  programs: readonly Id[],
  by: 'organization' | 'village' | 'place',
  keys: readonly string[],
): Promise<Map<string, number>> {
  if (keys.length === 0) return new Map();
  const villages = [...new Set(keys.map((key) => ancestor(key, 'village')))];
  const kinds: Record<typeof by, { column: RawBuilder<unknown>; among: RawBuilder<unknown> }> = {
    organization: {
      column: sql`p.organization_id`,
      among: sql`p.organization_id = any(${[...keys]}::uuid[])`,
    },
    village: { column: sql`p.village_code`, among: sql`p.village_code = any(${[...keys]}::text[])` },
    place: {
      column: sql`p.place_code`,
      among: sql`p.village_code = any(${villages}::text[]) and p.place_code = any(${[...keys]}::text[])`,
    },
  };
  const { column, among } = kinds[by];
  const found = await sql<{ key: string; asked: number }>`
    select ${column} as key, count(*)::int as asked from proposal p
    where p.tenant_id = ${tx.tenant} and p.program_id = any(${[...programs]}::uuid[]) and ${among}
      and p.submitted_at is not null and p.state <> 'draft'
    group by 1`.execute(tx.sql);
  return new Map(found.rows.map((row) => [row.key, row.asked]));
}
