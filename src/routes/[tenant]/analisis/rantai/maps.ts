import { error, fail, type RequestEvent, redirect } from '@sveltejs/kit';
import type { Actor, Visitor } from '#kernel/actor.ts';
import { dayIn } from '#kernel/date.ts';
import { type Refusal, refusalIn } from '#kernel/refusal.ts';
import { officialName, type RegionCode } from '#kernel/region.ts';
import type { Result } from '#kernel/result.ts';
import {
  componentMapById,
  draftOf,
  freshness,
  type KeptComponentMap,
  keepersOf,
  type ListedComponentMap,
  LOOK_INTERVALS,
  type Meeting,
  type MeetingFields,
  mayKeepComponentMap,
  meetingById,
} from '#modules/assessment/index.ts';
import { forumById, listForums } from '#modules/deliberation/index.ts';
import { listPrograms } from '#modules/programs/index.ts';
import { findRegion, namesOf } from '#modules/regions/index.ts';
import { m } from '#paraglide/messages.js';
import { getLocale } from '#paraglide/runtime.js';
import type { Tenant, Tx } from '#platform/database/tenant-transaction.ts';
import { count, day } from '#ui/format.ts';
import { messageFor } from '#ui/message.ts';
import { refusalStatus } from '#ui/refusal-status.ts';
import { wordForm } from '#ui/word-refusal.ts';
import { idOr404, textOf } from '../../../request.ts';
import { typedValues } from '../../typed-form.ts';

/** The map of this address; 404 when there is none. */
export async function mapOr404(tx: Tx, id: string | undefined): Promise<ListedComponentMap> {
  return (await componentMapById(tx, idOr404(id))) ?? error(404);
}

/** The name of a place with its level: “Kelurahan Pasir Impun”. */
export async function placeName(tx: Tx, code: RegionCode): Promise<string> {
  return officialName(code, (await namesOf(tx, [code])).get(code) ?? code);
}

/** Why a reader may not keep the map of a place: undefined when they may, also for visitors, who see no buttons. */
export async function keeperRefusal(
  tx: Tx,
  viewer: Actor | Visitor,
  place: RegionCode,
): Promise<Refusal | 'visitor' | undefined> {
  if (viewer.person === undefined) return 'visitor';
  return refusalIn(mayKeepComponentMap(viewer, place, await keepersOf(tx)));
}

/** How old a map is, worded: a chip, and a warning when it was not looked at for longer than agreed. */
export function ageOf(
  heldOn: string | null,
  intervalDays: number | null,
  today: string,
): { text: string; tone: 'ok' | 'no' | 'wait'; warning?: string; next?: string } {
  if (heldOn === null || intervalDays === null) return { text: m['components.age.none'](), tone: 'wait' };
  const { days, due, state } = freshness(heldOn, intervalDays, today);
  const age = days === 0 ? m['components.age.today']() : m['components.age.days']({ count: count(days) });
  const agreed = intervalName(intervalDays);
  return state === 'late'
    ? {
        text: age,
        tone: 'no',
        warning: m['components.age.late']({ days: count(days), agreed, due: day(due) }),
      }
    : { text: age, tone: 'ok', next: m['components.age.next']({ due: day(due), agreed }) };
}

export function intervalName(days: number): string {
  return messageFor(`components.interval.${days}`) ?? m['components.age.days']({ count: count(days) });
}

export function intervalOptions(): { value: string; label: string }[] {
  return LOOK_INTERVALS.map((days) => ({ value: String(days), label: intervalName(days) }));
}

/** Forums of a place that a meeting can belong to, newest first. */
export async function forumOptions(tx: Tx, tenant: Tenant, place: RegionCode) {
  const options: { value: string; label: string }[] = [];
  for (const program of await listPrograms(tx)) {
    for (const forum of await listForums(tx, { program: program.id, area: place }, 30)) {
      options.push({ value: forum.id, label: forumWords(tenant, forum.startsAt, forum.regionName) });
    }
  }
  return options;
}

export function forumWords(tenant: Tenant, startsAt: Date, region: string): string {
  return m['components.forum']({ day: day(dayIn(tenant.timeZone, startsAt)), place: region });
}

/** The forum a meeting belongs to, as a link. */
export async function forumLink(tx: Tx, tenant: Tenant, id: string | null) {
  const forum = id === null ? undefined : await forumById(tx, id);
  if (!forum) return undefined;
  const region = await findRegion(tx, forum.region);
  return {
    href: `/${tenant.slug}/musyawarah/${forum.id}`,
    label: forumWords(tenant, forum.startsAt, region?.name ?? forum.region),
  };
}

/** The fields of a meeting as a form sends them. */
export function meetingFields(form: FormData): MeetingFields {
  return {
    heldOn: textOf(form, 'heldOn'),
    attended: form.getAll('attended').filter((one) => typeof one === 'string'),
    others: textOf(form, 'others'),
    remarks: textOf(form, 'remarks'),
    forum: textOf(form, 'forum'),
    intervalDays: textOf(form, 'intervalDays'),
  };
}

/** An open meeting with its map, as somebody changes it. */
export type AtWork = {
  readonly map: ListedComponentMap;
  readonly meeting: Meeting;
  readonly kept: KeptComponentMap;
};

/** The parts of an address that name a map and a meeting about it. */
export type MeetingAddress = { readonly map?: string | undefined; readonly meeting?: string | undefined };

/** The meeting of this address; 404 when there is none, and the settled map when it is over. */
export async function meetingOr404(tx: Tx, at: MeetingAddress, tenant: Tenant): Promise<AtWork> {
  const map = await mapOr404(tx, at.map);
  const meeting = await meetingById(tx, idOr404(at.meeting));
  if (!meeting || meeting.map !== map.id) error(404);
  if (meeting.state !== 'open') redirect(303, `/${tenant.slug}/analisis/rantai/${map.id}`);
  const kept = (await draftOf(tx, meeting.id)) ?? error(404);
  return { map, meeting, kept };
}

/** The version a form was made from; a form without one is judged as it comes. */
export function versionIn(form: FormData): number | undefined {
  const typed = textOf(form, 'version');
  return /^\d{1,9}$/.test(typed) ? Number(typed) : undefined;
}

/** Goes on after a change, or shows the refused form again with what was typed, and the way to the newest version when it was made from an old one. */
export function answered<T>(
  event: RequestEvent,
  form: FormData,
  result: Result<T>,
  next: (value: T) => string,
) {
  if (result.ok) redirect(303, next(result.value));
  const { refusal } = result;
  const status = refusalStatus(refusal);
  if (status === 404) error(404);
  const worded = wordForm(refusal);
  const file = [refusal, ...(refusal.issues ?? [])]
    .filter((one) => one.refusal === 'components.unreadable')
    .map(({ params }) =>
      m['components.file.line']({
        line: String(params.atLine ?? ''),
        reason: String((getLocale() === 'en' ? params.reasonEn : params.reasonId) ?? ''),
        path: String(params.path ?? ''),
      }),
    )[0];
  return fail(status, {
    ...worded,
    errors: file ? { ...worded.errors, file } : worded.errors,
    values: typedValues(form),
    newest:
      refusal.refusal === 'input.stale'
        ? event.url.pathname + event.url.search.replace(/[?&]\/\w+=?/, '')
        : undefined,
  });
}

/** The text of a file as offices save it: UTF-8, UTF-16 with its mark, or else the Windows code page. */
export async function textIn(file: FormDataEntryValue | null): Promise<string> {
  if (!(file instanceof File)) return '';
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
