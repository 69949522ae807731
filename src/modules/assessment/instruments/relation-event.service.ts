import { type Instrument, readInstrument } from '#analysis/rubric/index.ts';
import { type Acting, type Actor, acting, type Mandate, type Visitor } from '#kernel/actor.ts';
import { dayIn } from '#kernel/date.ts';
import { type Id, newId } from '#kernel/id.ts';
import { notRepeated } from '#kernel/readers/repeated.ts';
import { readText } from '#kernel/readers/text.ts';
import { at, isRefusal, type Refusal, refuse, unless } from '#kernel/refusal.ts';
import { type RegionCode, within } from '#kernel/region.ts';
import { ok, type Result, refused } from '#kernel/result.ts';
import { mustBeFresh } from '#kernel/version.ts';
import { activityById } from '#modules/activities/index.ts';
import { forumById, sealedForumsIn } from '#modules/deliberation/index.ts';
import { filingById } from '#modules/filings/index.ts';
import { type ActionOn, historyOf, publicEntry, record } from '#modules/journal/index.ts';
import { listPrograms, type Program } from '#modules/programs/index.ts';
import { mayRead, proposalById } from '#modules/proposals/index.ts';
import { findRegion } from '#modules/regions/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Runtime } from '#platform/runtime.ts';
import { type RecordedEvent, recordedEvents } from './recorded-event.ts';
import { eventById, eventsOf, insertEventVersion, type NewVersion } from './relation-event.store.ts';
import {
  EVENT_LIMITS,
  type EventContent,
  mayTellEvents,
  mustBePlaceOfLine,
  mustHaveRoomForEvent,
  mustStand,
  type RelationEvent,
  readEvent,
  recordIn,
  type TypedEvent,
} from './relation-event.ts';
import { keepInstrument } from './round.store.ts';

type Who = Actor | Visitor;

/** An event as it is told: the instrument as text, the place, what was typed; `city` is how addresses of the city begin. */
export type NewEvent = TypedEvent & {
  readonly instrument: string;
  readonly region: RegionCode;
  readonly city: string;
};

const EVENT_FIELDS = ['from', 'until', 'what', 'shows', 'evidence', 'link'] as const;

const asEntry = (event: EventContent) => ({ ...event, shows: event.shows.join(' ') });

/** Tells an event of a place. */
export async function tellEvent(runtime: Runtime, who: Who, input: NewEvent): Promise<Result<{ event: Id }>> {
  return runtime.change(who, 'assessment:write', async (tx, actor) => {
    const programs = await programsOver(tx, input.region);
    const outside = mustBePlaceOfLine(input.region);
    if (outside || programs.length === 0 || !(await findRegion(tx, input.region))) {
      return refused(outside ?? at('region', refuse('region.unknown')));
    }
    const by = mayTellEvents(actor, input.region, programs);
    if (isRefusal(by)) return refused(by);
    const instrument = readEventInstrument(input.instrument);
    if (isRefusal(instrument)) return refused(instrument);
    const line = { instrument: instrument.slug, region: input.region };
    const told = await eventsOf(tx, line, EVENT_LIMITS.events);
    const full = mustHaveRoomForEvent(told.length);
    if (full) return refused(full);
    const content = await contentOf(tx, instrument, input);
    if (isRefusal(content)) return refused(content);
    const repeated = notRepeated(told.map(asEntry), asEntry(content), EVENT_FIELDS);
    if (repeated) return refused(repeated);
    const event = {
      ...line,
      ...content,
      ...tellerBy(by),
      id: newId(tx.now),
      version: 1,
      instrumentSha256: await keepInstrument(tx, instrument, input.instrument),
      reason: '',
      withdrawn: false,
    };
    return writeVersion(tx, acting(actor, by), { action: 'assessment.event-told', event });
  });
}

/** Corrects an event; what it said before stays readable, and so does why it was corrected. */
export async function correctEvent(
  runtime: Runtime,
  who: Who,
  input: Omit<NewEvent, 'region'> & {
    readonly event: Id;
    readonly version?: number | undefined;
    readonly reason: string;
  },
): Promise<Result<{ event: Id }>> {
  return runtime.change(who, 'assessment:write', async (tx, actor) => {
    const found = await eventToChange(tx, actor, input);
    if (isRefusal(found)) return refused(found);
    const instrument = readEventInstrument(input.instrument);
    if (isRefusal(instrument) || instrument.slug !== found.event.instrument) {
      return refused(isRefusal(instrument) ? instrument : refuse('assessment.event-instrument'));
    }
    const reason = because(input.reason);
    const content = await contentOf(tx, instrument, input);
    if (isRefusal(content) || isRefusal(reason)) return refused(bothOf(content, reason));
    const event = {
      ...found.event,
      ...content,
      ...tellerBy(found.by),
      version: found.event.version + 1,
      instrumentSha256: await keepInstrument(tx, instrument, input.instrument),
      reason,
    };
    return writeVersion(tx, acting(actor, found.by), { action: 'assessment.event-corrected', event });
  });
}

/** Withdraws an event: it shows nothing any more, but can still be read with the reason. */
export async function withdrawEvent(
  runtime: Runtime,
  who: Who,
  input: { readonly event: Id; readonly version?: number | undefined; readonly reason: string },
): Promise<Result<{ event: Id }>> {
  return runtime.change(who, 'assessment:write', async (tx, actor) => {
    const found = await eventToChange(tx, actor, input);
    if (isRefusal(found)) return refused(found);
    const reason = because(input.reason);
    if (isRefusal(reason)) return refused(reason);
    const event = {
      ...found.event,
      ...tellerBy(found.by),
      version: found.event.version + 1,
      reason,
      withdrawn: true,
    };
    return writeVersion(tx, acting(actor, found.by), { action: 'assessment.event-withdrawn', event });
  });
}

/** Everything that is known of the relations of a place: what was told, and what the records show. */
export async function relationEventsOf(
  tx: Tx,
  instrument: Instrument,
  region: RegionCode,
  timeZone: string,
): Promise<{
  readonly told: readonly RelationEvent[];
  readonly recorded: readonly RecordedEvent[];
  readonly programs: readonly Program[];
}> {
  const programs = await programsOver(tx, region);
  const day = (moment: Date | string) => dayIn(timeZone, new Date(moment));
  const openings = [];
  for (const program of programs) {
    const history = await historyOf(tx, program.id);
    const entry = (action: string) => {
      const found = history.find((one) => one.action === action);
      return found && { day: day(found.at), entry: found.id };
    };
    openings.push({
      program: program.id,
      opened: entry('program.opened'),
      allotted: entry('ceilings.allotted'),
    });
  }
  const forums = (await sealedForumsIn(tx, region, tx.now)).map((one) => ({
    ...one,
    only: one.forums === 1 ? one.one : null,
    firstDay: day(one.firstSealed),
    lastDay: day(one.lastSealed),
  }));
  return {
    told: await eventsOf(tx, { instrument: instrument.slug, region }, EVENT_LIMITS.events),
    recorded: recordedEvents(instrument, { openings, forums }),
    programs,
  };
}

/** The programmes at work in a place, the newest first. */
async function programsOver(tx: Tx, region: RegionCode): Promise<readonly Program[]> {
  return (await listPrograms(tx)).filter((program) => within(region, program.region));
}

/** In which office and for which institution somebody tells an event. */
function tellerBy(by: Mandate): Pick<RelationEvent, 'office' | 'organization'> {
  return { office: by.office, organization: by.organization.id };
}

async function eventToChange(
  tx: Tx,
  actor: Actor,
  input: { readonly event: Id; readonly version?: number | undefined },
): Promise<Refusal | { event: RelationEvent; by: Mandate }> {
  const event = await eventById(tx, input.event);
  if (!event) return refuse('access.not-found');
  const by = unless(
    mayTellEvents(actor, event.region, await programsOver(tx, event.region)),
    mustStand(event),
    mustBeFresh(event.version, input.version),
  );
  return isRefusal(by) ? by : { event, by };
}

function because(text: string): string | Refusal {
  const reason = readText(text, EVENT_LIMITS.reason);
  return isRefusal(reason) ? at('reason', reason) : reason;
}

/** What is wrong with the content and the reason of a correction, both said at once. */
function bothOf(content: unknown, reason: unknown): Refusal {
  const issues = [content, reason].filter(isRefusal).flatMap((one) => one.issues ?? [one]);
  return { refusal: 'input.invalid', params: { count: issues.length }, issues };
}

function readEventInstrument(text: string): Instrument | Refusal {
  const read = readInstrument(text);
  return read.ok && read.value.observation === 'events'
    ? read.value
    : at('instrument', refuse('assessment.event-instrument'));
}

/** An event as typed, with the record it points to looked up. */
async function contentOf(tx: Tx, instrument: Instrument, input: TypedEvent & { readonly city: string }) {
  const content = readEvent(instrument, input, { today: tx.today, city: input.city });
  if (isRefusal(content)) return content;
  const pointed = recordIn(content.link);
  return pointed && !(await isPublic(tx, pointed)) ? at('link', refuse('assessment.event-link')) : content;
}

/** Whether there is such a record that anyone may read. */
async function isPublic(tx: Tx, { kind, id }: NonNullable<ReturnType<typeof recordIn>>): Promise<boolean> {
  switch (kind) {
    case 'jurnal':
      return (await publicEntry(tx, id)) !== undefined;
    case 'musyawarah':
      return (await forumById(tx, id)) !== undefined;
    case 'kegiatan':
      return (await activityById(tx, id)) !== undefined;
    case 'usulan': {
      const proposal = await proposalById(tx, id);
      return proposal !== undefined && !mayRead({ tenant: tx.tenant }, proposal);
    }
    case 'laporan': {
      const report = await filingById(tx, id);
      return report !== undefined && report.state !== 'draft';
    }
  }
}

/** Writes a version of an event and records it; everything it says is public, as the event is. */
async function writeVersion(
  tx: Tx,
  by: Acting,
  { action, event }: { readonly action: ActionOn<'relation-event'>; readonly event: NewVersion },
): Promise<Result<{ event: Id }>> {
  const { from, until, what, shows, evidence, link, reason, version } = event;
  const written = await insertEventVersion(tx, event, by.person);
  const overtaken = written === 'taken' ? mustBeFresh(version, version - 1) : undefined;
  if (overtaken) return refused(overtaken);
  await record(tx, by, {
    action,
    subjectType: 'relation-event',
    subjectId: event.id,
    region: event.region,
    summary: {
      instrument: event.instrument,
      version,
      from,
      until,
      remark: what,
      ...(reason ? { reason } : {}),
      shows,
      evidence,
      link,
    },
  });
  return ok({ event: event.id });
}
