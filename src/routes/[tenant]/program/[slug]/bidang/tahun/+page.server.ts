import { error } from '@sveltejs/kit';
import { refusalIn } from '#kernel/refusal.ts';
import { fieldsIn } from '#modules/models/index.ts';
import { firstRecordedYear, keepEarlierYear, mayKeep } from '#modules/portal/index.ts';
import { refusalStatus } from '#ui/refusal-status.ts';
import { wordRefusal } from '#ui/word-refusal.ts';
import { carryOut } from '../../../../../carry-out.ts';
import { requireActor, requireTenant, textOf } from '../../../../../request.ts';
import { programIn, titleOf } from '../../../program-in.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = (event) => {
  const tenant = requireTenant(event);
  const actor = requireActor(event);
  const { locale, pilar } = event.locals;
  return pilar.read(tenant.id, async (tx) => {
    const program = await programIn(tx, event.params.slug);
    const refusal = refusalIn(mayKeep(actor, program, 'earlier'));
    if (refusal && refusalStatus(refusal) === 404) error(404);
    return {
      program: { slug: program.slug, title: titleOf(program) },
      refusal: refusal && wordRefusal(refusal),
      before: String(await firstRecordedYear(tx, program)),
      fields: fieldsIn(program.model).map(({ id, label }) => ({ id, label: label[locale] })),
    };
  });
};

export const actions: Actions = {
  simpan: (event) =>
    carryOut(
      event,
      (pilar, actor, form) =>
        keepEarlierYear(pilar, actor, {
          program: event.params.slug,
          year: textOf(form, 'year'),
          total: textOf(form, 'total'),
          givers: textOf(form, 'givers'),
          source: textOf(form, 'source'),
          fields: [...form.keys()]
            .filter((key) => key.startsWith('amount.'))
            .map((key) => key.slice('amount.'.length))
            .map((field) => ({
              field,
              amount: textOf(form, `amount.${field}`),
              givers: textOf(form, `givers.${field}`),
            })),
        }),
      ({ year }) =>
        `/${requireTenant(event).slug}/program/${event.params.slug}/bidang?tahun=${year}&tersimpan=${year}`,
    ),
};
