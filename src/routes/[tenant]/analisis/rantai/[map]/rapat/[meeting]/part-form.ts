import { error, type RequestEvent, redirect } from '@sveltejs/kit';
import { type AskedChange, changeComponentMap } from '#modules/assessment/index.ts';
import type { Tenant, Tx } from '#platform/database/tenant-transaction.ts';
import { day } from '#ui/format.ts';
import { carryOut, versionIn } from '../../../../../../carry-out.ts';
import { idOr404, requireActor, textOf } from '../../../../../../request.ts';
import { said, topicWords } from '../../../map-words.ts';
import { type AtWork, fileProblem, type MeetingAddress, meetingOr404 } from '../../../maps.ts';

type AtMeeting = RequestEvent & { readonly params: MeetingAddress };

/** The address of the meeting that a form on a page beneath it belongs to. */
export function meetingPath(url: URL): string {
  return url.pathname.split('/').slice(0, -1).join('/');
}

/**
 * The meeting a form of one of its parts is for, with what every such page shows. Who may not keep the map is sent to
 * the meeting's page, which says why.
 */
export async function partOf(tx: Tx, event: AtMeeting, tenant: Tenant) {
  const actor = requireActor(event);
  const work = await meetingOr404(tx, actor, event.params, tenant);
  if (work.keep) redirect(303, meetingPath(event.url));
  const { map } = work.kept;
  const options = (list: typeof map.components | typeof map.stages | typeof map.clusters) =>
    list.map((one) => ({ value: one.slug, label: said(one.title).text }));
  return {
    work,
    head: {
      id: work.map.id,
      meeting: work.meeting.id,
      title: said(map.title).text,
      day: day(work.meeting.heldOn),
      version: work.meeting.version,
      again: event.url.searchParams.has('lagi'),
    },
    components: options(map.components),
    stages: options(map.stages),
    clusters: options(map.clusters),
    topics: topicsOf(work),
  };
}

/** Topics the map names already, so that the same thing gets the same name. */
function topicsOf({ kept: { map } }: AtWork): string[] {
  const topics = [...map.activities, ...map.expectations].map((one) => topicWords(one.topic));
  return [...new Set(topics)].sort();
}

/** A place in a list that an address or form names; undefined when it names none, 404 when it is none. */
export function indexIn(typed: string | null): number | undefined {
  if (typed === null || typed === '') return undefined;
  return /^\d{1,5}$/.test(typed) ? Number(typed) : error(404);
}

/** Every value of a field that can be ticked more than once. */
export function allOf(form: FormData, name: string): string[] {
  return form.getAll(name).filter((one) => typeof one === 'string');
}

/** Saves a part: back to the meeting, or to an empty form for the next one. */
export async function savePart(event: AtMeeting, change: (form: FormData) => AskedChange) {
  const form = await event.request.formData();
  const asked = change(form);
  const said = 'drop' in asked ? 'dihapus' : 'tersimpan';
  return carryOut(
    event,
    (pilar, actor) =>
      changeComponentMap(pilar, actor, {
        meeting: idOr404(event.params.meeting),
        version: versionIn(form),
        change: asked,
      }),
    () =>
      textOf(form, 'lagi') === '1' ? `${event.url.pathname}?lagi=1` : `${meetingPath(event.url)}?${said}=1`,
    { says: fileProblem },
  );
}
