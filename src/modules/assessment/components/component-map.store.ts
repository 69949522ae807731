import { sql } from 'kysely';
import type { IsoDate } from '#kernel/date.ts';
import type { Id } from '#kernel/id.ts';
import type { RegionCode } from '#kernel/region.ts';
import { inArea } from '#platform/database/in-area.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { keepMapName } from '../map-name.service.ts';
import type { Subject } from '../subject/subject.ts';
import type { KeptComponentMap } from './kept-map.ts';
import type { Attendee, Meeting, MeetingFacts, MeetingState } from './working-meeting.ts';

/** A map of components as the list shows it: what the newest closed meeting settled. */
export type ListedComponentMap = Subject & {
  readonly id: Id;
  readonly program: Id | null;
  readonly title: string;
  /** How many meetings have settled it; none yet is 0. */
  readonly revision: number;
  readonly heldOn: IsoDate | null;
  readonly intervalDays: number | null;
};

const mapColumns = sql`id, region_code as region, party_id as party, other_region as other,
  program_id as program, title, revision_number as revision,
  held_on as "heldOn", interval_days as "intervalDays"`;

export async function componentMapById(tx: Tx, id: Id): Promise<ListedComponentMap | undefined> {
  const found = await sql<ListedComponentMap>`
    select ${mapColumns} from component_map where tenant_id = ${tx.tenant} and id = ${id}`.execute(tx.sql);
  return found.rows[0];
}

/** The maps of one place. */
export async function componentMapsOf(tx: Tx, region: RegionCode): Promise<ListedComponentMap[]> {
  const found = await sql<ListedComponentMap>`
    select ${mapColumns} from component_map
    where tenant_id = ${tx.tenant} and region_code = ${region} order by id desc limit 500`.execute(tx.sql);
  return found.rows;
}

/** The map, held until the transaction ends: meetings of one map are opened and closed one after the other. */
export async function lockMap(tx: Tx, id: Id): Promise<ListedComponentMap | undefined> {
  const found = await sql<ListedComponentMap>`
    select ${mapColumns} from component_map where tenant_id = ${tx.tenant} and id = ${id} for update`.execute(
    tx.sql,
  );
  return found.rows[0];
}

/** Maps of an area and of the places in it, by place: `limit` of them after the one named by the cursor. */
export async function listComponentMaps(
  tx: Tx,
  area: RegionCode,
  limit: number,
  after?: Id,
): Promise<ListedComponentMap[]> {
  const cursor = after && (await componentMapById(tx, after));
  const behind = cursor ? sql`and (region_code, id) > (${cursor.region}, ${cursor.id}::uuid)` : sql``;
  const found = await sql<ListedComponentMap>`
    select ${mapColumns} from component_map
    where tenant_id = ${tx.tenant}
      and ${inArea('region_code', area)} ${behind}
    order by region_code, id limit ${limit}`.execute(tx.sql);
  return found.rows;
}

export async function insertMap(
  tx: Tx,
  map: Subject & { id: Id; program: Id | null; title: string },
  by: Id,
): Promise<void> {
  await sql`
    insert into component_map (tenant_id, id, region_code, party_id, other_region, program_id, title, revision_number, started_by, started_at)
    values (${tx.tenant}, ${map.id}, ${map.region}, ${map.party}, ${map.other}, ${map.program}, ${map.title}, 0, ${by}, ${tx.now})`.execute(
    tx.sql,
  );
  await keepMapName(tx, 'component-map', map);
}

const meetingColumns = sql`id, map_id as map, state, held_on as "heldOn", attended, remarks,
  forum_id as forum, interval_days as "intervalDays", version`;

type MeetingRow = Omit<Meeting, 'attended'> & { readonly attended: string };

function meetingFrom({ attended, ...row }: MeetingRow): Meeting {
  const came: Attendee[] = JSON.parse(attended);
  return { ...row, attended: came };
}

export async function meetingById(tx: Tx, id: Id): Promise<Meeting | undefined> {
  const found = await sql<MeetingRow>`
    select ${meetingColumns} from component_meeting where tenant_id = ${tx.tenant} and id = ${id}`.execute(
    tx.sql,
  );
  return found.rows.map(meetingFrom)[0];
}

export async function openMeetingOf(tx: Tx, map: Id): Promise<Meeting | undefined> {
  const found = await sql<MeetingRow>`
    select ${meetingColumns} from component_meeting
    where tenant_id = ${tx.tenant} and map_id = ${map} and state = 'open'`.execute(tx.sql);
  return found.rows.map(meetingFrom)[0];
}

/** The map as a meeting is changing it; undefined when there is no such meeting. */
export async function draftOf(tx: Tx, meeting: Id): Promise<KeptComponentMap | undefined> {
  const found = await sql<{ draft: string }>`
    select draft from component_meeting where tenant_id = ${tx.tenant} and id = ${meeting}`.execute(tx.sql);
  const [row] = found.rows;
  return row && readKept(row.draft);
}

/** The map as the newest meeting about it left it, also one that was called off. */
export async function lastDraftOf(tx: Tx, map: Id): Promise<KeptComponentMap | undefined> {
  const found = await sql<{ draft: string }>`
    select draft from component_meeting where tenant_id = ${tx.tenant} and map_id = ${map}
    order by opened_at desc, id desc limit 1`.execute(tx.sql);
  const [row] = found.rows;
  return row && readKept(row.draft);
}

function readKept(text: string): KeptComponentMap {
  const kept: KeptComponentMap = JSON.parse(text);
  return kept;
}

export async function insertMeeting(
  tx: Tx,
  meeting: MeetingFacts & { id: Id; map: Id; forum: Id | null },
  draft: KeptComponentMap,
  by: Id,
): Promise<void> {
  await sql`
    insert into component_meeting (tenant_id, id, map_id, state, held_on, attended, remarks, forum_id, interval_days,
      draft, version, opened_by, opened_at)
    values (${tx.tenant}, ${meeting.id}, ${meeting.map}, 'open', ${meeting.heldOn}, ${JSON.stringify(meeting.attended)},
      ${meeting.remarks}, ${meeting.forum}, ${meeting.intervalDays}, ${JSON.stringify(draft)}, 1, ${by}, ${tx.now})`.execute(
    tx.sql,
  );
}

export async function updateMeeting(
  tx: Tx,
  id: Id,
  facts: MeetingFacts & { forum: Id | null },
): Promise<void> {
  await sql`
    update component_meeting set held_on = ${facts.heldOn}, attended = ${JSON.stringify(facts.attended)},
      remarks = ${facts.remarks}, forum_id = ${facts.forum}, interval_days = ${facts.intervalDays}, version = version + 1
    where tenant_id = ${tx.tenant} and id = ${id}`.execute(tx.sql);
}

export async function updateDraft(tx: Tx, meeting: Id, draft: KeptComponentMap): Promise<void> {
  await sql`
    update component_meeting set draft = ${JSON.stringify(draft)}, version = version + 1
    where tenant_id = ${tx.tenant} and id = ${meeting}`.execute(tx.sql);
}

export async function settleMeeting(
  tx: Tx,
  meeting: Id,
  state: Exclude<MeetingState, 'open'>,
  by: Id,
): Promise<void> {
  await sql`
    update component_meeting set state = ${state}, settled_by = ${by}, settled_at = ${tx.now}, version = version + 1
    where tenant_id = ${tx.tenant} and id = ${meeting}`.execute(tx.sql);
}

/** What a closed meeting settled, without the map itself. */
export type RevisionFacts = MeetingFacts & {
  readonly number: number;
  readonly meeting: Id;
  readonly forum: Id | null;
  readonly sha256: string;
  readonly closedAt: Date;
};

const revisionColumns = sql`number, meeting_id as meeting, held_on as "heldOn", attended,
  remarks, forum_id as forum, interval_days as "intervalDays", sha256, closed_at as "closedAt"`;

/** The closed meetings of a map, newest first: `limit` of them below a number. */
export async function revisionsOf(
  tx: Tx,
  map: Id,
  limit: number,
  below = 1_000_000,
): Promise<RevisionFacts[]> {
  const found = await sql<Omit<RevisionFacts, 'attended'> & { attended: string }>`
    select ${revisionColumns} from component_revision
    where tenant_id = ${tx.tenant} and map_id = ${map} and number < ${below}
    order by number desc limit ${limit}`.execute(tx.sql);
  return found.rows.map(({ attended, ...row }) => {
    const came: Attendee[] = JSON.parse(attended);
    return { ...row, attended: came };
  });
}

/** The map as a closed meeting settled it; undefined when no meeting has this number. */
export async function revisionContent(
  tx: Tx,
  map: Id,
  number: number,
): Promise<KeptComponentMap | undefined> {
  const found = await sql<{ content: string }>`
    select content from component_revision
    where tenant_id = ${tx.tenant} and map_id = ${map} and number = ${number}`.execute(tx.sql);
  const [row] = found.rows;
  return row && readKept(row.content);
}

/** Keeps a revision for ever, and shows it in the list as the newest. */
export async function insertRevision(
  tx: Tx,
  map: Id,
  meeting: Meeting,
  revision: { number: number; title: string; content: string; sha256: string },
  by: Id,
): Promise<void> {
  await sql`
    insert into component_revision (tenant_id, map_id, number, meeting_id, held_on, attended, remarks, forum_id,
      interval_days, content, sha256, closed_by, closed_at)
    values (${tx.tenant}, ${map}, ${revision.number}, ${meeting.id}, ${meeting.heldOn},
      ${JSON.stringify(meeting.attended)}, ${meeting.remarks}, ${meeting.forum}, ${meeting.intervalDays},
      ${revision.content}, ${revision.sha256}, ${by}, ${tx.now})`.execute(tx.sql);
  await sql`
    update component_map set revision_number = ${revision.number}, held_on = ${meeting.heldOn},
      interval_days = ${meeting.intervalDays}, title = ${revision.title}
    where tenant_id = ${tx.tenant} and id = ${map}`.execute(tx.sql);
}
