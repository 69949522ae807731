import { ok } from '#kernel/result.ts';
import { activityFilingForm, saveFiling } from '#modules/filings/index.ts';
import { handIn } from '#modules/reporting/index.ts';
import { wordRefusal } from '#ui/word-refusal.ts';
import { carryOut, versionIn } from '../../../../carry-out.ts';
import { idOr404, readOr404, requireActor, requireTenant, textOf } from '../../../../request.ts';
import { atLines, contentIn, formView, lineOutIn } from '../../../laporan/filing-form.ts';
import { remarksToAnswer, repliesIn } from '../../../laporan/remarks-to-answer.ts';
import { saidOf } from '../said.ts';
import { standingOf } from '../standing.ts';
import type { Actions, PageServerLoad } from './$types.js';
import { evidenceParts } from './evidence.ts';

export const load: PageServerLoad = async (event) => {
  const actor = requireActor(event);
  const { pilar, locale } = event.locals;
  return pilar.read(requireTenant(event).id, async (tx) => {
    const { activity, program, organization } = await standingOf(tx, event.params.id);
    const { model } = program;
    const asked = event.url.searchParams.get('jenis') ?? undefined;
    const form = readOr404(await activityFilingForm(tx, actor, program, activity, asked));
    const { rules, refusal, evidence, unpaid } = form;
    return {
      task: {
        id: activity.id,
        title: activity.title,
        organization: organization.name,
        version: form.filing?.version ?? 0,
        refusal: refusal && wordRefusal(refusal),
        said: saidOf(event.url),
      },
      remarks: remarksToAnswer(form, locale),
      view: await formView(tx, form, locale, event.url.searchParams.get('baris') ?? ''),
      /** Whether its model wants several filings about an activity. */
      several: model.filings.filter((one) => one.about === 'activity').length > 1,
      evidence: evidence ? evidenceParts(model, rules, activity, evidence, locale) : [],
      unpaid: unpaid && wordRefusal(unpaid),
      timeZone: requireTenant(event).timeZone,
    };
  });
};

export const actions: Actions = {
  simpan: (event) =>
    carryOut(
      event,
      (pilar, actor, form) =>
        saveFiling(pilar, actor, {
          obligation: idOr404(textOf(form, 'obligation')),
          content: contentIn(form),
          replies: repliesIn(form),
          version: versionIn(form),
        }),
      ({ kind }) => `${event.url.pathname}?jenis=${kind}&tersimpan=draf`,
    ),

  baris: (event) =>
    carryOut(
      event,
      async (pilar, actor, form) => {
        const saved = await saveFiling(pilar, actor, {
          obligation: idOr404(textOf(form, 'obligation')),
          content: contentIn(form),
          replies: repliesIn(form),
          without: lineOutIn(form),
          version: versionIn(form),
        });
        return saved.ok ? ok(atLines(form, saved.value)) : saved;
      },
      ({ kind, query, mark }) => `${event.url.pathname}?jenis=${kind}&${query}#${mark}`,
    ),

  sampaikan: (event) =>
    carryOut(
      event,
      (pilar, actor, form) =>
        handIn(pilar, actor, {
          obligation: idOr404(textOf(form, 'obligation')),
          content: contentIn(form),
          replies: repliesIn(form),
          version: versionIn(form),
        }),
      ({ filing }) => `/${event.params.tenant}/laporan/${filing}?tersimpan=ajukan`,
    ),
};
