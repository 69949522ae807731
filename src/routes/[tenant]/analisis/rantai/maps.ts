import { error, redirect } from '@sveltejs/kit';
import type { Actor } from '#kernel/actor.ts';
import { dayIn } from '#kernel/date.ts';
import { at, type Refusal, refuse } from '#kernel/refusal.ts';
import {
  COMPONENT_LIMITS,
  type ForumOfPlace,
  freshness,
  type KeptComponentMap,
  LOOK_INTERVALS,
  type MeetingAtWork,
  type MeetingFields,
  meetingAtWork,
} from '#modules/assessment/index.ts';
import { m } from '#paraglide/messages.js';
import { getLocale } from '#paraglide/runtime.js';
import type { Tenant, Tx } from '#platform/database/tenant-transaction.ts';
import { count, day } from '#ui/format.ts';
import { messageFor } from '#ui/message.ts';
import { idOr404, readOr404, textOf } from '../../../request.ts';

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

/** Forums that a meeting can belong to, as options of a form. */
export function forumOptions(forums: readonly ForumOfPlace[], tenant: Tenant) {
  return forums.map((forum) => ({ value: forum.id, label: forumWords(forum, tenant) }));
}

/** The forum a meeting belongs to, as a link. */
export function forumLink(forum: ForumOfPlace | undefined, tenant: Tenant) {
  return forum && { href: `/${tenant.slug}/musyawarah/${forum.id}`, label: forumWords(forum, tenant) };
}

function forumWords({ startsAt, place }: ForumOfPlace, tenant: Tenant): string {
  return m['components.forum']({ day: day(dayIn(tenant.timeZone, startsAt)), place });
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
export type AtWork = Omit<MeetingAtWork, 'kept'> & { readonly kept: KeptComponentMap };

/** The parts of an address that name a map and a meeting about it. */
export type MeetingAddress = { readonly map?: string | undefined; readonly meeting?: string | undefined };

/** The meeting of this address; 404 when there is none, and the settled map when it is over. */
export async function meetingOr404(
  tx: Tx,
  actor: Actor,
  at: MeetingAddress,
  tenant: Tenant,
): Promise<AtWork> {
  const named = { map: idOr404(at.map), meeting: idOr404(at.meeting) };
  const { kept, ...found } = readOr404(await meetingAtWork(tx, actor, named));
  if (found.meeting.state !== 'open') redirect(303, `/${tenant.slug}/analisis/rantai/${named.map}`);
  return { ...found, kept: kept ?? error(404) };
}

/** What is wrong in which line of a file that holds a map. */
export function fileProblem(refusal: Refusal): Readonly<Record<string, string>> {
  const [file] = [refusal, ...(refusal.issues ?? [])].filter(
    (one) => one.refusal === 'components.unreadable',
  );
  if (!file) return {};
  const { atLine, reasonEn, reasonId, path } = file.params;
  return {
    file: m['components.file.line']({
      line: String(atLine ?? ''),
      reason: String((getLocale() === 'en' ? reasonEn : reasonId) ?? ''),
      path: String(path ?? ''),
    }),
  };
}

/** A file with a map that is larger than Pilar reads; undefined when it is not. */
export function tooLarge(file: FormDataEntryValue | null): Refusal | undefined {
  const { bytes } = COMPONENT_LIMITS;
  return file instanceof File && file.size > bytes
    ? at('file', refuse('file.too-large', undefined, { limit: bytes }))
    : undefined;
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
