import { redirect } from '@sveltejs/kit';
import { sum } from '#kernel/money.ts';
import {
  realisedContributionsOf,
  recordContribution,
  strikeFromActivity,
} from '#modules/activities/index.ts';
import { CONTRIBUTION_FORMS, contributionsOf } from '#modules/proposals/index.ts';
import { actorFor, idOr404, requireTenant, textOf } from '../../../../request.ts';
import { refusedForm } from '../refused-form.ts';
import { openTask, seesInner } from '../standing.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = (event) =>
  event.locals.pilar.read(requireTenant(event).id, async (tx) => {
    const { standing, task } = await openTask(tx, event, 'account');
    const { activity } = standing;
    const offered = await contributionsOf(tx, activity.proposal);
    const realised = await realisedContributionsOf(tx, activity.id);
    return {
      task,
      forms: CONTRIBUTION_FORMS.map((form) => ({
        form,
        offered: sum(offered.filter((one) => one.form === form).map((one) => one.value)),
        realised: sum(realised.filter((one) => one.form === form).map((one) => one.value)),
      })),
      rows: seesInner(event, activity) ? realised : [],
    };
  });

export const actions: Actions = {
  catat: async (event) => {
    const form = await event.request.formData();
    const values = {
      form: textOf(form, 'form'),
      description: textOf(form, 'description'),
      value: textOf(form, 'value'),
    };
    const recorded = await recordContribution(event.locals.pilar, await actorFor(event), {
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
      kind: 'contribution',
      row: idOr404(textOf(form, 'row')),
    });
    if (!struck.ok) return refusedForm(struck.refusal, {}, 'strike');
    redirect(303, `${event.url.pathname}?tersimpan=catat`);
  },
};
