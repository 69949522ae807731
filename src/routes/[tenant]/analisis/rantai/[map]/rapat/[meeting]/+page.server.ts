import { ownEntry } from '#kernel/own-entry.ts';
import { cancelMeeting, closeMeeting, meetingAround, saveMeeting } from '#modules/assessment/index.ts';
import { m } from '#paraglide/messages.js';
import { day } from '#ui/format.ts';
import { wordRefusal } from '#ui/word-refusal.ts';
import { carryOut, versionIn } from '../../../../../../carry-out.ts';
import { idOr404, requireActor, requireTenant, textOf } from '../../../../../../request.ts';
import { withParams } from '../../../../../usulan/filter.ts';
import { changeView, mapView, whereOf } from '../../../map-view.ts';
import { KIND_WORDS, named, said } from '../../../map-words.ts';
import { type AtWork, forumOptions, intervalOptions, meetingFields, meetingOr404 } from '../../../maps.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types.js';

/** Components on one page of the list. */
const PAGE = 30;

const SAID: Readonly<Record<string, () => string>> = {
  mulai: m['components.said.started'],
  dibuka: m['components.said.opened'],
  tersimpan: m['components.said.saved'],
  dihapus: m['components.said.dropped'],
  diimpor: m['components.said.imported'],
};

export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  const actor = requireActor(event);
  const { url } = event;
  return event.locals.pilar.read(tenant.id, async (tx) => {
    const work = await meetingOr404(tx, actor, event.params, tenant);
    const { map, meeting, kept, keep } = work;
    const around = await meetingAround(tx, work, kept);
    const head = {
      id: map.id,
      meeting: meeting.id,
      title: said(kept.map.title).text,
      place: around.place,
      day: day(meeting.heldOn),
    };
    if (keep) return { ...head, refusal: wordRefusal(keep), work: undefined };
    const { before, close, forums } = around;
    const saidKey = Object.keys(SAID).find((name) => url.searchParams.has(name));
    return {
      ...head,
      refusal: undefined,
      work: {
        said: saidKey && ownEntry(SAID, saidKey)?.(),
        version: meeting.version,
        view: mapView(kept.map),
        change: before ? changeView(before.map, kept.map) : undefined,
        close: close && wordRefusal(close),
        list: componentList(work, url),
        components: kept.map.components.map((one) => ({ value: one.slug, label: said(one.title).text })),
        forums: forumOptions(forums, tenant),
        intervals: intervalOptions(),
        values: {
          heldOn: meeting.heldOn,
          attended: meeting.attended.flatMap((one) => one.component ?? []).join(' '),
          others: meeting.attended.flatMap((one) => (one.component === null ? [one.name] : [])).join('\n'),
          remarks: meeting.remarks,
          forum: meeting.forum ?? '',
          intervalDays: String(meeting.intervalDays),
        },
      },
    };
  });
};

/** Components with what they do and should do, some at a time; each line knows its place in the map. */
function componentList({ kept: { map } }: AtWork, url: URL) {
  const after = url.searchParams.get('setelah') ?? '';
  const start = map.components.findIndex((one) => one.slug === after) + 1;
  const shown = map.components.slice(start, start + PAGE);
  const last = start + PAGE < map.components.length ? shown.at(-1) : undefined;
  return {
    rows: shown.map((one) => ({
      slug: one.slug,
      name: said(one.title),
      pillar: named(map.pillars, one.pillar),
      activities: map.activities.flatMap((activity, index) =>
        activity.component === one.slug
          ? [
              {
                index,
                title: said(activity.title),
                where: [KIND_WORDS[activity.kind](), whereOf(map, activity)].join(' · '),
              },
            ]
          : [],
      ),
      expectations: map.expectations.flatMap((expectation, index) =>
        expectation.component === one.slug ? [{ index, what: said(expectation.what) }] : [],
      ),
    })),
    next: last && withParams(url, { setelah: last.slug, tersimpan: '', mulai: '', dibuka: '', dihapus: '' }),
    first: start > 0 ? withParams(url, {}) : undefined,
  };
}

export const actions: Actions = {
  catat: (event) =>
    carryOut(
      event,
      (pilar, actor, form) =>
        saveMeeting(pilar, actor, { ...heldIn(event, form), fields: meetingFields(form) }),
      () => `${event.url.pathname}?tersimpan=1`,
    ),

  tutup: (event) =>
    carryOut(
      event,
      (pilar, actor, form) => closeMeeting(pilar, actor, heldIn(event, form)),
      () => `${event.url.pathname.replace(/\/rapat\/.*/, '')}?selesai=1`,
    ),

  batal: (event) =>
    carryOut(
      event,
      (pilar, actor, form) =>
        cancelMeeting(pilar, actor, { ...heldIn(event, form), reason: textOf(form, 'reason') }),
      () => `${event.url.pathname.replace(/\/rapat\/.*/, '')}?batal=1`,
    ),
};

/** The meeting of the address, as its form saw it. */
function heldIn(event: RequestEvent, form: FormData) {
  return { meeting: idOr404(event.params.meeting), version: versionIn(form) };
}
