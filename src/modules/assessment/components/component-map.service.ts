import { createHash } from 'node:crypto';
import { type ComponentMap, readComponentMap, revision } from '#analysis/components/index.ts';
import { type Acting, type Actor, acting, authorise, type Visitor } from '#kernel/actor.ts';
import { boundedWork, type WaitingFor } from '#kernel/bounded-work.ts';
import { type Id, isId, newId } from '#kernel/id.ts';
import { notRepeated } from '#kernel/readers/repeated.ts';
import { readLine, readText } from '#kernel/readers/text.ts';
import { at, isRefusal, type Refusal, refuse, together, unless } from '#kernel/refusal.ts';
import { levelOf, type RegionCode, within } from '#kernel/region.ts';
import { ok, type Result, refused } from '#kernel/result.ts';
import { organizationById } from '#modules/actors/index.ts';
import { forumById } from '#modules/deliberation/index.ts';
import { record } from '#modules/journal/index.ts';
import { type Model, type Pillar, pillarLabel, pillarOf, pillarsIn } from '#modules/models/index.ts';
import { listPrograms, type Program, programById } from '#modules/programs/index.ts';
import { findRegion } from '#modules/regions/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Runtime } from '#platform/runtime.ts';
import { keepersOf } from '../network/area-records.service.ts';
import { readSubject, subjectName } from '../subject/subject.service.ts';
import { SUBJECT_FIELDS, type TypedSubject } from '../subject/subject.ts';
import {
  componentMapById,
  componentMapsOf,
  draftOf,
  insertMap,
  insertMeeting,
  insertRevision,
  type ListedComponentMap,
  lastDraftOf,
  lockMap,
  meetingById,
  openMeetingOf,
  revisionContent,
  settleMeeting,
  updateDraft,
  updateMeeting,
} from './component-map.store.ts';
import {
  COMPONENT_LIMITS,
  type ComponentFields,
  changed,
  copied,
  emptyMap,
  type KeptComponentMap,
  type MapChange,
  type Side,
  tooLarge,
} from './kept-map.ts';
import {
  type Meeting,
  type MeetingFields,
  mayChangeMeeting,
  mayCloseMeeting,
  mayKeepComponentMap,
  readMeeting,
} from './working-meeting.ts';

/** Levels of places that have maps: a city or regency, a district, a village. */
const MAP_LEVELS = ['regency', 'district', 'village'];

/** The date of a map while the meeting that settles it goes on. */
const UNSETTLED = '0000';

/** How a map begins: with stages and clusters that are typed, or as a copy of a map in a file. */
export type NewComponentMap = TypedSubject & {
  readonly program: string;
  readonly title: string;
  readonly meeting: MeetingFields;
  readonly from:
    | {
        readonly stages: string;
        readonly clusters: string;
        /** Sides of the partnership beside those that the models list, one in a line. */
        readonly pillars: string;
      }
    | { readonly text: string; readonly copy: 'frame' | 'everything' | 'as-it-is' };
};

/** Begins a map with the first meeting about it, which stays open until the map is whole. */
export async function startComponentMap(
  runtime: Runtime,
  who: Actor | Visitor,
  input: NewComponentMap,
  waiting: WaitingFor = { who: 'member' },
): Promise<Result<{ map: Id; meeting: Id }>> {
  // First who, then the work on what they handed in, and nothing of the database is held meanwhile.
  const placeFor = async (tx: Tx, actor: Actor | Refusal) => {
    if (isRefusal(actor)) return actor;
    const subject = await readSubject(tx, input);
    if (isRefusal(subject)) return subject;
    const region = await findRegion(tx, subject.region);
    const city = runtime.tenants().find((one) => one.id === tx.tenant)?.region ?? '';
    if (!region || !MAP_LEVELS.includes(region.level) || !within(region.code, city)) {
      return at('region', refuse('components.area'));
    }
    const by = mayKeepComponentMap(actor, region.code, await keepersOf(tx));
    return isRefusal(by) ? by : { region, subject, by };
  };
  const allowed = await runtime.read(who.tenant, (tx) => placeFor(tx, authorise(who, 'assessment:write')));
  if (isRefusal(allowed)) return refused(allowed);
  const file = 'text' in input.from ? await copyOfFile(runtime, input, input.from, waiting) : undefined;
  return runtime.change(who, 'assessment:write', async (tx, actor) => {
    const held = await placeFor(tx, actor);
    if (isRefusal(held)) return refused(held);
    const { region, subject, by } = held;
    const program =
      input.program === '' ? null : isId(input.program) ? await programById(tx, input.program) : undefined;
    const kept =
      'text' in input.from ? (file ?? refuse('file.empty')) : await bareMap(tx, input, input.from, program);
    const meeting = readMeeting(input.meeting, isRefusal(kept) ? NOTHING : kept.map, {
      today: tx.today,
      last: null,
    });
    const forum = await forumFor(tx, input.meeting.forum, region.code);
    const issues = [
      ...(program === undefined ? [at('program', refuse('input.choice'))] : []),
      ...[kept, meeting, forum].flatMap((read) => (isRefusal(read) ? (read.issues ?? [read]) : [])),
    ];
    if (program === undefined || isRefusal(kept) || isRefusal(meeting) || isRefusal(forum)) {
      return refused(together(issues) ?? refuse('input.invalid'));
    }
    const about = { title: kept.map.title.id, program: program?.id ?? null, ...subject };
    const repeated = notRepeated(await componentMapsOf(tx, region.code), about, [
      'title',
      'program',
      ...SUBJECT_FIELDS,
    ]);
    if (repeated) return refused(repeated);
    const ids = { map: newId(tx.now), meeting: newId(tx.now) };
    const place = await subjectName(tx, subject);
    const placed: KeptComponentMap = {
      ...kept,
      map: { ...kept.map, place: { id: place, en: place }, date: UNSETTLED },
    };
    await insertMap(
      tx,
      { id: ids.map, ...subject, program: program?.id ?? null, title: placed.map.title.id },
      actor.person,
    );
    await insertMeeting(tx, { ...meeting, id: ids.meeting, map: ids.map, forum }, placed, actor.person);
    await record(tx, acting(actor, by), {
      action: 'components.started',
      subjectType: 'component-map',
      subjectId: ids.map,
      region: region.code,
      summary: { title: placed.map.title.id, heldOn: meeting.heldOn },
      details: {
        meeting: ids.meeting,
        program: program?.id ?? null,
        party: subject.party,
        other: subject.other,
      },
    });
    return ok(ids);
  });
}

const NOTHING: ComponentMap = {
  title: { id: '-', en: '-' },
  place: { id: '-', en: '-' },
  date: UNSETTLED,
  pillars: [],
  stages: [],
  clusters: [],
  components: [],
  activities: [],
  expectations: [],
};

/** A map with nobody in it yet: its sides are those of the programme that it is about, or of all of the city's. */
async function bareMap(
  tx: Tx,
  { title }: NewComponentMap,
  from: Extract<NewComponentMap['from'], { stages: string }>,
  program: Program | null | undefined,
): Promise<KeptComponentMap | Refusal> {
  const models = program ? [program.model] : (await listPrograms(tx)).map((one) => one.model);
  return emptyMap({ title, ...from, sides: pillarsIn(models).map(sideOf) });
}

function sideOf({ pillar, label }: Pillar): Side {
  return { slug: pillar, title: { id: label.id, en: label.en ?? label.id } };
}

async function copyOfFile(
  runtime: Runtime,
  input: NewComponentMap,
  from: Extract<NewComponentMap['from'], { text: string }>,
  waiting: WaitingFor,
): Promise<KeptComponentMap | Refusal> {
  const read = await readMapFile(runtime, from.text, waiting);
  if (isRefusal(read)) return read;
  const kept: KeptComponentMap =
    from.copy === 'as-it-is' ? { map: read, links: {} } : copied(read, from.copy);
  if (input.title.trim() === '') return kept;
  const title = readLine(input.title, COMPONENT_LIMITS.title);
  if (isRefusal(title)) return at('title', title);
  return title === read.title.id ? kept : { ...kept, map: { ...kept.map, title: { id: title, en: title } } };
}

const readingComponents = boundedWork('analysis/components/component-map.ts', { readComponentMap });

/** A map from a file of the library's format, or what is wrong with it: line, and reason in both languages. */
async function readMapFile(
  runtime: Runtime,
  text: string,
  waiting: WaitingFor,
): Promise<ComponentMap | Refusal> {
  if (text.trim() === '') return at('file', refuse('file.empty'));
  const done = await runtime.analyse(readingComponents, text, waiting);
  if (!done.ok) return at('file', done.refusal);
  const read = done.value;
  if (read.ok) {
    const large = tooLarge(read.value);
    return large ? at('file', large) : read.value;
  }
  const [problem] = read.problems;
  return at(
    'file',
    refuse('components.unreadable', undefined, {
      atLine: problem?.line ?? 0,
      reasonId: problem?.reason.id ?? '',
      reasonEn: problem?.reason.en ?? '',
      path: problem?.path ?? '',
      problems: read.problems.length,
    }),
  );
}

async function forumFor(tx: Tx, typed: string, region: RegionCode): Promise<Id | null | Refusal> {
  if (typed === '') return null;
  const forum = isId(typed) ? await forumById(tx, typed) : undefined;
  const near = forum && (within(forum.region, region) || within(region, forum.region));
  return near ? forum.id : at('forum', refuse('input.choice'));
}

/** Opens the next meeting about a map, with the map as the last one settled it. */
export async function openMeeting(
  runtime: Runtime,
  who: Actor | Visitor,
  input: { readonly map: Id; readonly meeting: MeetingFields },
): Promise<Result<{ map: Id; meeting: Id }>> {
  return runtime.change(who, 'assessment:write', async (tx, actor) => {
    const map = await lockMap(tx, input.map);
    if (!map) return refused(refuse('access.not-found'));
    const by = mayKeepComponentMap(actor, map.region, await keepersOf(tx));
    if (isRefusal(by)) return refused(by);
    if (await openMeetingOf(tx, map.id)) return refused(refuse('components.meeting-open'));
    const kept = (await revisionContent(tx, map.id, map.revision)) ?? (await lastDraftOf(tx, map.id));
    if (!kept) return refused(refuse('access.not-found'));
    const read = readMeeting(input.meeting, kept.map, { today: tx.today, last: map.heldOn });
    const forum = await forumFor(tx, input.meeting.forum, map.region);
    if (isRefusal(read) || isRefusal(forum)) return refused(issuesOf(read, forum));
    const meeting = newId(tx.now);
    await insertMeeting(tx, { ...read, id: meeting, map: map.id, forum }, kept, actor.person);
    await record(tx, acting(actor, by), {
      action: 'components.meeting-opened',
      subjectType: 'component-map',
      subjectId: map.id,
      region: map.region,
      summary: { heldOn: read.heldOn, attended: read.attended.length },
      details: { meeting },
    });
    return ok({ map: map.id, meeting });
  });
}

function issuesOf(...read: readonly unknown[]): Refusal {
  const issues = read.flatMap((one) => (isRefusal(one) ? (one.issues ?? [one]) : []));
  return together(issues) ?? refuse('input.invalid');
}

type Opened = {
  readonly map: ListedComponentMap;
  readonly meeting: Meeting;
  readonly kept: KeptComponentMap;
  readonly by: Acting;
};

/** Loads a meeting for somebody who keeps the map: locked, open, at the version that they saw. */
async function lockMeeting(
  tx: Tx,
  actor: Actor,
  input: { readonly meeting: Id; readonly version: number | undefined },
): Promise<Opened | Refusal> {
  const seen = await meetingById(tx, input.meeting);
  const map = seen && (await lockMap(tx, seen.map));
  const meeting = map && (await meetingById(tx, input.meeting));
  const kept = meeting && (await draftOf(tx, meeting.id));
  if (!map || !meeting || !kept) return refuse('access.not-found');
  const by = unless(
    mayKeepComponentMap(actor, map.region, await keepersOf(tx)),
    mayChangeMeeting(meeting, input.version),
  );
  return isRefusal(by) ? by : { map, meeting, kept, by: acting(actor, by) };
}

/** What every change in a meeting names: the meeting, and the version somebody saw. */
export type InMeeting = { readonly meeting: Id; readonly version: number | undefined };

/** Keeps what is typed of an open meeting: its day, who came, what was said, when to meet again. */
export async function saveMeeting(
  runtime: Runtime,
  who: Actor | Visitor,
  input: InMeeting & { readonly fields: MeetingFields },
): Promise<Result<{ map: Id; meeting: Id }>> {
  return runtime.change(who, 'assessment:write', async (tx, actor) => {
    const opened = await lockMeeting(tx, actor, input);
    if (isRefusal(opened)) return refused(opened);
    const { map, meeting, kept } = opened;
    const read = readMeeting(input.fields, kept.map, { today: tx.today, last: map.heldOn });
    const forum = await forumFor(tx, input.fields.forum, map.region);
    if (isRefusal(read) || isRefusal(forum)) return refused(issuesOf(read, forum));
    await updateMeeting(tx, meeting.id, { ...read, forum });
    await record(tx, opened.by, {
      action: 'components.meeting-saved',
      subjectType: 'component-map',
      subjectId: map.id,
      region: map.region,
      summary: { heldOn: read.heldOn, attended: read.attended.length },
      details: { meeting: meeting.id, attended: read.attended, remarks: read.remarks },
    });
    return ok({ map: map.id, meeting: meeting.id });
  });
}

/** A change as it comes from a form: a component names its institution by id. */
export type AskedChange =
  | Exclude<MapChange, { make: 'component' }>
  | {
      readonly make: 'component';
      readonly slug?: string;
      readonly fields: Omit<ComponentFields, 'organization'> & { readonly organization: string };
    };

/** Changes the map as part of an open meeting. */
export async function changeComponentMap(
  runtime: Runtime,
  who: Actor | Visitor,
  input: InMeeting & { readonly change: AskedChange },
): Promise<Result<{ map: Id; meeting: Id }>> {
  return runtime.change(who, 'assessment:write', async (tx, actor) => {
    const opened = await lockMeeting(tx, actor, input);
    if (isRefusal(opened)) return refused(opened);
    const { map, meeting, kept } = opened;
    const change = await withInstitution(tx, map, input.change);
    if (isRefusal(change)) return refused(change);
    const after = changed(kept, change);
    if (isRefusal(after)) return refused(after);
    await updateDraft(tx, meeting.id, after);
    await record(tx, opened.by, {
      action: 'components.changed',
      subjectType: 'component-map',
      subjectId: map.id,
      region: map.region,
      summary: { change: 'drop' in change ? `drop-${change.drop}` : change.make },
      details: { meeting: meeting.id, change },
    });
    return ok({ map: map.id, meeting: meeting.id });
  });
}

async function withInstitution(
  tx: Tx,
  map: ListedComponentMap,
  change: AskedChange,
): Promise<MapChange | Refusal> {
  if (!('make' in change) || change.make !== 'component') return change;
  const { organization: asked, ...fields } = change.fields;
  const organization = isId(asked) ? await organizationById(tx, asked) : undefined;
  if (asked !== '' && !organization) return at('organization', refuse('input.choice'));
  if (!organization) return { ...change, fields };
  // Which side an institution stands on is what the models of the city say; asked is only of others.
  const programs = await listPrograms(tx);
  const models = programs
    .toSorted((a, b) => Number(b.id === map.program) - Number(a.id === map.program))
    .map((one) => one.model);
  const side = sideOfKind(models, organization.kind);
  return { ...change, fields: { ...fields, organization, ...(side ? { side } : {}) } };
}

function sideOfKind(models: readonly Model[], kind: string): Side | undefined {
  const pillar = pillarOf(models, kind);
  const label = pillar === undefined ? undefined : pillarLabel(models, pillar);
  return pillar === undefined || !label ? undefined : sideOf({ pillar, label });
}

/** What keeps somebody from changing a map in a meeting: asked before a file is received, and before it is read. */
export function askToChangeMeeting(
  runtime: Runtime,
  who: Actor | Visitor,
  meeting: Id,
): Promise<Refusal | undefined> {
  return runtime.askFirst(who, 'assessment:write', async (tx, actor) => {
    const found = await meetingById(tx, meeting);
    const map = found && (await componentMapById(tx, found.map));
    return map ? mayKeepComponentMap(actor, map.region, await keepersOf(tx)) : refuse('access.not-found');
  });
}

/** Puts the map of a file in the place of the one an open meeting works on. Institutions keep their link by short name. */
export async function importComponentMap(
  runtime: Runtime,
  who: Actor | Visitor,
  input: InMeeting & { readonly text: string },
  waiting: WaitingFor = { who: 'member' },
): Promise<Result<{ map: Id; meeting: Id }>> {
  // First who, then the work on what they handed in, and nothing of the database is held meanwhile.
  const refusal = await askToChangeMeeting(runtime, who, input.meeting);
  if (refusal) return refused(refusal);
  const read = await readMapFile(runtime, input.text, waiting);
  if (isRefusal(read)) return refused(read);
  return runtime.change(who, 'assessment:write', async (tx, actor) => {
    const opened = await lockMeeting(tx, actor, input);
    if (isRefusal(opened)) return refused(opened);
    const { map, meeting, kept } = opened;
    const names = new Set(read.components.map((one) => one.slug));
    const after: KeptComponentMap = {
      map: { ...read, place: kept.map.place, date: UNSETTLED },
      links: Object.fromEntries(Object.entries(kept.links).filter(([slug]) => names.has(slug))),
    };
    await updateDraft(tx, meeting.id, after);
    await record(tx, opened.by, {
      action: 'components.imported',
      subjectType: 'component-map',
      subjectId: map.id,
      region: map.region,
      summary: { components: read.components.length, activities: read.activities.length },
      details: { meeting: meeting.id },
    });
    return ok({ map: map.id, meeting: meeting.id });
  });
}

/** Closes a meeting: the map as it stands becomes a revision of that day, which never changes again. */
export async function closeMeeting(
  runtime: Runtime,
  who: Actor | Visitor,
  input: InMeeting,
): Promise<Result<{ map: Id; number: number }>> {
  return runtime.change(who, 'assessment:write', async (tx, actor) => {
    const opened = await lockMeeting(tx, actor, input);
    if (isRefusal(opened)) return refused(opened);
    const { map, meeting, kept } = opened;
    const settled: KeptComponentMap = { ...kept, map: { ...kept.map, date: meeting.heldOn } };
    const refusal = mayCloseMeeting(meeting, settled.map, tx.today);
    if (refusal) return refused(refusal);
    const before = await revisionContent(tx, map.id, map.revision);
    const difference = before && revision(before.map, settled.map);
    const content = JSON.stringify(settled);
    const sha256 = createHash('sha256').update(content).digest('hex');
    const number = map.revision + 1;
    await insertRevision(
      tx,
      map.id,
      meeting,
      { number, title: settled.map.title.id, content, sha256 },
      actor.person,
    );
    await settleMeeting(tx, meeting.id, 'closed', actor.person);
    await record(tx, opened.by, {
      action: 'components.meeting-closed',
      subjectType: 'component-map',
      subjectId: map.id,
      region: map.region,
      summary: {
        number,
        heldOn: meeting.heldOn,
        added: difference?.added.length ?? settled.map.activities.length,
        dropped: difference?.dropped.length ?? 0,
        sha256,
      },
      details: { meeting: meeting.id },
    });
    return ok({ map: map.id, number });
  });
}

/** Calls a meeting off: what was changed in it is not kept in the map. */
export async function cancelMeeting(
  runtime: Runtime,
  who: Actor | Visitor,
  input: InMeeting & { readonly reason: string },
): Promise<Result<{ map: Id }>> {
  return runtime.change(who, 'assessment:write', async (tx, actor) => {
    const opened = await lockMeeting(tx, actor, input);
    if (isRefusal(opened)) return refused(opened);
    const reason = readText(input.reason, COMPONENT_LIMITS.text);
    if (isRefusal(reason)) return refused(at('reason', reason));
    const { map, meeting } = opened;
    await settleMeeting(tx, meeting.id, 'cancelled', actor.person);
    await record(tx, opened.by, {
      action: 'components.meeting-cancelled',
      subjectType: 'component-map',
      subjectId: map.id,
      region: map.region,
      summary: { heldOn: meeting.heldOn, reason },
      details: { meeting: meeting.id },
    });
    return ok({ map: map.id });
  });
}

/** The level of a place that a map may be for; undefined for others. */
export function isComponentMapPlace(code: RegionCode): boolean {
  return MAP_LEVELS.includes(levelOf(code) ?? '');
}
