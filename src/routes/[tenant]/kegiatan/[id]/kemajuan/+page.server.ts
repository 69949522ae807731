import { askToCarryOut, nextCheckpoint, progressOf, recordProgress } from '#modules/activities/index.ts';
import { activityRules } from '#modules/models/index.ts';
import { wordDue } from '#ui/word-due.ts';
import { carryOut } from '../../../../carry-out.ts';
import { askFirst, filesIn, idOr404, requireTenant, textOf, viewerOf } from '../../../../request.ts';
import { openTask } from '../standing.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = (event) =>
  event.locals.pilar.read(requireTenant(event).id, async (tx) => {
    const { standing, task } = await openTask(tx, event, 'progress');
    const { activity, program } = standing;
    const latest = (await progressOf(tx, activity.id)).at(-1)?.happenedOn ?? null;
    const rule = activityRules(program.model).evidence;
    return {
      task,
      today: tx.today,
      earliest: latest ?? activity.startedOn ?? activity.startsOn,
      next: nextCheckpoint(program.model, activity, latest),
      photosEach: rule.photosEach,
      dues: program.model.filings
        .filter(({ due }) => 'after' in due && due.after === 'activity.completed')
        .map(({ label, due }) => `${label[event.locals.locale]}: ${wordDue(due)}.`)
        .join(' '),
    };
  });

export const actions: Actions = {
  default: async (event) => {
    const activity = idOr404(event.params.id);
    await askFirst(askToCarryOut(event.locals.pilar, viewerOf(event), activity));
    return carryOut(
      event,
      (pilar, actor, form) => {
        const percent = textOf(form, 'percent');
        const step = {
          activity,
          percent: /^\d{1,3}$/.test(percent) ? Number(percent) : -1,
          happenedOn: textOf(form, 'happenedOn'),
          note: textOf(form, 'note'),
          photos: [...filesIn(form, 'camera'), ...filesIn(form, 'photos')],
        };
        return recordProgress(pilar, actor, step, event.request.signal);
      },
      ({ plain }) =>
        `/${event.params.tenant}/kegiatan/${activity}?tersimpan=kemajuan${plain > 0 ? '&polos' : ''}`,
    );
  },
};
