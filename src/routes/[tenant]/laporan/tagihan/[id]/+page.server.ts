import { redirect } from '@sveltejs/kit';
import { ok } from '#kernel/result.ts';
import { organizationById } from '#modules/actors/index.ts';
import { filingForm, saveFiling } from '#modules/filings/index.ts';
import { isOverdue, waiveObligation } from '#modules/obligations/index.ts';
import { figuresFor, handIn } from '#modules/reporting/index.ts';
import { messageFor } from '#ui/message.ts';
import { wordRefusal } from '#ui/word-refusal.ts';
import { carryOut, versionIn } from '../../../../carry-out.ts';
import { idOr404, readOr404, requireTenant, textOf, viewerOf } from '../../../../request.ts';
import { atLines, contentIn, formView, lineOutIn } from '../../filing-form.ts';
import { filingName } from '../../filing-name.ts';
import { remarksToAnswer, repliesIn } from '../../remarks-to-answer.ts';
import { wordFigures } from '../../told-figures.ts';
import type { Actions, PageServerLoad } from './$types.js';

/** What is owed as a filing: written by whoever owes it, excused by whoever may. */
export const load: PageServerLoad = async (event) => {
  const viewer = viewerOf(event);
  const { pilar, locale } = event.locals;
  const tenant = requireTenant(event);
  return pilar.read(tenant.id, async (tx) => {
    const form = readOr404(await filingForm(tx, viewer, idOr404(event.params.id)));
    const { owed, program, refusal, waive, activity, rules } = form;
    if (!owed || activity) {
      // Whoever carries the activity out writes there; the others find it on its page.
      const page = refusal === undefined ? `/laporan?jenis=${rules.kind}` : '';
      redirect(303, `/${tenant.slug}/kegiatan/${activity?.id}${page}`);
    }
    const organization = await organizationById(tx, owed.organization);
    return {
      name: filingName(program, owed, locale),
      about: rules.about,
      organization: organization && { id: organization.id, name: organization.name },
      program: { title: `${program.model.short} ${program.fiscalYear}`, slug: program.slug },
      state: owed.state,
      reason: owed.waiverReason,
      asked: owed.askedFor ?? undefined,
      figures: rules.figures
        ? wordFigures(await figuresFor(tx, program, rules, owed.occasion), program, tenant.slug, locale)
        : undefined,
      obligation: owed.id,
      remarks: remarksToAnswer(form, locale),
      view: await formView(tx, form, locale, event.url.searchParams.get('baris') ?? ''),
      refusal: refusal && refusal.refusal !== 'access.sign-in' ? wordRefusal(refusal) : undefined,
      writes: refusal === undefined,
      waiver: isOverdue(owed, tx.today)
        ? waive === undefined
          ? { refusal: undefined }
          : waive.refusal === 'access.office' || waive.refusal === 'access.sign-in'
            ? undefined
            : { refusal: wordRefusal(waive) }
        : undefined,
      timeZone: tenant.timeZone,
      said: messageFor(`filing.page.said.${event.url.searchParams.get('tersimpan') ?? ''}`),
    };
  });
};

export const actions: Actions = {
  simpan: (event) =>
    carryOut(
      event,
      (pilar, actor, form) =>
        saveFiling(pilar, actor, {
          obligation: idOr404(event.params.id),
          content: contentIn(form),
          replies: repliesIn(form),
          version: versionIn(form),
        }),
      () => `${event.url.pathname}?tersimpan=draf`,
    ),

  baris: (event) =>
    carryOut(
      event,
      async (pilar, actor, form) => {
        const saved = await saveFiling(pilar, actor, {
          obligation: idOr404(event.params.id),
          content: contentIn(form),
          replies: repliesIn(form),
          without: lineOutIn(form),
          version: versionIn(form),
        });
        return saved.ok ? ok(atLines(form, saved.value)) : saved;
      },
      ({ query, mark }) => `${event.url.pathname}?${query}#${mark}`,
    ),

  sampaikan: (event) =>
    carryOut(
      event,
      (pilar, actor, form) =>
        handIn(pilar, actor, {
          obligation: idOr404(event.params.id),
          content: contentIn(form),
          replies: repliesIn(form),
          version: versionIn(form),
        }),
      ({ filing }) => `/${event.params.tenant}/laporan/${filing}?tersimpan=ajukan`,
    ),

  kecualikan: (event) =>
    carryOut(
      event,
      (pilar, actor, form) =>
        waiveObligation(pilar, actor, {
          obligation: idOr404(event.params.id),
          reason: textOf(form, 'reason'),
        }),
      () => `${event.url.pathname}?tersimpan=kecualikan`,
    ),
};
