import { error } from '@sveltejs/kit';
import { isRefusal } from '#kernel/refusal.ts';
import { isPaperForm, issuePaper, letterDraft } from '#modules/papers/index.ts';
import { day } from '#ui/format.ts';
import { wordRefusal } from '#ui/word-refusal.ts';
import { carryOut } from '../../../../../carry-out.ts';
import { idOr404, requireActor, requireTenant, textOf } from '../../../../../request.ts';
import { paperSetting } from '../../../paper-setting.ts';
import type { Actions, PageServerLoad } from './$types.js';

/** A paper before it is issued as a letter: the number that it would get, and what was issued of it before. */
export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  const actor = requireActor(event);
  const id = idOr404(event.params.id);
  const { form } = event.params;
  if (!isPaperForm(form)) error(404);
  return event.locals.pilar.read(tenant.id, async (tx) => {
    const found = await letterDraft(tx, actor, form, id, paperSetting(event));
    if (isRefusal(found) && found.refusal === 'access.not-found') error(404);
    return {
      form,
      id,
      refused: isRefusal(found) ? wordRefusal(found) : undefined,
      draft: isRefusal(found)
        ? undefined
        : {
            office: found.writer.name,
            template: `templat-surat/${found.writer.id}/${form}`,
            next: found.next,
            earlier: found.earlier.map((one) => ({
              id: one.id,
              number: one.number,
              on: day(one.issuedOn),
            })),
          },
    };
  });
};

export const actions: Actions = {
  default: (event) => {
    const { form: name } = event.params;
    if (!isPaperForm(name)) error(404);
    return carryOut(
      event,
      (pilar, actor, form) =>
        issuePaper(
          pilar,
          actor,
          {
            form: name,
            id: idOr404(event.params.id),
            number: textOf(form, 'number'),
            setting: paperSetting(event),
          },
          event.request.signal,
        ),
      ({ letter }) => `/${event.params.tenant}/surat/${letter}?hasil=terbit`,
    );
  },
};
