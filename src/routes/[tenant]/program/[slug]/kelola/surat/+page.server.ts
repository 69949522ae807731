import { isRefusal } from '#kernel/refusal.ts';
import { NUMBER_PARTS } from '#modules/letters/index.ts';
import { numberings, setLetterPattern } from '#modules/papers/index.ts';
import { m } from '#paraglide/messages.js';
import { wordRefusal } from '#ui/word-refusal.ts';
import { carryOut } from '../../../../../carry-out.ts';
import { requireActor, requireTenant, textOf } from '../../../../../request.ts';
import { programIn, titleOf } from '../../../program-in.ts';
import type { Actions, PageServerLoad } from './$types.js';

/** How the city's letters are numbered, form by form. */
export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  const actor = requireActor(event);
  return event.locals.pilar.read(tenant.id, async (tx) => {
    const program = await programIn(tx, event.params.slug);
    const office = actor.mandates[0]?.organization.name ?? tenant.name;
    const found = await numberings(tx, actor, office);
    return {
      program: { slug: program.slug, title: titleOf(program) },
      refusal: isRefusal(found) ? wordRefusal(found) : undefined,
      forms: isRefusal(found)
        ? []
        : found.map((one) => ({ ...one, value: one.form, label: m[`papers.form.${one.form}`]() })),
      parts: NUMBER_PARTS.map((part) => `{${part}}`).join(' '),
      said: event.url.searchParams.has('simpan'),
    };
  });
};

export const actions: Actions = {
  default: (event) =>
    carryOut(
      event,
      (pilar, actor, form) =>
        setLetterPattern(pilar, actor, { form: textOf(form, 'form'), pattern: textOf(form, 'pattern') }),
      () => `${event.url.pathname}?simpan`,
    ),
};
