import { startActivity } from '#modules/activities/index.ts';
import { carryOut, versionIn } from '../../../../carry-out.ts';
import { idOr404, requireTenant, textOf } from '../../../../request.ts';
import { openTask } from '../standing.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = (event) =>
  event.locals.pilar.read(requireTenant(event).id, async (tx) => {
    const { standing, task } = await openTask(tx, event, 'start');
    return { task, today: tx.today, startsOn: standing.activity.startsOn };
  });

export const actions: Actions = {
  default: (event) =>
    carryOut(
      event,
      (pilar, actor, form) =>
        startActivity(pilar, actor, {
          activity: idOr404(event.params.id),
          version: versionIn(form),
          startedOn: textOf(form, 'startedOn'),
        }),
      () => `/${event.params.tenant}/kegiatan/${event.params.id}?tersimpan=mulai`,
    ),
};
