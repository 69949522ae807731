import { redirect } from '@sveltejs/kit';
import { participationOf, recordParticipation, strikeFromActivity } from '#modules/activities/index.ts';
import { actorFor, idOr404, requireTenant, textOf } from '../../../../request.ts';
import { refusedForm } from '../refused-form.ts';
import { openTask } from '../standing.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = (event) =>
  event.locals.pilar.read(requireTenant(event).id, async (tx) => {
    const { standing, task } = await openTask(tx, event, 'account');
    return { task, today: tx.today, rows: await participationOf(tx, standing.activity.id) };
  });

export const actions: Actions = {
  catat: async (event) => {
    const form = await event.request.formData();
    const values = {
      occasion: textOf(form, 'occasion'),
      happenedOn: textOf(form, 'happenedOn'),
      people: textOf(form, 'people'),
      women: textOf(form, 'women'),
      poorHouseholds: textOf(form, 'poorHouseholds'),
    };
    const recorded = await recordParticipation(event.locals.pilar, await actorFor(event), {
      activity: idOr404(event.params.id),
      ...values,
    });
    if (!recorded.ok) return refusedForm(recorded.refusal, values);
    redirect(303, `${event.url.pathname}?tersimpan=catat`);
  },

  coret: async (event) => {
    const form = await event.request.formData();
    const struck = await strikeFromActivity(event.locals.pilar, await actorFor(event), {
      activity: idOr404(event.params.id),
      kind: 'participation',
      row: idOr404(textOf(form, 'row')),
    });
    if (!struck.ok) return refusedForm(struck.refusal, {}, 'strike');
    redirect(303, `${event.url.pathname}?tersimpan=catat`);
  },
};
