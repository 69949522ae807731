import { askToCarryOut, handOverActivity } from '#modules/activities/index.ts';
import { activityRules } from '#modules/models/index.ts';
import { carryOut, versionIn } from '../../../../carry-out.ts';
import { askFirst, filesIn, idOr404, requireTenant, textOf, viewerOf } from '../../../../request.ts';
import { openTask } from '../standing.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = (event) =>
  event.locals.pilar.read(requireTenant(event).id, async (tx) => {
    const { standing, task } = await openTask(tx, event, 'hand-over');
    return {
      task,
      today: tx.today,
      completedOn: standing.activity.completedOn,
      wantsMinutes: activityRules(standing.program.model).handover !== undefined,
    };
  });

export const actions: Actions = {
  default: async (event) => {
    const activity = idOr404(event.params.id);
    await askFirst(askToCarryOut(event.locals.pilar, viewerOf(event), activity));
    return carryOut(
      event,
      (pilar, actor, form) => {
        const [minutes] = filesIn(form, 'minutes');
        const handover = {
          activity,
          version: versionIn(form),
          handedOverOn: textOf(form, 'handedOverOn'),
          handedOverTo: textOf(form, 'handedOverTo'),
          note: textOf(form, 'note'),
          ...(minutes ? { minutes } : {}),
        };
        return handOverActivity(pilar, actor, handover, event.request.signal);
      },
      () => `/${event.params.tenant}/kegiatan/${event.params.id}?tersimpan=serah-terima`,
    );
  },
};
