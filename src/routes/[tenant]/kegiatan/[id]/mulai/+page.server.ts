import { redirect } from '@sveltejs/kit';
import { startActivity } from '#modules/activities/index.ts';
import { actorFor, idOr404, requireTenant, textOf } from '../../../../request.ts';
import { refusedForm, versionIn } from '../refused-form.ts';
import { openTask } from '../standing.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = (event) =>
  event.locals.pilar.read(requireTenant(event).id, async (tx) => {
    const { standing, task } = await openTask(tx, event, 'start');
    return { task, today: tx.today, startsOn: standing.activity.startsOn };
  });

export const actions: Actions = {
  default: async (event) => {
    const form = await event.request.formData();
    const values = { startedOn: textOf(form, 'startedOn') };
    const started = await startActivity(event.locals.pilar, await actorFor(event), {
      activity: idOr404(event.params.id),
      version: versionIn(form),
      ...values,
    });
    if (!started.ok) return refusedForm(started.refusal, values);
    redirect(303, `/${event.params.tenant}/kegiatan/${event.params.id}?tersimpan=mulai`);
  },
};
