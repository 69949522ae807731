import { isId } from '#kernel/id.ts';
import { draftingOverview, draftSanction } from '#modules/sanctions/index.ts';
import { m } from '#paraglide/messages.js';
import { day } from '#ui/format.ts';
import { wordRefusal } from '#ui/word-refusal.ts';
import { carryOut } from '../../../../../../carry-out.ts';
import { idOr404, readOr404, requireActor, requireTenant, textOf } from '../../../../../../request.ts';
import { filingName } from '../../../../../laporan/filing-name.ts';
import { programIn, titleOf } from '../../../../program-in.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = (event) => {
  const tenant = requireTenant(event);
  const actor = requireActor(event);
  const { locale, pilar } = event.locals;
  const organization = idOr404(event.params.organization);
  return pilar.read(tenant.id, async (tx) => {
    const program = await programIn(tx, event.params.slug);
    const sanction = event.url.searchParams.get('sanksi') ?? program.model.sanctions[0]?.sanction ?? '';
    const found = readOr404(await draftingOverview(tx, actor, program, { sanction, organization }));
    return {
      program: { slug: program.slug, title: titleOf(program) },
      sanction,
      label: found.rules.label[locale],
      name: found.institution.name,
      refusal: found.refusal && wordRefusal(found.refusal),
      earliest: found.earliest,
      hint: m['sanctions.hearing-until-hint']({ day: day(found.earliest) }),
      steps: found.next.map((one) => ({ value: one.step, label: one.label[locale] })),
      grounds: found.unmet.map((one) => ({
        value: one.id,
        label: m['sanctions.ground']({ filing: filingName(program, one, locale), day: day(one.dueOn) }),
      })),
      before: found.before.map((one) => ({
        href: `/${tenant.slug}/sanksi/${one.id}`,
        label: found.rules.steps.find((each) => each.step === one.step)?.label[locale] ?? one.step,
        day: day(one.draftedOn, 'short'),
      })),
    };
  });
};

export const actions: Actions = {
  default: (event) =>
    carryOut(
      event,
      (pilar, actor, form) =>
        draftSanction(pilar, actor, {
          program: event.params.slug,
          sanction: textOf(form, 'sanction'),
          organization: idOr404(event.params.organization),
          step: textOf(form, 'step'),
          grounds: form
            .getAll('grounds')
            .filter((one): one is string => typeof one === 'string' && isId(one))
            .slice(0, 100),
          reason: textOf(form, 'reason'),
          hearingUntil: textOf(form, 'hearingUntil'),
        }),
      ({ sanction }) => `/${event.params.tenant}/sanksi/${sanction}?disusun=1`,
    ),
};
