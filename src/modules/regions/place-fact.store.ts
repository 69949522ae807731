import { sql } from 'kysely';
import type { Id } from '#kernel/id.ts';
import type { RegionCode } from '#kernel/region.ts';
import { inArea } from '#platform/database/in-area.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';

/** What is known of a place beyond its name: people, poor households, the point in its middle (degrees, WGS 84). */
export type PlaceNumbers = {
  readonly code: RegionCode;
  readonly people: number | null;
  readonly poorHouseholds: number | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
};

/** The same as the city keeps it, with who says so: an office's register, a map and its licence. */
export type PlaceFact = PlaceNumbers & {
  readonly peopleSource: string | null;
  readonly poorHouseholdsSource: string | null;
  readonly pointSource: string | null;
};

/** What is known of the places of an area, by code; the area itself included. */
export async function placeFactsIn(tx: Tx, area: RegionCode): Promise<Map<RegionCode, PlaceFact>> {
  const found = await sql<PlaceFact>`
    select code, people, people_source as "peopleSource", poor_households as "poorHouseholds",
      poor_households_source as "poorHouseholdsSource", latitude::float8 as latitude,
      longitude::float8 as longitude, point_source as "pointSource"
    from place_fact
    where tenant_id = ${tx.tenant}
      and ${inArea('code', area)}
    order by code`.execute(tx.sql);
  return new Map(found.rows.map((row) => [row.code, row]));
}

/**
 * Keeps what a source says of places. What was known of the same place from another source gives way only where this
 * one says something: numbers and maps come from different offices.
 */
export async function savePlaceFacts(
  tx: Tx,
  facts: readonly PlaceNumbers[],
  source: string,
  by: Id,
): Promise<void> {
  const said = (known: (fact: PlaceNumbers) => number | null) =>
    facts.map((fact) => (known(fact) === null ? null : source));
  await sql`
    insert into place_fact (tenant_id, code, people, poor_households, latitude, longitude, people_source,
      poor_households_source, point_source, recorded_by, recorded_at)
    select ${tx.tenant}::uuid, f.*, ${by}::uuid, ${tx.now}::timestamptz from unnest(
      ${facts.map((one) => one.code)}::text[], ${facts.map((one) => one.people)}::int[],
      ${facts.map((one) => one.poorHouseholds)}::int[], ${facts.map((one) => one.latitude)}::numeric[],
      ${facts.map((one) => one.longitude)}::numeric[], ${said((one) => one.people)}::text[],
      ${said((one) => one.poorHouseholds)}::text[], ${said((one) => one.latitude)}::text[]) as f
    on conflict (tenant_id, code) do update set
      people = coalesce(excluded.people, place_fact.people),
      people_source = coalesce(excluded.people_source, place_fact.people_source),
      poor_households = coalesce(excluded.poor_households, place_fact.poor_households),
      poor_households_source = coalesce(excluded.poor_households_source, place_fact.poor_households_source),
      latitude = coalesce(excluded.latitude, place_fact.latitude),
      longitude = coalesce(excluded.longitude, place_fact.longitude),
      point_source = coalesce(excluded.point_source, place_fact.point_source),
      recorded_by = excluded.recorded_by, recorded_at = excluded.recorded_at`.execute(tx.sql);
}
