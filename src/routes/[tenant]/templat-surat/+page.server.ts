import { templateLists } from '#modules/papers/index.ts';
import { m } from '#paraglide/messages.js';
import { PAPER_NAMES } from '#ui/paper-names.ts';
import { requireActor, requireTenant } from '../../request.ts';
import type { PageServerLoad } from './$types.js';

/** Which papers of the reader's own offices are made from a template. */
export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  const actor = requireActor(event);
  const lists = await event.locals.pilar.read(tenant.id, (tx) => templateLists(tx, actor));
  return {
    offices: lists.map(({ office, forms }) => ({
      id: office.id,
      name: office.name,
      forms: forms.map(({ form, kept }) => ({
        form,
        name: PAPER_NAMES[form](),
        used: kept
          ? m['papers.template.version']({ version: String(kept.version), name: kept.fileName })
          : undefined,
      })),
    })),
  };
};
