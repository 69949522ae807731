import { handOverActivity } from '#modules/activities/index.ts';
import { carryOut, versionIn } from '../../../../carry-out.ts';
import { idOr404, requireTenant, textOf } from '../../../../request.ts';
import { openTask } from '../standing.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = (event) =>
  event.locals.pilar.read(requireTenant(event).id, async (tx) => {
    const { standing, task } = await openTask(tx, event, 'hand-over');
    return { task, today: tx.today, completedOn: standing.activity.completedOn };
  });

export const actions: Actions = {
  default: (event) =>
    carryOut(
      event,
      (pilar, actor, form) =>
        handOverActivity(pilar, actor, {
          activity: idOr404(event.params.id),
          version: versionIn(form),
          handedOverOn: textOf(form, 'handedOverOn'),
          handedOverTo: textOf(form, 'handedOverTo'),
          note: textOf(form, 'note'),
        }),
      () => `/${event.params.tenant}/kegiatan/${event.params.id}?tersimpan=serah-terima`,
    ),
};
