import { sum } from '#kernel/money.ts';
import {
  realisedContributionsOf,
  recordContribution,
  strikeFromActivity,
} from '#modules/activities/index.ts';
import { CONTRIBUTION_FORMS, contributionsOf } from '#modules/proposals/index.ts';
import { carryOut } from '../../../../carry-out.ts';
import { idOr404, requireTenant, textOf } from '../../../../request.ts';
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
  catat: (event) =>
    carryOut(
      event,
      (pilar, actor, form) =>
        recordContribution(pilar, actor, {
          activity: idOr404(event.params.id),
          form: textOf(form, 'form'),
          description: textOf(form, 'description'),
          value: textOf(form, 'value'),
        }),
      () => `${event.url.pathname}?tersimpan=catat`,
    ),

  coret: (event) =>
    carryOut(
      event,
      (pilar, actor, form) =>
        strikeFromActivity(pilar, actor, {
          activity: idOr404(event.params.id),
          kind: 'contribution',
          row: idOr404(textOf(form, 'row')),
        }),
      () => `${event.url.pathname}?tersimpan=catat`,
    ),
};
