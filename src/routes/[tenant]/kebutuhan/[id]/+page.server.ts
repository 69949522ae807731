import {
  answerMatch,
  beginMatch,
  closeNeed,
  needOverview,
  offerMatch,
  withdrawMatch,
} from '#modules/matching/index.ts';
import { carryOut, versionIn } from '../../../carry-out.ts';
import { idOr404, readOr404, requireTenant, textOf, viewerOf } from '../../../request.ts';
import type { Actions, PageServerLoad } from './$types.js';
import { wordNeed } from './word-need.ts';

const SAID = ['ditawarkan', 'dijawab', 'ditarik', 'ditutup'] as const;

export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  const id = idOr404(event.params.id);
  const said = event.url.searchParams.get('hasil');
  return event.locals.pilar.read(tenant.id, async (tx) => ({
    ...(await wordNeed(
      tx,
      tenant,
      readOr404(await needOverview(tx, viewerOf(event), id)),
      event.locals.locale,
    )),
    said: SAID.find((word) => word === said),
  }));
};

export const actions: Actions = {
  tawarkan: (event) =>
    carryOut(
      event,
      (pilar, actor, form) => {
        const organization = idOr404(textOf(form, 'organization'));
        return offerMatch(pilar, actor, {
          need: idOr404(event.params.id),
          organization,
          amount: textOf(form, `amount.${organization}`),
          note: textOf(form, `note.${organization}`),
        });
      },
      () => `${event.url.pathname}?hasil=ditawarkan`,
      { row: 'organization' },
    ),

  jawab: (event) =>
    carryOut(
      event,
      (pilar, actor, form) => {
        const match = idOr404(textOf(form, 'match'));
        return answerMatch(pilar, actor, {
          match,
          outcome: textOf(form, 'outcome') === 'agree' ? 'agree' : 'decline',
          remark: textOf(form, `remark.${match}`),
          version: versionIn(form),
        });
      },
      () => `${event.url.pathname}?hasil=dijawab`,
      { row: 'match' },
    ),

  tarik: (event) =>
    carryOut(
      event,
      (pilar, actor, form) => {
        const match = idOr404(textOf(form, 'match'));
        return withdrawMatch(pilar, actor, {
          match,
          reason: textOf(form, `reason.${match}`),
          version: versionIn(form),
        });
      },
      () => `${event.url.pathname}?hasil=ditarik`,
      { row: 'match' },
    ),

  susun: (event) =>
    carryOut(
      event,
      (pilar, actor, form) => beginMatch(pilar, actor, { match: idOr404(textOf(form, 'match')) }),
      ({ id }) => `/${event.params.tenant}/usulan/${id}/ubah`,
    ),

  tutup: (event) =>
    carryOut(
      event,
      (pilar, actor, form) =>
        closeNeed(pilar, actor, { need: idOr404(event.params.id), reason: textOf(form, 'reason') }),
      () => `${event.url.pathname}?hasil=ditutup`,
    ),
};
