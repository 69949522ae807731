import { error } from '@sveltejs/kit';
import { refusalIn } from '#kernel/refusal.ts';
import { draftAward, mayKeepAward, usualMarking } from '#modules/awards/index.ts';
import { wordRefusal } from '#ui/word-refusal.ts';
import { carryOut } from '../../../../../carry-out.ts';
import { requireActor, requireTenant } from '../../../../../request.ts';
import { typedRound } from '../../../../penghargaan/award-form.ts';
import { wordAspect } from '../../../../penghargaan/award-words.ts';
import { programIn, titleOf } from '../../../program-in.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = (event) => {
  const tenant = requireTenant(event);
  const actor = requireActor(event);
  const { locale, pilar } = event.locals;
  return pilar.read(tenant.id, async (tx) => {
    const program = await programIn(tx, event.params.slug);
    const wanted = event.url.searchParams.get('penghargaan');
    const award =
      program.model.awards.find((one) => one.award === wanted) ?? program.model.awards[0] ?? error(404);
    const refusal = refusalIn(mayKeepAward(actor, program.model, award, program.region));
    const days = usualMarking(award, tx.today);
    return {
      program: { slug: program.slug, title: titleOf(program) },
      label: award.label[locale],
      refusal: refusal && wordRefusal(refusal),
      round: {
        version: undefined,
        marksFrom: days.from,
        marksUntil: days.until,
        notice: award.notice.days,
        aspects: award.aspects.map((one) => wordAspect(one, one.weight, locale)),
      },
    };
  });
};

export const actions: Actions = {
  default: (event) =>
    carryOut(
      event,
      async (pilar, actor, form) => {
        const award = await pilar.read(requireTenant(event).id, async (tx) => {
          const { model } = await programIn(tx, event.params.slug);
          return event.url.searchParams.get('penghargaan') ?? model.awards[0]?.award ?? '';
        });
        return draftAward(pilar, actor, { program: event.params.slug, award, ...typedRound(form) });
      },
      ({ round }) => `/${event.params.tenant}/penghargaan/${round}?tersimpan=1`,
    ),
};
