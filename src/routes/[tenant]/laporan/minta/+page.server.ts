import { error } from '@sveltejs/kit';
import { refuse } from '#kernel/refusal.ts';
import { askableBy, askForFiling } from '#modules/filings/index.ts';
import { basisOf } from '#modules/models/index.ts';
import { wordWithin } from '#ui/word-due.ts';
import { wordRefusal } from '#ui/word-refusal.ts';
import { carryOut } from '../../../carry-out.ts';
import { requireActor, requireTenant, textOf } from '../../../request.ts';
import { chosenProgram } from '../../chosen-program.ts';
import type { Actions, PageServerLoad } from './$types.js';

/** Asking for a report besides its periods, by whom the model lets ask. */
export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  const actor = requireActor(event);
  const { pilar, locale } = event.locals;
  return pilar.read(tenant.id, async (tx) => {
    const { program } = await chosenProgram(tx, event.url, 'filings');
    const [first] = program?.model.filings.flatMap((one) => one.onDemand ?? []) ?? [];
    if (!program || !first) error(404);
    const kinds = askableBy(actor, program);
    return {
      program: { slug: program.slug, title: `${program.model.short} ${program.fiscalYear}` },
      within: wordWithin(first.within, locale),
      kinds: kinds.map((one) => ({ value: one.kind, label: one.label[locale] })),
      refusal:
        kinds.length === 0
          ? wordRefusal(refuse('access.office', basisOf(program.model, first.basis), { offices: first.by }))
          : undefined,
    };
  });
};

export const actions: Actions = {
  default: (event) =>
    carryOut(
      event,
      (pilar, actor, form) =>
        askForFiling(pilar, actor, {
          program: textOf(form, 'program'),
          kind: textOf(form, 'kind'),
          question: textOf(form, 'question'),
        }),
      ({ program }) => `/${event.params.tenant}/laporan?program=${program}&tersimpan=minta`,
    ),
};
