import { type ComponentMap, readComponentMap } from '#analysis/components/index.ts';
import { type Actor, type Mandate, requireOffice } from '#kernel/actor.ts';
import { addDays, daysBetween, type IsoDate, isIsoDate } from '#kernel/date.ts';
import type { Id } from '#kernel/id.ts';
import { oneLine, readLine, readRemark, storable } from '#kernel/readers/text.ts';
import { at, isRefusal, type Refusal, refuse, together } from '#kernel/refusal.ts';
import type { RegionCode } from '#kernel/region.ts';
import { mustBeFresh } from '#kernel/version.ts';
import type { Keepers } from '../network/surveyed-ties.ts';

export const MEETING_STATES = ['open', 'closed', 'cancelled'] as const;
export type MeetingState = (typeof MEETING_STATES)[number];

/** An institution that came: a component of the map, or one named only here. Never a person. */
export type Attendee = { readonly component: string | null; readonly name: string };

/** What is agreed between two looks at a map, in days: one, three, six, twelve months. */
export const LOOK_INTERVALS = [31, 92, 183, 366] as const;

/** Institutions that make a meeting. */
export const MEETING_LEAST = 2;

/** By which mandate somebody keeps a map: in one of the offices that convene, verify and answer in the programmes of the city, over its place. */
export function mayKeepComponentMap(actor: Actor, place: RegionCode, keepers: Keepers): Mandate | Refusal {
  return requireOffice(actor, keepers.offices, place, keepers.basis);
}

/** Whether a meeting can still be changed, from the version that somebody saw. */
export function mayChangeMeeting(
  meeting: { readonly state: MeetingState; readonly version: number },
  version: number | undefined,
): Refusal | undefined {
  if (meeting.state !== 'open') return refuse('components.meeting-over');
  return mustBeFresh(meeting.version, version);
}

/**
 * Whether a meeting may be closed, so that what it changed holds: it has taken place, at least two institutions came,
 * and the map is whole (a stage, a cluster, a component at least).
 */
export function mayCloseMeeting(
  meeting: { readonly heldOn: IsoDate; readonly attended: readonly Attendee[] },
  map: ComponentMap,
  today: IsoDate,
): Refusal | undefined {
  if (meeting.heldOn > today) {
    return refuse('components.not-held', undefined, { day: meeting.heldOn });
  }
  if (meeting.attended.length < MEETING_LEAST) {
    return refuse('components.nobody-came', undefined, { wanted: MEETING_LEAST });
  }
  return readComponentMap(JSON.stringify(map)).ok ? undefined : refuse('components.incomplete');
}

/** How long ago a map was looked at, and whether that is longer than its working group agreed. */
export type Freshness = {
  readonly days: number;
  /** The last day on which the next look is in time. */
  readonly due: IsoDate;
  readonly state: 'fresh' | 'late';
};

export function freshness(heldOn: IsoDate, intervalDays: number, today: IsoDate): Freshness {
  const due = addDays(heldOn, intervalDays);
  return { days: Math.max(0, daysBetween(heldOn, today)), due, state: today > due ? 'late' : 'fresh' };
}

/** A meeting as typed. `others` names institutions that are no components, one in a line. */
export type MeetingFields = {
  readonly heldOn: string;
  readonly attended: readonly string[];
  readonly others: string;
  readonly remarks: string;
  readonly forum: string;
  readonly intervalDays: string;
};

export type MeetingFacts = {
  readonly heldOn: IsoDate;
  readonly attended: readonly Attendee[];
  readonly remarks: string;
  readonly intervalDays: number;
};

const LIMITS = { others: 60, name: 120, remarks: 4000, ahead: 92 } as const;

/**
 * What was typed of a meeting. Its day lies not before the last closed meeting and at most three months ahead. Of the
 * institutions, components are named as the map names them now, so that the record stays readable when they change.
 */
export function readMeeting(
  typed: MeetingFields,
  map: ComponentMap,
  days: { readonly today: IsoDate; readonly last: IsoDate | null },
): MeetingFacts | Refusal {
  const issues: Refusal[] = [];
  const latest = addDays(days.today, LIMITS.ahead);
  const earliest = days.last ?? '2000-01-01';
  if (!isIsoDate(typed.heldOn)) issues.push(at('heldOn', refuse('input.date')));
  else if (typed.heldOn < earliest || typed.heldOn > latest) {
    issues.push(at('heldOn', refuse('input.date-order', undefined, { from: earliest, to: latest })));
  }
  const components = typed.attended.flatMap((slug): Attendee[] => {
    const found = map.components.find((one) => one.slug === slug);
    return found ? [{ component: slug, name: found.title.id }] : [];
  });
  if (components.length < typed.attended.length) issues.push(at('attended', refuse('input.choice')));
  const lines = storable(typed.others)
    .split('\n')
    .filter((line) => oneLine(line) !== '');
  if (lines.length > LIMITS.others) {
    issues.push(at('others', refuse('input.too-many-lines', undefined, { limit: LIMITS.others })));
  }
  const others = [...new Set(lines)].slice(0, LIMITS.others).flatMap((line): Attendee[] => {
    const name = readLine(line, LIMITS.name);
    if (!isRefusal(name)) return [{ component: null, name }];
    issues.push(at('others', name));
    return [];
  });
  const remarks = readRemark(typed.remarks, LIMITS.remarks);
  if (isRefusal(remarks)) issues.push(at('remarks', remarks));
  const intervalDays = LOOK_INTERVALS.find((one) => String(one) === typed.intervalDays);
  if (intervalDays === undefined) issues.push(at('intervalDays', refuse('input.choice')));
  const refusal = together(issues);
  if (refusal || isRefusal(remarks) || intervalDays === undefined) return refusal ?? refuse('input.invalid');
  return { heldOn: typed.heldOn, attended: [...components, ...others], remarks, intervalDays };
}

/** A meeting of the working group, with the map as it is being changed. */
export type Meeting = MeetingFacts & {
  readonly id: Id;
  readonly map: Id;
  readonly state: MeetingState;
  readonly forum: Id | null;
  readonly version: number;
};
