import { sql } from 'kysely';
import { type Id, newId } from '#kernel/id.ts';
import type { RegionCode } from '#kernel/region.ts';
import { inArea } from '#platform/database/in-area.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { ToldTie } from './surveyed-ties.ts';

/** An actor that only a survey or an import knows. */
export type NamedActor = {
  readonly id: Id;
  readonly region: RegionCode;
  readonly name: string;
  readonly entity: 'person' | 'institution';
  readonly pillar: string | null;
  readonly kind: string | null;
};

const actorColumns = sql`id, region_code as region, name, entity, pillar, kind`;

/** Actors that surveys and imports of an area have named, in order of name. */
export async function namedActorsIn(tx: Tx, area: RegionCode, limit: number): Promise<NamedActor[]> {
  const found = await sql<NamedActor>`
    select ${actorColumns} from network_actor
    where tenant_id = ${tx.tenant}
      and ${inArea('region_code', area)}
    order by name, id limit ${limit}`.execute(tx.sql);
  return found.rows;
}

/** An actor named in an area; undefined when there is none. */
export async function namedActorById(tx: Tx, area: RegionCode, id: Id): Promise<NamedActor | undefined> {
  const found = await sql<NamedActor>`
    select ${actorColumns} from network_actor
    where tenant_id = ${tx.tenant} and region_code = ${area} and id = ${id}`.execute(tx.sql);
  return found.rows[0];
}

/** Writes actors that were named for the first time; answers the ids under which their names stand. */
export async function nameActors(
  tx: Tx,
  area: RegionCode,
  list: readonly Omit<NamedActor, 'id' | 'region'>[],
  by: Id,
): Promise<Map<string, Id>> {
  if (list.length === 0) return new Map();
  await sql`
    insert into network_actor (tenant_id, id, region_code, name, entity, pillar, kind, recorded_by, recorded_at)
    select ${tx.tenant}::uuid, id, ${area}, name, entity, pillar, kind, ${by}::uuid, ${tx.now}::timestamptz from unnest(
      ${list.map(() => newId(tx.now))}::uuid[], ${list.map((one) => one.name)}::text[],
      ${list.map((one) => one.entity)}::text[], ${list.map((one) => one.pillar)}::text[],
      ${list.map((one) => one.kind)}::text[]) as t (id, name, entity, pillar, kind)
    on conflict (tenant_id, region_code, name) do nothing`.execute(tx.sql);
  const found = await sql<{ id: Id; name: string }>`
    select id, name from network_actor
    where tenant_id = ${tx.tenant} and region_code = ${area} and name = any(${list.map((one) => one.name)}::text[])`.execute(
    tx.sql,
  );
  return new Map(found.rows.map((row) => [row.name, row.id]));
}

const tieColumns = sql`id, batch_id as batch, respondent_id as respondent, from_id as "from", to_id as "to", form, bond,
  strength, standing, dominant_id as dominant, nature, stage, seen_on as "seenOn", ended_on as "endedOn", note`;

/** What was told of ties in an area and not struck, the newest first. */
export async function toldTiesIn(tx: Tx, area: RegionCode, limit: number): Promise<ToldTie[]> {
  const found = await sql<ToldTie>`
    select ${tieColumns} from network_tie
    where tenant_id = ${tx.tenant} and removed_at is null
      and ${inArea('region_code', area)}
    order by id desc limit ${limit}`.execute(tx.sql);
  return found.rows;
}

/** What was told of ties of some institutions, wherever, and not struck, the newest first. */
export async function toldTiesOf(tx: Tx, parties: readonly Id[], limit: number): Promise<ToldTie[]> {
  const found = await sql<ToldTie>`
    select ${tieColumns} from network_tie
    where tenant_id = ${tx.tenant} and removed_at is null
      and (from_id = any(${[...parties]}::uuid[]) or to_id = any(${[...parties]}::uuid[]))
    order by id desc limit ${limit}`.execute(tx.sql);
  return found.rows;
}

/** Actors that surveys and imports have named, by their ids. */
export async function namedActorsWith(tx: Tx, ids: readonly Id[]): Promise<NamedActor[]> {
  if (ids.length === 0) return [];
  const found = await sql<NamedActor>`
    select ${actorColumns} from network_actor
    where tenant_id = ${tx.tenant} and id = any(${[...ids]}::uuid[]) order by name, id`.execute(tx.sql);
  return found.rows;
}

/** The newest survey answers given for institutions. */
export async function answersOf(tx: Tx, respondents: readonly Id[], limit: number): Promise<ToldTie[]> {
  if (respondents.length === 0) return [];
  const found = await sql<ToldTie>`
    select ${tieColumns} from network_tie
    where tenant_id = ${tx.tenant} and removed_at is null and respondent_id = any(${[...respondents]}::uuid[])
    order by id desc limit ${limit}`.execute(tx.sql);
  return found.rows;
}

export async function toldTieById(tx: Tx, id: Id): Promise<(ToldTie & { region: RegionCode }) | undefined> {
  const found = await sql<ToldTie & { region: RegionCode }>`
    select ${tieColumns}, region_code as region from network_tie
    where tenant_id = ${tx.tenant} and id = ${id} and removed_at is null for update`.execute(tx.sql);
  return found.rows[0];
}

/** Writes ties of one area that were told at the same time. */
export async function insertToldTies(
  tx: Tx,
  area: RegionCode,
  list: readonly ToldTie[],
  by: Id,
): Promise<void> {
  await sql`
    insert into network_tie (tenant_id, id, region_code, batch_id, respondent_id, from_id, to_id, form, bond, strength,
      standing, dominant_id, nature, stage, seen_on, ended_on, note, recorded_by, recorded_at)
    select ${tx.tenant}::uuid, id, ${area}, batch, respondent, from_id, to_id, form, bond, strength, standing, dominant,
      nature, stage, seen_on, ended_on, note, ${by}::uuid, ${tx.now}::timestamptz
    from unnest(${list.map((one) => one.id)}::uuid[], ${list.map((one) => one.batch)}::uuid[],
      ${list.map((one) => one.respondent)}::uuid[], ${list.map((one) => one.from)}::uuid[],
      ${list.map((one) => one.to)}::uuid[], ${list.map((one) => one.form)}::text[],
      ${list.map((one) => one.bond)}::text[], ${list.map((one) => one.strength)}::float8[],
      ${list.map((one) => one.standing)}::text[], ${list.map((one) => one.dominant)}::uuid[],
      ${list.map((one) => one.nature)}::text[], ${list.map((one) => one.stage)}::text[],
      ${list.map((one) => one.seenOn)}::date[], ${list.map((one) => one.endedOn)}::date[],
      ${list.map((one) => one.note)}::text[])
      as t (id, batch, respondent, from_id, to_id, form, bond, strength, standing, dominant, nature, stage, seen_on,
        ended_on, note)`.execute(tx.sql);
}

/** An imported file of an area that still counts. */
export type ImportedNetwork = {
  readonly batch: Id;
  readonly region: RegionCode;
  readonly ties: number;
  readonly importedAt: Date;
};

export async function importsIn(tx: Tx, area: RegionCode): Promise<ImportedNetwork[]> {
  const found = await sql<ImportedNetwork>`
    select batch_id as batch, region_code as region, count(*)::int as ties, min(recorded_at) as "importedAt"
    from network_tie
    where tenant_id = ${tx.tenant} and removed_at is null and batch_id is not null
      and ${inArea('region_code', area)}
    group by batch_id, region_code order by min(recorded_at) desc limit 50`.execute(tx.sql);
  return found.rows;
}

/** The ties of an import that still count. */
export async function tiesOfImport(tx: Tx, batch: Id): Promise<ToldTie[]> {
  const found = await sql<ToldTie>`
    select ${tieColumns} from network_tie
    where tenant_id = ${tx.tenant} and removed_at is null and batch_id = ${batch}`.execute(tx.sql);
  return found.rows;
}

/** Strikes one answer, or all ties of an import; answers how many. */
export async function strikeTold(
  tx: Tx,
  which: { tie: Id } | { batch: Id; region: RegionCode },
): Promise<number> {
  const condition =
    'tie' in which
      ? sql`id = ${which.tie}`
      : sql`batch_id = ${which.batch} and region_code = ${which.region}`;
  const struck = await sql`
    update network_tie set removed_at = ${tx.now}
    where tenant_id = ${tx.tenant} and removed_at is null and ${condition}`.execute(tx.sql);
  return Number(struck.numAffectedRows ?? 0n);
}

/** Lets ties of one institution be those of another; a tie between the two is struck, for nobody is tied to themselves. */
export async function passOnTies(tx: Tx, from: Id, to: Id): Promise<number> {
  await sql`
    update network_tie set removed_at = ${tx.now}
    where tenant_id = ${tx.tenant} and removed_at is null
      and ((from_id = ${from} and to_id = ${to}) or (from_id = ${to} and to_id = ${from}))`.execute(tx.sql);
  const moved = await sql`
    update network_tie set
      from_id = case when from_id = ${from} then ${to} else from_id end,
      to_id = case when to_id = ${from} then ${to} else to_id end,
      dominant_id = case when dominant_id = ${from} then ${to} else dominant_id end,
      respondent_id = case when respondent_id = ${from} then ${to} else respondent_id end
    where tenant_id = ${tx.tenant} and removed_at is null
      and ${from} in (from_id, to_id, coalesce(respondent_id, from_id))`.execute(tx.sql);
  return Number(moved.numAffectedRows ?? 0n);
}
