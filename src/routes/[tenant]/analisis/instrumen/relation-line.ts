import { type Assessment, type Instrument, type ObservedEvent, timeline } from '#analysis/rubric/index.ts';
import type { Words } from '#analysis/words.ts';
import { ancestor, levelOf, type RegionCode } from '#kernel/region.ts';
import {
  type RecordedEvent,
  type RelationEvent,
  recordIn,
  relationEventsOf,
  yearsOfLine,
} from '#modules/assessment/index.ts';
import type { Program } from '#modules/programs/index.ts';
import { m } from '#paraglide/messages.js';
import type { Tenant, Tx } from '#platform/database/tenant-transaction.ts';
import { count } from '#ui/format.ts';
import { messageFor, officeName } from '#ui/message.ts';
import { roughPeriod } from './rough-day.ts';

type Locale = 'id' | 'en';

/** An event of a place as it is shown, whether an office told it or the records show it. */
export type LineEvent = {
  readonly origin: 'told' | 'records';
  readonly observed: ObservedEvent;
  /** Its page or record, beneath the site; undefined where there is none. */
  readonly href: string | undefined;
  readonly when: string;
  readonly what: string;
  readonly shows: readonly string[];
  readonly evidence: { readonly text: string; readonly href: string | undefined; readonly label: string };
  /** Who told it; empty for what the records show. */
  readonly by: string;
};

/** The events of a place, those of the records among them, in the order of their days. */
export async function lineEvents(
  tx: Tx,
  instrument: Instrument,
  region: RegionCode,
  tenant: Pick<Tenant, 'slug' | 'timeZone'>,
  locale: Locale,
): Promise<readonly LineEvent[]> {
  const { told, recorded, programs } = await relationEventsOf(tx, instrument, region, tenant.timeZone);
  const known = new Set(
    instrument.dimensions.flatMap((dimension) => dimension.indicators.map((one) => one.slug)),
  );
  return [
    ...told
      .map((one) => ({ ...one, shows: one.shows.filter((slug) => known.has(slug)) }))
      .filter((one) => one.shows.length > 0)
      .map((one) => toldEvent(one, tenant.slug, locale)),
    ...recorded.map((one) => recordedEvent(one, programs, region, tenant.slug, locale)),
  ].toSorted((a, b) => (a.observed.date < b.observed.date ? -1 : a.observed.date > b.observed.date ? 1 : 0));
}

function toldEvent(event: RelationEvent, tenant: string, locale: Locale): LineEvent {
  const { from, until, what, evidence, shows } = event;
  const link = evidenceLink(event.link, tenant);
  return {
    origin: 'told',
    observed: {
      date: from,
      ...(until === null ? {} : { until }),
      what: { id: what, en: what },
      shows: [...shows],
      source: { document: evidence, location: event.link || event.organizationName },
    },
    href: `/${tenant}/analisis/instrumen/${event.instrument}/peristiwa/${event.id}`,
    when: roughPeriod(event, locale),
    what,
    shows,
    evidence: { text: evidence, href: link?.href, label: link?.label ?? '' },
    by: tellerWords(event, locale),
  };
}

/** Who told an event: the office and its institution. */
export function tellerWords(event: RelationEvent, locale?: Locale): string {
  return [officeName(event.office, locale), event.organizationName].filter(Boolean).join(', ');
}

/** Where the evidence of an event can be opened: on the web, or a record of the city. */
export function evidenceLink(
  link: string,
  tenant: string,
): { readonly href: string; readonly label: string } | undefined {
  if (link === '') return undefined;
  const record = recordIn(link);
  return record
    ? { href: `/${tenant}/${link}`, label: messageFor(`phases.record-source.${record.kind}`) ?? record.kind }
    : { href: link, label: m['phases.record-source.web']() };
}

function recordedEvent(
  event: RecordedEvent,
  programs: readonly Program[],
  region: RegionCode,
  tenant: string,
  locale: Locale,
): LineEvent {
  const program = programs.find((one) => one.id === event.program);
  const what: Words = {
    id: recordWords(event, program, 'id'),
    en: recordWords(event, program, 'en'),
  };
  const record = event.record === null ? undefined : recordIn(event.record);
  const href = event.record ? `/${tenant}/${event.record}` : forumList(program, region, tenant);
  const label = messageFor(`phases.record-source.${record?.kind ?? 'list'}`) ?? '';
  return {
    origin: 'records',
    observed: {
      date: event.from,
      ...(event.until === null ? {} : { until: event.until }),
      what,
      shows: [...event.shows],
      source: { document: 'Pilar', location: event.record ?? href },
    },
    href: undefined,
    when: roughPeriod(event, locale),
    what: what[locale],
    shows: event.shows,
    evidence: { text: '', href, label },
    by: '',
  };
}

function recordWords(event: RecordedEvent, program: Program | undefined, locale: Locale): string {
  const name = program ? `${program.model.short} ${program.fiscalYear}` : '';
  const { forums } = event;
  if (!forums) return messageFor(`phases.record.${event.kind}`, { program: name }, locale) ?? '';
  const key = `${forums.forums === 1 ? 'forum' : 'forums'}${forums.adjusted > 0 ? '-adjusted' : ''}`;
  const figures = {
    program: name,
    forums: count(forums.forums, locale),
    decided: count(forums.decided, locale),
    adjusted: count(forums.adjusted, locale),
  };
  return messageFor(`phases.record.${key}`, figures, locale) ?? '';
}

function forumList(program: Program | undefined, region: RegionCode, tenant: string): string {
  const level = levelOf(region);
  const params = new URLSearchParams({ keadaan: 'sealed' });
  if (program) params.set('program', program.slug);
  if (level === 'district' || level === 'village') params.set('kecamatan', ancestor(region, 'district'));
  if (level === 'village') params.set('kelurahan', region);
  return `/${tenant}/musyawarah?${params}`;
}

/** The events of a place in the form that the analysis and the command line read, year by year. */
export function lineAssessment(
  instrument: Instrument,
  place: string,
  events: readonly LineEvent[],
): Assessment {
  return {
    instrument: instrument.slug,
    title: { id: `${instrument.title.id}: ${place}`, en: `${instrument.title.en}: ${place}` },
    ratings: [],
    events: events.map((one) => one.observed),
    periods: [
      ...yearsOfLine(events.map(({ observed }) => ({ from: observed.date, until: observed.until ?? null }))),
    ],
  };
}

/** What the line of a place comes to, year by year. */
export function readLine(instrument: Instrument, place: string, events: readonly LineEvent[]) {
  return timeline(instrument, lineAssessment(instrument, place, events));
}
