import { sql } from 'kysely';
import type { Id } from '#kernel/id.ts';
import type { RegionCode } from '#kernel/region.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';

/** What the city knows of a place beyond its name: people, poor households, the point in its middle (degrees, WGS 84). */
export type PlaceFact = {
  readonly code: RegionCode;
  readonly people: number | null;
  readonly poorHouseholds: number | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
  /** Who says so: an office's register, a map and its licence. */
  readonly source: string;
};

/** What is known of the places of an area, by code; the area itself included. */
export async function placeFactsIn(tx: Tx, area: RegionCode): Promise<Map<RegionCode, PlaceFact>> {
  const found = await sql<PlaceFact>`
    select code, people, poor_households as "poorHouseholds", latitude::float8 as latitude,
      longitude::float8 as longitude, source
    from place_fact
    where tenant_id = ${tx.tenant}
      and (code = ${area} or (code >= ${`${area}.`} and code < ${`${area}/`}))
    order by code`.execute(tx.sql);
  return new Map(found.rows.map((row) => [row.code, row]));
}

/** Keeps what is known of places; what was known of the same place before gives way. */
export async function savePlaceFacts(tx: Tx, facts: readonly PlaceFact[], by: Id): Promise<void> {
  await sql`
    insert into place_fact (tenant_id, code, people, poor_households, latitude, longitude, source, recorded_by, recorded_at)
    select ${tx.tenant}::uuid, f.*, ${by}::uuid, ${tx.now}::timestamptz from unnest(
      ${facts.map((one) => one.code)}::text[], ${facts.map((one) => one.people)}::int[],
      ${facts.map((one) => one.poorHouseholds)}::int[], ${facts.map((one) => one.latitude)}::numeric[],
      ${facts.map((one) => one.longitude)}::numeric[], ${facts.map((one) => one.source)}::text[]) as f
    on conflict (tenant_id, code) do update set people = excluded.people, poor_households = excluded.poor_households,
      latitude = excluded.latitude, longitude = excluded.longitude, source = excluded.source,
      recorded_by = excluded.recorded_by, recorded_at = excluded.recorded_at`.execute(tx.sql);
}
