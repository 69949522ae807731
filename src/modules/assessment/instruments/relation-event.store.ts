import { sql } from 'kysely';
import type { Id } from '#kernel/id.ts';
import type { RegionCode } from '#kernel/region.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { RelationEvent } from './relation-event.ts';

const columns = sql`e.id, e.version, e.instrument,
  e.instrument_sha256 as "instrumentSha256", e.region_code as region, e.began as "from", e.ended as until, e.what,
  e.shows, e.evidence, e.link, e.reason, e.withdrawn, e.recorded_office as office, e.organization_id as organization,
  o.name as "organizationName", e.recorded_at as "recordedAt"`;

/** A place and the instrument its events are told for. */
export type Line = { readonly instrument: string; readonly region: RegionCode };

/** The events of a place that stand, by the day they began. */
export async function eventsOf(tx: Tx, line: Line, limit: number): Promise<RelationEvent[]> {
  const found = await sql<RelationEvent>`
    select ${columns} from (
      select distinct on (id) * from relation_event
      where tenant_id = ${tx.tenant} and instrument = ${line.instrument} and region_code = ${line.region}
      order by id, version desc
    ) e
    join organization_card o on o.tenant_id = ${tx.tenant} and o.id = e.organization_id
    where not e.withdrawn order by e.began, e.id limit ${limit}`.execute(tx.sql);
  return found.rows;
}

/** An event as it stands, also when it was withdrawn; undefined when there is none. */
export async function eventById(tx: Tx, id: Id): Promise<RelationEvent | undefined> {
  return (await versionsOf(tx, id, 1))[0];
}

/** The versions of an event, the newest first. */
export async function versionsOf(tx: Tx, id: Id, limit: number): Promise<RelationEvent[]> {
  const found = await sql<RelationEvent>`
    select ${columns} from relation_event e
    join organization_card o on o.tenant_id = ${tx.tenant} and o.id = e.organization_id
    where e.tenant_id = ${tx.tenant} and e.id = ${id} order by e.version desc limit ${limit}`.execute(tx.sql);
  return found.rows;
}

/** A version that is about to be written. */
export type NewVersion = Omit<RelationEvent, 'organizationName' | 'recordedAt'>;

/** Writes a version of an event; `taken` when somebody else has just written the same one. */
export async function insertEventVersion(tx: Tx, event: NewVersion, by: Id): Promise<'written' | 'taken'> {
  const written = await sql`
    insert into relation_event (tenant_id, id, version, instrument, instrument_sha256, region_code, began, ended, what,
      shows, evidence, link, reason, withdrawn, recorded_by, recorded_office, organization_id, recorded_at)
    values (${tx.tenant}, ${event.id}, ${event.version}, ${event.instrument}, ${event.instrumentSha256}, ${event.region},
      ${event.from}, ${event.until}, ${event.what}, ${[...event.shows]}::text[], ${event.evidence}, ${event.link},
      ${event.reason}, ${event.withdrawn}, ${by}, ${event.office}, ${event.organization}, ${tx.now})
    on conflict (tenant_id, id, version) do nothing`.execute(tx.sql);
  return written.numAffectedRows === 1n ? 'written' : 'taken';
}

/** A place whose events are told, with how many stand and when the last was written. */
export type ToldPlace = Line & {
  readonly regionName: string;
  readonly events: number;
  readonly newest: Date;
};

/** Places whose events are told, the newest first; of one instrument when it is named. */
export async function toldPlaces(
  tx: Tx,
  { instrument, limit, offset = 0 }: { instrument?: string; limit: number; offset?: number },
): Promise<ToldPlace[]> {
  const found = await sql<ToldPlace>`
    select e.instrument, e.region_code as region, r.name as "regionName", count(*)::int as events,
      max(e.recorded_at) as newest
    from (
      select distinct on (id) id, instrument, region_code, withdrawn, recorded_at from relation_event
      where tenant_id = ${tx.tenant} ${instrument ? sql`and instrument = ${instrument}` : sql``}
      order by id, version desc
    ) e
    join region r on r.code = e.region_code
    where not e.withdrawn
    group by e.instrument, e.region_code, r.name order by newest desc, e.region_code
    limit ${limit} offset ${offset}`.execute(tx.sql);
  return found.rows;
}
