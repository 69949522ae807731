import type { RequestEvent } from '@sveltejs/kit';
import { endNeedSupport, type NeedSupport, supportNeed } from '#modules/matching/index.ts';
import { wordRefusal } from '#ui/word-refusal.ts';
import { carryOut } from '../../../carry-out.ts';
import { idOr404, textOf } from '../../../request.ts';

/** How many need the same, and for whom its reader may say so, in words. */
export function wordSupport(found: NeedSupport | undefined) {
  return {
    people: found?.people ?? 0,
    institutions: found?.institutions ?? 0,
    own: (found?.own ?? []).map(({ organization, supports, refusal }) => ({
      organization,
      supports,
      refusal: refusal && wordRefusal(refusal),
    })),
  };
}

function typed(event: RequestEvent, form: FormData) {
  const organization = textOf(form, 'for');
  return {
    need: idOr404(event.params.id ?? ''),
    organization: organization === '' ? undefined : idOr404(organization),
  };
}

/** What a reader does who needs the same. */
export const supportActions = {
  dukung: (event: RequestEvent) =>
    carryOut(
      event,
      (pilar, actor, form) => supportNeed(pilar, actor, typed(event, form)),
      () => `${event.url.pathname}?hasil=didukung#butuh-juga`,
    ),

  'batal-dukung': (event: RequestEvent) =>
    carryOut(
      event,
      (pilar, actor, form) => endNeedSupport(pilar, actor, typed(event, form)),
      () => `${event.url.pathname}?hasil=dukungan-ditarik#butuh-juga`,
    ),
};
