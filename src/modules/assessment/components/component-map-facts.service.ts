import type { Actor, Visitor } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import { isRefusal, type Refusal, refusalIn, refuse } from '#kernel/refusal.ts';
import type { RegionCode } from '#kernel/region.ts';
import { type ToldHistory, toldHistory } from '#modules/actors/index.ts';
import { forumById, listForums } from '#modules/deliberation/index.ts';
import { listPrograms, type Program, programById } from '#modules/programs/index.ts';
import { findRegion, type Region } from '#modules/regions/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { keepersOf } from '../network/area-records.service.ts';
import { placesUnder } from '../network/places-under.service.ts';
import { subjectName } from '../subject/subject.service.ts';
import {
  componentMapById,
  draftOf,
  type ListedComponentMap,
  meetingById,
  openMeetingOf,
  type RevisionFacts,
  revisionContent,
  revisionsOf,
} from './component-map.store.ts';
import type { KeptComponentMap } from './kept-map.ts';
import { type Meeting, mayCloseMeeting, mayKeepComponentMap } from './working-meeting.ts';

/** A map of components as one of its meetings settled it. Everybody may read it. */
export type ComponentMapFacts = {
  readonly map: ListedComponentMap;
  /** The number of the revision that is shown; 0 before the first meeting was closed. */
  readonly shown: number;
  readonly content: KeptComponentMap | undefined;
};

/** Reads a map in its newest revision, or the one asked for; refused where there is none. */
export async function componentMapFacts(
  tx: Tx,
  id: Id,
  revision?: number,
): Promise<ComponentMapFacts | Refusal> {
  const map = await componentMapById(tx, id);
  if (!map) return refuse('access.not-found');
  const shown = revision ?? map.revision;
  const content = shown === 0 ? undefined : await revisionContent(tx, id, shown);
  return content || shown === 0 ? { map, shown, content } : refuse('access.not-found');
}

/** A forum of the place, as a meeting may belong to it. */
export type ForumOfPlace = { readonly id: Id; readonly startsAt: Date; readonly place: string };

/** A map with its place, its meetings and their forums, and what its reader may do with it now. */
export type ComponentMapOverview = ComponentMapFacts & {
  readonly place: string;
  readonly program: Program | undefined;
  /** The meeting that is being held about it. */
  readonly open: Meeting | undefined;
  /** What keeps somebody signed in from keeping it; undefined where nothing does, and for a visitor. */
  readonly keep: Refusal | undefined;
  /** Closed meetings, newest first, a page of them. */
  readonly meetings: readonly (RevisionFacts & { readonly heldIn: ForumOfPlace | undefined })[];
  readonly earlier: boolean;
  readonly history: ToldHistory;
};

/** Lines of the history shown: the newest. */
const HISTORY = 100;

/** Reads a map with all that its page tells; refused where there is none. */
export async function componentMapOverview(
  tx: Tx,
  viewer: Actor | Visitor,
  id: Id,
  asked: {
    readonly revision: number | undefined;
    readonly below: number | undefined;
    readonly limit: number;
  },
): Promise<ComponentMapOverview | Refusal> {
  const facts = await componentMapFacts(tx, id, asked.revision);
  if (isRefusal(facts)) return facts;
  const { map } = facts;
  const rows = await revisionsOf(tx, id, asked.limit + 1, asked.below);
  const meetings: ComponentMapOverview['meetings'][number][] = [];
  for (const row of rows.slice(0, asked.limit)) {
    meetings.push({ ...row, heldIn: await forumOf(tx, row.forum) });
  }
  return {
    ...facts,
    place: await subjectName(tx, map),
    program: map.program === null ? undefined : await programById(tx, map.program),
    open: await openMeetingOf(tx, id),
    keep: await keepRefusal(tx, viewer, map.region),
    meetings,
    earlier: rows.length > asked.limit,
    history: await toldHistory(tx, [id], HISTORY),
  };
}

/** Two revisions of a map beside each other, and all that can be chosen; a revision that is not there is undefined. */
export type ComparedRevisions = {
  readonly choices: readonly RevisionFacts[];
  readonly before: KeptComponentMap | undefined;
  readonly after: KeptComponentMap | undefined;
};

/** Revisions offered for comparing. */
const CHOICES = 100;

export async function comparedRevisions(
  tx: Tx,
  map: Id,
  { before, after }: { readonly before: number; readonly after: number },
): Promise<ComparedRevisions> {
  return {
    choices: await revisionsOf(tx, map, CHOICES),
    before: await revisionContent(tx, map, before),
    after: await revisionContent(tx, map, after),
  };
}

/** What somebody who would open a meeting about a map begins with. */
export type MeetingToOpen = ComponentMapFacts & {
  readonly place: string;
  readonly open: Meeting | undefined;
  readonly keep: Refusal | undefined;
  readonly forums: readonly ForumOfPlace[];
};

export async function meetingToOpen(tx: Tx, actor: Actor, id: Id): Promise<MeetingToOpen | Refusal> {
  const facts = await componentMapFacts(tx, id);
  if (isRefusal(facts)) return facts;
  const { region } = facts.map;
  return {
    ...facts,
    place: await subjectName(tx, facts.map),
    open: await openMeetingOf(tx, id),
    keep: await keepRefusal(tx, actor, region),
    forums: await forumsIn(tx, region),
  };
}

/** A meeting about a map with the map as it stands in it. */
export type MeetingAtWork = {
  readonly map: ListedComponentMap;
  readonly meeting: Meeting;
  /** Undefined once the meeting is over. */
  readonly kept: KeptComponentMap | undefined;
  /** What keeps the reader from keeping the map. */
  readonly keep: Refusal | undefined;
};

/** Reads a meeting for whoever changes the map in it; refused where there is none about this map. */
export async function meetingAtWork(
  tx: Tx,
  actor: Actor,
  at: { readonly map: Id; readonly meeting: Id },
): Promise<MeetingAtWork | Refusal> {
  const map = await componentMapById(tx, at.map);
  const meeting = await meetingById(tx, at.meeting);
  if (!map || meeting?.map !== map.id) return refuse('access.not-found');
  return {
    map,
    meeting,
    kept: meeting.state === 'open' ? await draftOf(tx, meeting.id) : undefined,
    keep: await keepRefusal(tx, actor, map.region),
  };
}

/** What the page of a meeting tells besides: where it is held, what stood before, and what keeps it from being closed. */
export type MeetingAround = {
  readonly place: string;
  readonly before: KeptComponentMap | undefined;
  readonly close: Refusal | undefined;
  readonly forums: readonly ForumOfPlace[];
};

export async function meetingAround(
  tx: Tx,
  { map, meeting }: Pick<MeetingAtWork, 'map' | 'meeting'>,
  kept: KeptComponentMap,
): Promise<MeetingAround> {
  return {
    place: await subjectName(tx, map),
    before: await revisionContent(tx, map.id, map.revision),
    close: mayCloseMeeting(meeting, { ...kept.map, date: meeting.heldOn }, tx.today),
    forums: await forumsIn(tx, map.region),
  };
}

/** Places whose maps somebody may keep; the refusal that says why, where there is none. */
export async function placesToKeep(
  tx: Tx,
  actor: Actor,
  city: RegionCode,
): Promise<readonly Region[] | Refusal> {
  const keepers = await keepersOf(tx);
  const may = (place: RegionCode) => refusalIn(mayKeepComponentMap(actor, place, keepers));
  const areas = await placesUnder(tx, actor, ['regency', 'district', 'village']);
  const open = areas.filter((one) => may(one.code) === undefined);
  return open.length > 0 ? open : (may(areas[0]?.code ?? city) ?? open);
}

async function keepRefusal(tx: Tx, viewer: Actor | Visitor, place: RegionCode): Promise<Refusal | undefined> {
  return viewer.person === undefined
    ? undefined
    : refusalIn(mayKeepComponentMap(viewer, place, await keepersOf(tx)));
}

async function forumOf(tx: Tx, id: Id | null): Promise<ForumOfPlace | undefined> {
  const forum = id === null ? undefined : await forumById(tx, id);
  if (!forum) return undefined;
  const region = await findRegion(tx, forum.region);
  return { id: forum.id, startsAt: forum.startsAt, place: region?.name ?? forum.region };
}

/** Forums offered of one programme. */
const FORUMS = 30;

/** Forums of a place that a meeting can belong to, newest first. */
async function forumsIn(tx: Tx, area: RegionCode): Promise<ForumOfPlace[]> {
  const found: ForumOfPlace[] = [];
  for (const program of await listPrograms(tx)) {
    const forums = await listForums(tx, { program: program.id, area }, FORUMS);
    found.push(...forums.map(({ id, startsAt, regionName }) => ({ id, startsAt, place: regionName })));
  }
  return found;
}
