import { redirect } from '@sveltejs/kit';
import { askToCarryOut, nextCheckpoint, progressOf, recordProgress } from '#modules/activities/index.ts';
import { wordWithin } from '#ui/word-due.ts';
import {
  actorFor,
  askFirst,
  filesIn,
  idOr404,
  requireTenant,
  textOf,
  viewerOf,
} from '../../../../request.ts';
import { refusedForm } from '../refused-form.ts';
import { openTask } from '../standing.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = (event) =>
  event.locals.pilar.read(requireTenant(event).id, async (tx) => {
    const { standing, task } = await openTask(tx, event, 'progress');
    const { activity, program } = standing;
    const latest = (await progressOf(tx, activity.id)).at(-1)?.happenedOn ?? null;
    const rule = program.model.activities.evidence;
    return {
      task,
      today: tx.today,
      earliest: latest ?? activity.startedOn ?? activity.startsOn,
      next: nextCheckpoint(program.model, activity, latest),
      photosEach: rule.photosEach,
      within: wordWithin(program.model.reporting.due.within),
    };
  });

export const actions: Actions = {
  default: async (event) => {
    const activity = idOr404(event.params.id);
    await askFirst(askToCarryOut(event.locals.pilar, viewerOf(event), activity));
    const form = await event.request.formData();
    const values = {
      percent: textOf(form, 'percent'),
      happenedOn: textOf(form, 'happenedOn'),
      note: textOf(form, 'note'),
    };
    const recorded = await recordProgress(
      event.locals.pilar,
      await actorFor(event),
      {
        activity,
        percent: /^\d{1,3}$/.test(values.percent) ? Number(values.percent) : -1,
        happenedOn: values.happenedOn,
        note: values.note,
        photos: [...filesIn(form, 'camera'), ...filesIn(form, 'photos')],
      },
      event.request.signal,
    );
    if (!recorded.ok) return refusedForm(recorded.refusal, values);
    redirect(
      303,
      `/${event.params.tenant}/kegiatan/${event.params.id}?tersimpan=kemajuan${recorded.value.plain > 0 ? '&polos' : ''}`,
    );
  },
};
