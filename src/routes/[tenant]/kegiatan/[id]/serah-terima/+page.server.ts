import { redirect } from '@sveltejs/kit';
import { handOverActivity } from '#modules/activities/index.ts';
import { actorFor, idOr404, requireTenant, textOf } from '../../../../request.ts';
import { refusedForm, versionIn } from '../refused-form.ts';
import { openTask } from '../standing.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = (event) =>
  event.locals.pilar.read(requireTenant(event).id, async (tx) => {
    const { standing, task } = await openTask(tx, event, 'hand-over');
    return { task, today: tx.today, completedOn: standing.activity.completedOn };
  });

export const actions: Actions = {
  default: async (event) => {
    const form = await event.request.formData();
    const values = {
      handedOverOn: textOf(form, 'handedOverOn'),
      handedOverTo: textOf(form, 'handedOverTo'),
      note: textOf(form, 'note'),
    };
    const handedOver = await handOverActivity(event.locals.pilar, await actorFor(event), {
      activity: idOr404(event.params.id),
      version: versionIn(form),
      ...values,
    });
    if (!handedOver.ok) return refusedForm(handedOver.refusal, values);
    redirect(303, `/${event.params.tenant}/kegiatan/${event.params.id}?tersimpan=serah-terima`);
  },
};
