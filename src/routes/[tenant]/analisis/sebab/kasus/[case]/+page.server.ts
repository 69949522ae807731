import { error } from '@sveltejs/kit';
import { refusalIn } from '#kernel/refusal.ts';
import { keepersOf, mayDraw } from '#modules/assessment/index.ts';
import { messageFor } from '#ui/message.ts';
import { requireTenant } from '../../../../../request.ts';
import { causeCase } from '../../cases.ts';
import { worded } from '../../cause-words.ts';
import { mapPage } from '../../map-page.ts';
import type { PageServerLoad } from './$types.js';

/** A study by its whole name where it is known, so that a reader can find it. */
function study(document: string): string {
  return messageFor(`causes.document.${document}`) ?? document;
}

export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  const studied = causeCase(event.params.case) ?? error(404);
  const { map } = studied;
  const { actor, pilar } = event.locals;
  const keepers = actor && (await pilar.read(tenant.id, keepersOf));
  const mayStart =
    actor && keepers
      ? actor.mandates.some((held) => refusalIn(mayDraw(actor, held.region, keepers)) === undefined)
      : false;
  return {
    name: studied.name,
    title: worded(map.title),
    note: worded(map.note),
    source: map.source ? { study: study(map.source.document), place: map.source.location } : undefined,
    map: mapPage(map, { name: studied.name, url: event.url }) ?? error(404),
    mayStart: Boolean(mayStart),
  };
};
