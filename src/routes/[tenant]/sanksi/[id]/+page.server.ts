import {
  answerHearing,
  appealSanction,
  decideAppeal,
  decideSanction,
  sanctionOverview,
  withdrawSanction,
} from '#modules/sanctions/index.ts';
import { m } from '#paraglide/messages.js';
import { carryOut, versionIn } from '../../../carry-out.ts';
import { idOr404, readOr404, requireTenant, textOf, viewerOf } from '../../../request.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types.js';
import { wordSanction } from './case-words.ts';

const SAID = {
  disusun: 'drawn-up',
  dijawab: 'answered',
  diputus: 'decided',
  dihentikan: 'withdrawn',
  keberatan: 'appeal-sent',
  selesai: 'appeal-decided',
} as const;

export const load: PageServerLoad = (event) => {
  const tenant = requireTenant(event);
  const { locale, pilar } = event.locals;
  const id = idOr404(event.params.id);
  return pilar.read(tenant.id, async (tx) => {
    const found = readOr404(await sanctionOverview(tx, viewerOf(event), id));
    const said = Object.entries(SAID).find(([name]) => event.url.searchParams.has(name))?.[1];
    return { said: said ? m[`sanctions.${said}`]() : '', ...wordSanction(found, tx.today, locale) };
  });
};

const after = (event: RequestEvent, said: keyof typeof SAID) => () => `${event.url.pathname}?${said}=1`;

export const actions: Actions = {
  jawab: (event) =>
    carryOut(
      event,
      (pilar, actor, form) =>
        answerHearing(pilar, actor, { sanction: idOr404(event.params.id), answer: textOf(form, 'answer') }),
      after(event, 'dijawab'),
    ),
  putuskan: (event) =>
    carryOut(
      event,
      (pilar, actor, form) =>
        decideSanction(pilar, actor, {
          sanction: idOr404(event.params.id),
          version: versionIn(form),
          outcome: textOf(form, 'outcome'),
          reason: textOf(form, 'reason'),
        }),
      after(event, 'diputus'),
    ),
  hentikan: (event) =>
    carryOut(
      event,
      (pilar, actor, form) =>
        withdrawSanction(pilar, actor, {
          sanction: idOr404(event.params.id),
          version: versionIn(form),
          reason: textOf(form, 'withdrawal'),
        }),
      after(event, 'dihentikan'),
    ),
  keberatan: (event) =>
    carryOut(
      event,
      (pilar, actor, form) =>
        appealSanction(pilar, actor, { sanction: idOr404(event.params.id), reason: textOf(form, 'appeal') }),
      after(event, 'keberatan'),
    ),
  selesaikan: (event) =>
    carryOut(
      event,
      (pilar, actor, form) =>
        decideAppeal(pilar, actor, {
          sanction: idOr404(event.params.id),
          version: versionIn(form),
          outcome: textOf(form, 'outcome'),
          step: textOf(form, 'step'),
          reason: textOf(form, 'reason'),
        }),
      after(event, 'selesai'),
    ),
};
