import { error } from '@sveltejs/kit';
import { jurorSheet, markCandidate, whyNotMark } from '#modules/awards/index.ts';
import { m } from '#paraglide/messages.js';
import { day } from '#ui/format.ts';
import { wordRefusal } from '#ui/word-refusal.ts';
import { carryOut } from '../../../../../carry-out.ts';
import { idOr404, readOr404, requireActor, requireTenant } from '../../../../../request.ts';
import { typedUnder } from '../../../award-form.ts';
import type { Actions, PageServerLoad } from './$types.js';

/** One candidate before a juror, with what they marked themselves. */
export const load: PageServerLoad = (event) => {
  const tenant = requireTenant(event);
  const actor = requireActor(event);
  const { locale, pilar } = event.locals;
  const id = idOr404(event.params.id);
  const candidate = idOr404(event.params.candidate);
  return pilar.read(tenant.id, async (tx) => {
    const found = readOr404(await jurorSheet(tx, actor, id));
    const one = found.sheet.find((each) => each.organization.id === candidate) ?? error(404);
    const refusal = await whyNotMark(tx, actor, found, candidate);
    return {
      id,
      label: found.award.label[locale],
      candidate: { id: candidate, name: one.organization.name },
      program: found.program.slug,
      lead: m['awards.mark-lead']({ day: day(found.round.marksUntil) }),
      refusal: refusal && wordRefusal(refusal),
      hint: m['awards.mark-hint']({ scale: found.award.scale }),
      aspects: found.award.aspects
        .filter((aspect) => aspect.jury)
        .map(({ aspect, label, help }) => ({
          name: `mark.${aspect}`,
          label: label[locale],
          help: help?.[locale] ?? '',
          mark: String(one.marks.get(aspect) ?? ''),
        })),
    };
  });
};

export const actions: Actions = {
  default: (event) =>
    carryOut(
      event,
      (pilar, actor, form) =>
        markCandidate(pilar, actor, {
          round: idOr404(event.params.id),
          candidate: idOr404(event.params.candidate),
          marks: typedUnder(form, 'mark.'),
        }),
      ({ round }) => `/${event.params.tenant}/penghargaan/${round}/nilai?tersimpan=1`,
    ),
};
