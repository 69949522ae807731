import { bringMapBack, causeMapOverview, withdrawMap } from '#modules/assessment/index.ts';
import { m } from '#paraglide/messages.js';
import { day } from '#ui/format.ts';
import { wordHistory } from '#ui/word-history.ts';
import { wordRefusal } from '#ui/word-refusal.ts';
import { carryOut, versionIn } from '../../../../carry-out.ts';
import { idOr404, readOr404, requireTenant, viewerOf } from '../../../../request.ts';
import { actionFacts, looseActions } from '../action-facts.ts';
import { mapPage } from '../map-page.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  const id = idOr404(event.params.id);
  const viewer = viewerOf(event);
  const { url } = event;
  return event.locals.pilar.read(tenant.id, async (tx) => {
    const found = readOr404(await causeMapOverview(tx, viewer, id, tenant.timeZone));
    const { head, program, draw } = found;
    return {
      id,
      title: head.title,
      question: head.question,
      removed: head.removed,
      version: head.version,
      facts: [
        { term: m['causes.place'](), value: found.place },
        ...(program
          ? [{ term: m['causes.program'](), value: `${program.model.short} ${program.fiscalYear}` }]
          : []),
        { term: m['causes.keeper'](), value: found.keeper?.name ?? '' },
        { term: m['causes.changed'](), value: day(found.changedOn, 'short') },
        ...(head.origin ? [{ term: m['causes.origin'](), value: head.origin }] : []),
      ],
      map: mapPage(found.map, {
        name: id,
        url,
        actions: actionFacts(found, tx),
        loose: looseActions(found.causes),
      }),
      reader: readerOf(viewer.person !== undefined, draw === undefined),
      refusal: draw && wordRefusal(draw),
      timeZone: tenant.timeZone,
      history: wordHistory(found.history, tenant.slug),
      said: url.searchParams.get('tersimpan'),
    };
  });
};

/** Who reads a map: who may draw it, who may begin another one from it, or a visitor. */
function readerOf(signedIn: boolean, draws: boolean): 'draws' | 'member' | 'visitor' {
  if (!signedIn) return 'visitor';
  return draws ? 'draws' : 'member';
}

export const actions: Actions = {
  tarik: (event) =>
    carryOut(
      event,
      (pilar, actor, form) =>
        withdrawMap(pilar, actor, { map: idOr404(event.params.id), version: versionIn(form) }),
      () => `${event.url.pathname}?tersimpan=ditarik`,
    ),

  kembalikan: (event) =>
    carryOut(
      event,
      (pilar, actor) => bringMapBack(pilar, actor, { map: idOr404(event.params.id) }),
      () => `${event.url.pathname}?tersimpan=dikembalikan`,
    ),
};
