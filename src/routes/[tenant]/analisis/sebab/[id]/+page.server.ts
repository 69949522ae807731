import { error, fail, redirect } from '@sveltejs/kit';
import { dayIn } from '#kernel/date.ts';
import { refusalIn } from '#kernel/refusal.ts';
import { organizationsById } from '#modules/actors/index.ts';
import { bringMapBack, keepersOf, mayDraw, withdrawMap } from '#modules/assessment/index.ts';
import { historyOf } from '#modules/journal/index.ts';
import { programById } from '#modules/programs/index.ts';
import { m } from '#paraglide/messages.js';
import { day } from '#ui/format.ts';
import { refusalStatus } from '#ui/refusal-status.ts';
import { wordHistory } from '#ui/word-history.ts';
import { wordForm, wordRefusal } from '#ui/word-refusal.ts';
import { actorFor, idOr404, requireTenant, textOf } from '../../../../request.ts';
import { actionFacts, liveMap, looseActions } from '../live-map.ts';
import { mapPage } from '../map-page.ts';
import { placeName } from '../place-name.ts';
import type { Actions, PageServerLoad } from './$types.js';

/** Lines of the history shown: the newest. */
const HISTORY = 200;

export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  const id = idOr404(event.params.id);
  const { actor, pilar } = event.locals;
  const { url } = event;
  return pilar.read(tenant.id, async (tx) => {
    const found = (await liveMap(tx, id)) ?? error(404);
    const { head, causes, map, names } = found;
    const keepers = await keepersOf(tx);
    const refusal = actor && refusalIn(mayDraw(actor, head.region, keepers));
    const history = await historyOf(tx, id, HISTORY);
    const organizations = await organizationsById(tx, [
      head.keeper,
      ...history.flatMap((entry) => entry.organization ?? []),
    ]);
    const program = head.program ? await programById(tx, head.program) : undefined;
    return {
      id,
      title: head.title,
      question: head.question,
      removed: head.removed,
      version: head.version,
      facts: [
        { term: m['causes.place'](), value: placeName(head.region, names) },
        ...(program
          ? [{ term: m['causes.program'](), value: `${program.model.short} ${program.fiscalYear}` }]
          : []),
        { term: m['causes.keeper'](), value: organizations.get(head.keeper)?.name ?? '' },
        {
          term: m['causes.changed'](),
          value: day(dayIn(tenant.timeZone, head.changedAt), 'short'),
        },
        ...(head.origin ? [{ term: m['causes.origin'](), value: head.origin }] : []),
      ],
      map: mapPage(map, {
        name: id,
        url,
        actions: await actionFacts(tx, causes),
        loose: looseActions(causes),
      }),
      may: actor ? (refusal ? ('no' as const) : ('yes' as const)) : ('visitor' as const),
      refusal: refusal && wordRefusal(refusal),
      timeZone: tenant.timeZone,
      history: wordHistory(history, organizations, tenant.slug),
      said: url.searchParams.get('tersimpan'),
    };
  });
};

export const actions: Actions = {
  tarik: async (event) => {
    const form = await event.request.formData();
    const result = await withdrawMap(event.locals.pilar, await actorFor(event), {
      map: idOr404(event.params.id),
      version: Number(textOf(form, 'version')),
    });
    if (!result.ok) return refused(result.refusal);
    redirect(303, `${event.url.pathname}?tersimpan=ditarik`);
  },
  kembalikan: async (event) => {
    await event.request.formData();
    const result = await bringMapBack(event.locals.pilar, await actorFor(event), {
      map: idOr404(event.params.id),
    });
    if (!result.ok) return refused(result.refusal);
    redirect(303, `${event.url.pathname}?tersimpan=dikembalikan`);
  },
};

function refused(refusal: Parameters<typeof wordForm>[0]) {
  const status = refusalStatus(refusal);
  if (status === 404) error(404);
  return fail(status, wordForm(refusal));
}
