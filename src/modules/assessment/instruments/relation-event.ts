import { findIndicator, firstDay, type Instrument, LONGEST_EVENT, lastDay } from '#analysis/rubric/index.ts';
import type { Actor, Mandate } from '#kernel/actor.ts';
import type { IsoDate } from '#kernel/date.ts';
import { type Id, isId } from '#kernel/id.ts';
import { readText } from '#kernel/readers/text.ts';
import { at, isRefusal, type Refusal, refuse, together } from '#kernel/refusal.ts';
import { levelOf, type RegionCode } from '#kernel/region.ts';
import type { Program } from '#modules/programs/index.ts';
import { type RoughDate, readRoughDate } from './rough-date.ts';
import { mayKeepRounds, type Responsible, responsibleFor } from './round.ts';

/** Longest texts of an event, and how many events one place keeps with one instrument. */
export const EVENT_LIMITS = { what: 300, evidence: 300, link: 500, reason: 300, events: 400 } as const;

/** What somebody says happened: when, what, which indications of the instrument it shows, and what that rests on. */
export type EventContent = {
  readonly from: RoughDate;
  /** Where it lasted: until when. */
  readonly until: RoughDate | null;
  readonly what: string;
  /** Indicators of the instrument, at least one. */
  readonly shows: readonly string[];
  /** What it can be looked up in: a letter, minutes, a report, with the place in it. */
  readonly evidence: string;
  /** An address on the web, or the path of a record of the city (`musyawarah/<id>`); empty for neither. */
  readonly link: string;
};

/** A dated event of a place's relations as it stands, told by an office. */
export type RelationEvent = EventContent & {
  readonly id: Id;
  readonly version: number;
  readonly instrument: string;
  /** The instrument as it read when this version was written. */
  readonly instrumentSha256: string;
  readonly region: RegionCode;
  readonly withdrawn: boolean;
  /** Why this version was written; empty for the first. */
  readonly reason: string;
  readonly office: string;
  readonly organization: Id;
  readonly organizationName: string;
  readonly recordedAt: Date;
};

/** An event as typed. */
export type TypedEvent = Readonly<Record<Exclude<keyof EventContent, 'shows'>, string>> & {
  readonly shows: readonly string[];
};

/** Kinds of record that an event may point to, by the first part of their address. */
export const RECORD_KINDS = ['jurnal', 'musyawarah', 'usulan', 'kegiatan', 'laporan'] as const;
export type RecordKind = (typeof RECORD_KINDS)[number];

/**
 * Who tells the events of a place: the offices that open rounds there. Events run over many years, so the ladders of
 * all programmes of the city count; the basis cited is that of the newest.
 */
export function tellersOf(programs: readonly Pick<Program, 'model'>[]): Responsible {
  const all = programs.map(({ model }) => responsibleFor(model));
  return { offices: [...new Set(all.flatMap((one) => one.offices))], basis: all[0]?.basis };
}

/** By which mandate somebody may tell, correct and withdraw the events of a place. */
export function mayTellEvents(
  actor: Actor,
  region: RegionCode,
  programs: readonly Pick<Program, 'model'>[],
): Mandate | Refusal {
  return mayKeepRounds(actor, region, tellersOf(programs));
}

/** Refuses places whose relations are not told: those of a kelurahan, a kecamatan or the city are. */
export function mustBePlaceOfLine(region: RegionCode): Refusal | undefined {
  const level = levelOf(region);
  return level === 'village' || level === 'district' || level === 'regency'
    ? undefined
    : at('region', refuse('region.unknown'));
}

/** Refuses to change an event that was withdrawn. */
export function mustStand(event: Pick<RelationEvent, 'withdrawn'>): Refusal | undefined {
  return event.withdrawn ? refuse('assessment.event-withdrawn') : undefined;
}

/** Refuses one more event where a place has as many as can be shown and read together. */
export function mustHaveRoomForEvent(events: number): Refusal | undefined {
  const limit = EVENT_LIMITS.events;
  return events < limit ? undefined : refuse('assessment.event-many', undefined, { limit });
}

/**
 * Reads an event as typed. Refused beside their fields: dates that cannot be read, that lie after `today` or end before
 * they begin, an event that lasts longer than a lifetime, no indication or one the instrument does not have, and a link
 * that is neither an address on the web nor that of a record of the city. `city` is how addresses of the city begin:
 * `/bandung/`.
 */
export function readEvent(
  instrument: Instrument,
  typed: TypedEvent,
  { today, city }: { readonly today: IsoDate; readonly city: string },
): EventContent | Refusal {
  const from = dateAt('from', typed.from, today);
  const until = typed.until.trim() === '' ? null : dateAt('until', typed.until, today);
  const what = textAt('what', typed.what, EVENT_LIMITS.what);
  const shows = [...new Set(typed.shows)];
  const evidence = textAt('evidence', typed.evidence, EVENT_LIMITS.evidence);
  const link = readLink(typed.link.trim(), city);
  const issues = [
    from,
    until,
    inOrder(from, until),
    what,
    shows.length === 0 ? at('shows', refuse('input.required')) : undefined,
    shows.some((slug) => !findIndicator(instrument, slug)) ? at('shows', refuse('input.choice')) : undefined,
    evidence,
    link,
  ].filter(isRefusal);
  if (isRefusal(from) || isRefusal(until) || isRefusal(what) || isRefusal(evidence) || isRefusal(link)) {
    return together(issues) ?? refuse('input.invalid');
  }
  return together(issues) ?? { from, until, what, shows, evidence, link };
}

function textAt(field: string, text: string, limit: number): string | Refusal {
  const read = readText(text, limit);
  return isRefusal(read) ? at(field, read) : read;
}

function dateAt(field: string, text: string, today: IsoDate): RoughDate | Refusal {
  if (text.trim() === '') return at(field, refuse('input.required'));
  const date = readRoughDate(text);
  if (date === undefined) return at(field, refuse('assessment.event-date'));
  return firstDay(date) > today ? at(field, refuse('assessment.event-ahead')) : date;
}

function inOrder(from: RoughDate | Refusal, until: RoughDate | Refusal | null): Refusal | undefined {
  if (until === null || isRefusal(from) || isRefusal(until)) return undefined;
  const years = Number(until.slice(0, 4)) - Number(from.slice(0, 4));
  return lastDay(until) < firstDay(from) || years > LONGEST_EVENT
    ? at('until', refuse('assessment.event-order'))
    : undefined;
}

/** A link as it is kept: empty, an address on the web, or the path of a record without the city before it. */
function readLink(text: string, city: string): string | Refusal {
  const refused = at('link', refuse('assessment.event-link'));
  if (text === '') return '';
  if (text.length > EVENT_LIMITS.link)
    return at('link', refuse('input.too-long', undefined, { limit: EVENT_LIMITS.link }));
  if (text.startsWith(city)) {
    const path = text.slice(city.length).split(/[?#]/)[0] ?? '';
    return recordIn(path) ? path : refused;
  }
  if (recordIn(text)) return text;
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return refused;
  return new URL(text).hostname.includes('.') ? text : refused;
}

/** The record that a path names; undefined for an address on the web and for everything else. */
export function recordIn(path: string): { readonly kind: RecordKind; readonly id: Id } | undefined {
  const [first, id = '', ...more] = path.split('/');
  const kind = RECORD_KINDS.find((one) => one === first);
  return kind && isId(id) && more.length === 0 ? { kind, id } : undefined;
}
