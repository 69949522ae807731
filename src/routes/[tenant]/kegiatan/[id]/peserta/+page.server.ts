import { participationOf, recordParticipation, strikeFromActivity } from '#modules/activities/index.ts';
import { carryOut } from '../../../../carry-out.ts';
import { idOr404, requireTenant, textOf } from '../../../../request.ts';
import { openTask } from '../standing.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = (event) =>
  event.locals.pilar.read(requireTenant(event).id, async (tx) => {
    const { standing, task } = await openTask(tx, event, 'account');
    return { task, today: tx.today, rows: await participationOf(tx, standing.activity.id) };
  });

export const actions: Actions = {
  catat: (event) =>
    carryOut(
      event,
      (pilar, actor, form) =>
        recordParticipation(pilar, actor, {
          activity: idOr404(event.params.id),
          occasion: textOf(form, 'occasion'),
          happenedOn: textOf(form, 'happenedOn'),
          people: textOf(form, 'people'),
          women: textOf(form, 'women'),
          poorHouseholds: textOf(form, 'poorHouseholds'),
        }),
      () => `${event.url.pathname}?tersimpan=catat`,
    ),

  coret: (event) =>
    carryOut(
      event,
      (pilar, actor, form) =>
        strikeFromActivity(pilar, actor, {
          activity: idOr404(event.params.id),
          kind: 'participation',
          row: idOr404(textOf(form, 'row')),
        }),
      () => `${event.url.pathname}?tersimpan=catat`,
    ),
};
