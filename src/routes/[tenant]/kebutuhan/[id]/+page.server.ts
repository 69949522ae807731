import {
  answerMatch,
  beginMatch,
  closeNeed,
  declineRecommendation,
  needOverview,
  needSupport,
  noteLapseRead,
  offerMatch,
  withdrawMatch,
  withdrawRecommendation,
} from '#modules/matching/index.ts';
import { carryOut, versionIn } from '../../../carry-out.ts';
import { idOr404, readOr404, requireTenant, textOf, viewerOf } from '../../../request.ts';
import type { Actions, PageServerLoad } from './$types.js';
import { supportActions, wordSupport } from './support.ts';
import { wordNeed } from './word-need.ts';

const SAID = [
  'ditawarkan',
  'dijawab',
  'ditarik',
  'ditutup',
  'ditolak',
  'ditarik-usulan',
  'dibaca',
  'didukung',
  'dukungan-ditarik',
] as const;

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
    support: wordSupport(await needSupport(tx, viewerOf(event), id)),
    said: SAID.find((word) => word === said),
  }));
};

function answered(form: FormData) {
  const recommendation = idOr404(textOf(form, 'recommendation'));
  return { recommendation, reason: textOf(form, `reason.${recommendation}`), version: versionIn(form) };
}

export const actions: Actions = {
  ...supportActions,

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

  tolak: (event) =>
    carryOut(
      event,
      (pilar, actor, form) => declineRecommendation(pilar, actor, answered(form)),
      () => `${event.url.pathname}?hasil=ditolak`,
      { row: 'recommendation' },
    ),

  batal: (event) =>
    carryOut(
      event,
      (pilar, actor, form) => withdrawRecommendation(pilar, actor, answered(form)),
      () => `${event.url.pathname}?hasil=ditarik-usulan`,
      { row: 'recommendation' },
    ),

  susun: (event) =>
    carryOut(
      event,
      (pilar, actor, form) => beginMatch(pilar, actor, { match: idOr404(textOf(form, 'match')) }),
      ({ id }) => `/${event.params.tenant}/usulan/${id}/ubah`,
    ),

  dibaca: (event) =>
    carryOut(
      event,
      (pilar, actor) => noteLapseRead(pilar, actor, { need: idOr404(event.params.id) }),
      () => `${event.url.pathname}?hasil=dibaca`,
    ),

  tutup: (event) =>
    carryOut(
      event,
      (pilar, actor, form) =>
        closeNeed(pilar, actor, { need: idOr404(event.params.id), reason: textOf(form, 'reason') }),
      () => `${event.url.pathname}?hasil=ditutup`,
    ),
};
