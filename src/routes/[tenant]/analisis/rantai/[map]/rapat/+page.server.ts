import { redirect } from '@sveltejs/kit';
import { meetingToOpen, openMeeting } from '#modules/assessment/index.ts';
import { wordRefusal } from '#ui/word-refusal.ts';
import { carryOut } from '../../../../../carry-out.ts';
import { idOr404, readOr404, requireActor, requireTenant } from '../../../../../request.ts';
import { said } from '../../map-words.ts';
import { forumOptions, intervalOptions, meetingFields } from '../../maps.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  const actor = requireActor(event);
  const id = idOr404(event.params.map);
  return event.locals.pilar.read(tenant.id, async (tx) => {
    const found = readOr404(await meetingToOpen(tx, actor, id));
    const { map, content, open, keep } = found;
    if (open && !keep) redirect(303, `${event.url.pathname}/${open.id}`);
    return {
      id,
      title: map.title,
      place: found.place,
      refusal: keep && wordRefusal(keep),
      today: tx.today,
      interval: String(map.intervalDays ?? ''),
      components: (content?.map.components ?? []).map((one) => ({
        value: one.slug,
        label: said(one.title).text,
      })),
      forums: forumOptions(found.forums, tenant),
      intervals: intervalOptions(),
    };
  });
};

export const actions: Actions = {
  default: (event) =>
    carryOut(
      event,
      (pilar, actor, form) =>
        openMeeting(pilar, actor, { map: idOr404(event.params.map), meeting: meetingFields(form) }),
      ({ meeting }) => `${event.url.pathname}/${meeting}?dibuka=1`,
    ),
};
