import { sql } from 'kysely';
import type { Id } from '#kernel/id.ts';
import type { RegionCode } from '#kernel/region.ts';
import { dropNames } from '#modules/search/index.ts';
import { inArea } from '#platform/database/in-area.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { keepMapName } from '../map-name.service.ts';
import type { Subject } from '../subject/subject.ts';
import type { CauseMapHead, DrawnAction, DrawnCauses, DrawnFactor, DrawnLink } from './drawn-causes.ts';

const headColumns = sql`id, region_code as region, party_id as party, other_region as other,
  program_id as program, keeper_id as keeper, title, question, origin,
  version, started_at as "startedAt", changed_at as "changedAt", removed_at is not null as removed`;

/** Maps of a place and all places in it, the newest first, after one of them; those taken back are left out. */
export async function causeMapsIn(
  tx: Tx,
  area: RegionCode,
  limit: number,
  after?: Id,
): Promise<CauseMapHead[]> {
  const found = await sql<CauseMapHead>`
    select ${headColumns} from cause_map
    where tenant_id = ${tx.tenant} and removed_at is null
      and ${inArea('region_code', area)}
      ${after ? sql`and id < ${after}` : sql``}
    order by id desc limit ${limit}`.execute(tx.sql);
  return found.rows;
}

/** The maps of one place that were not taken back. */
export async function causeMapsOf(tx: Tx, region: RegionCode): Promise<CauseMapHead[]> {
  const found = await sql<CauseMapHead>`
    select ${headColumns} from cause_map
    where tenant_id = ${tx.tenant} and removed_at is null and region_code = ${region}
    order by id desc limit 500`.execute(tx.sql);
  return found.rows;
}

/** A map's head, also of one that was taken back; undefined when there is none. */
export async function causeMapById(tx: Tx, id: Id): Promise<CauseMapHead | undefined> {
  const found = await sql<CauseMapHead>`
    select ${headColumns} from cause_map where tenant_id = ${tx.tenant} and id = ${id}`.execute(tx.sql);
  return found.rows[0];
}

/** The same, held until the end of the transaction: whoever draws in a map draws alone. */
export async function lockCauseMap(tx: Tx, id: Id): Promise<CauseMapHead | undefined> {
  const found = await sql<CauseMapHead>`
    select ${headColumns} from cause_map where tenant_id = ${tx.tenant} and id = ${id} for update`.execute(
    tx.sql,
  );
  return found.rows[0];
}

const factorColumns = sql`id, slug, title, kind, about, version`;
const linkColumns = sql`id, from_id as "from", to_id as "to", effect, evidence, version`;
const actionColumns = sql`id, title, factor_ids as factors, responsible_id as responsible,
  responsible_name as "responsibleName", to_char(due_on, 'YYYY-MM-DD') as "dueOn", state, version`;

type LinkRow = Omit<DrawnLink, 'evidence'> & { evidence: string };

function linkFrom(row: LinkRow): DrawnLink {
  return { ...row, evidence: JSON.parse(row.evidence) };
}

/** What stands in a map. A link stands only where both its factors do; an action keeps the factors that still stand. */
export async function drawnCauses(tx: Tx, map: Id): Promise<DrawnCauses> {
  const factors = await sql<DrawnFactor>`
    select ${factorColumns} from cause_factor
    where tenant_id = ${tx.tenant} and map_id = ${map} and removed_at is null order by id`.execute(tx.sql);
  const links = await sql<LinkRow>`
    select ${linkColumns} from cause_link
    where tenant_id = ${tx.tenant} and map_id = ${map} and removed_at is null order by id`.execute(tx.sql);
  const actions = await sql<DrawnAction>`
    select ${actionColumns} from cause_action
    where tenant_id = ${tx.tenant} and map_id = ${map} and removed_at is null order by id`.execute(tx.sql);
  const standing = new Set(factors.rows.map((factor) => factor.id));
  return {
    factors: factors.rows,
    links: links.rows
      .filter((link) => standing.has(link.from) && standing.has(link.to))
      .map((link) => linkFrom(link)),
    actions: actions.rows.map((action) => ({
      ...action,
      factors: action.factors.filter((factor) => standing.has(factor)),
    })),
  };
}

/** What was taken out of a map, the last first. */
export type TakenOut = DrawnCauses & {
  /** Titles of all factors of the map, standing or not, by id. */
  readonly titles: ReadonlyMap<Id, string>;
};

const MOST_TAKEN_OUT = 50;

export async function takenOutOf(tx: Tx, map: Id): Promise<TakenOut> {
  const factors = await sql<DrawnFactor>`
    select ${factorColumns} from cause_factor
    where tenant_id = ${tx.tenant} and map_id = ${map} and removed_at is not null
    order by removed_at desc, id limit ${MOST_TAKEN_OUT}`.execute(tx.sql);
  const links = await sql<LinkRow>`
    select ${linkColumns} from cause_link
    where tenant_id = ${tx.tenant} and map_id = ${map} and removed_at is not null
    order by removed_at desc, id limit ${MOST_TAKEN_OUT}`.execute(tx.sql);
  const actions = await sql<DrawnAction>`
    select ${actionColumns} from cause_action
    where tenant_id = ${tx.tenant} and map_id = ${map} and removed_at is not null
    order by removed_at desc, id limit ${MOST_TAKEN_OUT}`.execute(tx.sql);
  const all = await sql<{ id: Id; title: string }>`
    select id, title from cause_factor where tenant_id = ${tx.tenant} and map_id = ${map}`.execute(tx.sql);
  return {
    factors: factors.rows,
    links: links.rows.map((link) => linkFrom(link)),
    actions: actions.rows,
    titles: new Map(all.rows.map((row) => [row.id, row.title])),
  };
}

/** Short names that a map has ever given, also to factors that were taken out. */
export async function slugsOf(tx: Tx, map: Id): Promise<Set<string>> {
  const found = await sql<{ slug: string }>`
    select slug from cause_factor where tenant_id = ${tx.tenant} and map_id = ${map}`.execute(tx.sql);
  return new Set(found.rows.map((row) => row.slug));
}

export async function insertCauseMap(
  tx: Tx,
  map: Pick<CauseMapHead, 'id' | keyof Subject | 'program' | 'keeper' | 'title' | 'question' | 'origin'>,
  by: Id,
): Promise<void> {
  await sql`
    insert into cause_map (tenant_id, id, region_code, party_id, other_region, program_id, keeper_id, title, question, origin, started_by,
      started_at, changed_at)
    values (${tx.tenant}, ${map.id}, ${map.region}, ${map.party}, ${map.other}, ${map.program}, ${map.keeper}, ${map.title}, ${map.question},
      ${map.origin}, ${by}, ${tx.now}, ${tx.now})`.execute(tx.sql);
  await keepMapName(tx, 'cause-map', map);
}

export async function updateCauseMap(
  tx: Tx,
  map: Pick<CauseMapHead, 'id' | 'region' | 'program' | 'title' | 'question'>,
): Promise<void> {
  await sql`
    update cause_map set program_id = ${map.program}, title = ${map.title}, question = ${map.question},
      version = version + 1 where tenant_id = ${tx.tenant} and id = ${map.id}`.execute(tx.sql);
  await keepMapName(tx, 'cause-map', map);
}

/** Takes a map back (`at`), or brings it back (null); as long as it is taken back it is not found. */
export async function withdrawCauseMap(
  tx: Tx,
  map: Pick<CauseMapHead, 'id' | 'region' | 'title'>,
  at: Date | null,
): Promise<void> {
  await sql`
    update cause_map set removed_at = ${at}, version = version + 1
    where tenant_id = ${tx.tenant} and id = ${map.id}`.execute(tx.sql);
  if (at === null) await keepMapName(tx, 'cause-map', map);
  else await dropNames(tx, [{ kind: 'cause-map', thing: map.id }]);
}

export async function touchCauseMap(tx: Tx, map: Id): Promise<void> {
  await sql`
    update cause_map set changed_at = ${tx.now} where tenant_id = ${tx.tenant} and id = ${map}`.execute(
    tx.sql,
  );
}

export async function insertFactors(
  tx: Tx,
  map: Id,
  list: readonly Omit<DrawnFactor, 'version'>[],
): Promise<void> {
  await sql`
    insert into cause_factor (tenant_id, id, map_id, slug, title, kind, about)
    select ${tx.tenant}::uuid, id, ${map}::uuid, slug, title, kind, about from unnest(
      ${list.map((one) => one.id)}::uuid[], ${list.map((one) => one.slug)}::text[],
      ${list.map((one) => one.title)}::text[], ${list.map((one) => one.kind)}::text[],
      ${list.map((one) => one.about)}::text[]) as t (id, slug, title, kind, about)`.execute(tx.sql);
}

export async function updateFactor(
  tx: Tx,
  factor: Pick<DrawnFactor, 'id' | 'title' | 'kind' | 'about'>,
): Promise<void> {
  await sql`
    update cause_factor set title = ${factor.title}, kind = ${factor.kind}, about = ${factor.about},
      version = version + 1 where tenant_id = ${tx.tenant} and id = ${factor.id}`.execute(tx.sql);
}

export async function insertLinks(
  tx: Tx,
  map: Id,
  list: readonly Omit<DrawnLink, 'version'>[],
): Promise<void> {
  await sql`
    insert into cause_link (tenant_id, id, map_id, from_id, to_id, effect, evidence)
    select ${tx.tenant}::uuid, id, ${map}::uuid, from_id, to_id, effect, evidence from unnest(
      ${list.map((one) => one.id)}::uuid[], ${list.map((one) => one.from)}::uuid[],
      ${list.map((one) => one.to)}::uuid[], ${list.map((one) => one.effect)}::text[],
      ${list.map((one) => JSON.stringify(one.evidence))}::text[])
      as t (id, from_id, to_id, effect, evidence)`.execute(tx.sql);
}

export async function updateLink(
  tx: Tx,
  link: Pick<DrawnLink, 'id' | 'from' | 'to' | 'effect' | 'evidence'>,
): Promise<void> {
  await sql`
    update cause_link set from_id = ${link.from}, to_id = ${link.to}, effect = ${link.effect},
      evidence = ${JSON.stringify(link.evidence)}, version = version + 1
    where tenant_id = ${tx.tenant} and id = ${link.id}`.execute(tx.sql);
}

export async function insertAction(tx: Tx, map: Id, action: Omit<DrawnAction, 'version'>): Promise<void> {
  await sql`
    insert into cause_action (tenant_id, id, map_id, title, factor_ids, responsible_id, responsible_name, due_on, state)
    values (${tx.tenant}, ${action.id}, ${map}, ${action.title}, ${[...action.factors]}::uuid[],
      ${action.responsible}, ${action.responsibleName}, ${action.dueOn}, ${action.state})`.execute(tx.sql);
}

export async function updateAction(tx: Tx, action: Omit<DrawnAction, 'version'>): Promise<void> {
  await sql`
    update cause_action set title = ${action.title}, factor_ids = ${[...action.factors]}::uuid[],
      responsible_id = ${action.responsible}, responsible_name = ${action.responsibleName},
      due_on = ${action.dueOn}, state = ${action.state}, version = version + 1
    where tenant_id = ${tx.tenant} and id = ${action.id}`.execute(tx.sql);
}

const TABLES = { factor: 'cause_factor', link: 'cause_link', action: 'cause_action' } as const;

/** A part of a map: a factor, a link or an action. */
export type Part = keyof typeof TABLES;

/** Takes a part out (`at`) or puts it back (null). */
export async function setTakenOut(tx: Tx, part: Part, id: Id, at: Date | null): Promise<void> {
  await sql`
    update ${sql.table(TABLES[part])} set removed_at = ${at}, version = version + 1
    where tenant_id = ${tx.tenant} and id = ${id}`.execute(tx.sql);
}

/** Lets another institution keep the maps that one keeps, and answer for its actions. */
export async function passOnCauses(tx: Tx, from: Id, to: Id): Promise<void> {
  await sql`
    update cause_map set keeper_id = ${to} where tenant_id = ${tx.tenant} and keeper_id = ${from}`.execute(
    tx.sql,
  );
  await sql`
    update cause_action set responsible_id = ${to}
    where tenant_id = ${tx.tenant} and responsible_id = ${from}`.execute(tx.sql);
}
