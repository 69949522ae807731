import { error } from '@sveltejs/kit';
import { awardOverview, changeAward } from '#modules/awards/index.ts';
import { carryOut, versionIn } from '../../../../carry-out.ts';
import { idOr404, readOr404, requireActor, requireTenant } from '../../../../request.ts';
import { typedRound } from '../../award-form.ts';
import { wordAspect } from '../../award-words.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = (event) => {
  const tenant = requireTenant(event);
  const actor = requireActor(event);
  const { locale, pilar } = event.locals;
  const id = idOr404(event.params.id);
  return pilar.read(tenant.id, async (tx) => {
    const { round, program, award, weights, keeps } = readOr404(await awardOverview(tx, actor, id));
    if (!keeps || round.state !== 'draft') error(404);
    return {
      program: { slug: program.slug, title: `${program.model.short} ${program.fiscalYear}` },
      id,
      label: award.label[locale],
      round: {
        version: round.version,
        marksFrom: round.marksFrom,
        marksUntil: round.marksUntil,
        notice: award.notice.days,
        aspects: award.aspects.map((one) => wordAspect(one, weights.get(one.aspect) ?? 0, locale)),
      },
    };
  });
};

export const actions: Actions = {
  default: (event) =>
    carryOut(
      event,
      (pilar, actor, form) =>
        changeAward(pilar, actor, {
          round: idOr404(event.params.id),
          version: versionIn(form),
          ...typedRound(form),
        }),
      ({ round }) => `/${event.params.tenant}/penghargaan/${round}?tersimpan=1`,
    ),
};
