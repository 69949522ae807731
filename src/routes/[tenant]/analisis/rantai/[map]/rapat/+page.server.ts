import { error, redirect } from '@sveltejs/kit';
import { openMeeting, openMeetingOf, revisionContent } from '#modules/assessment/index.ts';
import { wordRefusal } from '#ui/word-refusal.ts';
import { actorFor, idOr404, requireActor, requireTenant } from '../../../../../request.ts';
import { said } from '../../map-words.ts';
import {
  answered,
  forumOptions,
  intervalOptions,
  keeperRefusal,
  mapOr404,
  meetingFields,
  placeName,
} from '../../maps.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  const actor = requireActor(event);
  return event.locals.pilar.read(tenant.id, async (tx) => {
    const map = await mapOr404(tx, event.params.map);
    const open = await openMeetingOf(tx, map.id);
    const refusal = await keeperRefusal(tx, actor, map.region);
    if (open && !refusal) redirect(303, `${event.url.pathname}/${open.id}`);
    const content = await revisionContent(tx, map.id, map.revision);
    return {
      id: map.id,
      title: map.title,
      place: await placeName(tx, map.region),
      refusal: refusal && refusal !== 'visitor' ? wordRefusal(refusal) : undefined,
      today: tx.today,
      interval: String(map.intervalDays ?? ''),
      components: (content?.map.components ?? []).map((one) => ({
        value: one.slug,
        label: said(one.title).text,
      })),
      forums: await forumOptions(tx, tenant, map.region),
      intervals: intervalOptions(),
    };
  });
};

export const actions: Actions = {
  default: async (event) => {
    const form = await event.request.formData();
    const map = idOr404(event.params.map);
    const result = await openMeeting(event.locals.pilar, await actorFor(event), {
      map,
      meeting: meetingFields(form),
    });
    if (!result.ok && result.refusal.refusal === 'access.not-found') error(404);
    return answered(event, form, result, ({ meeting }) => `${event.url.pathname}/${meeting}?dibuka=1`);
  },
};
