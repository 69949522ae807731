import {
  type MergeableInstitution,
  mergeableInstitutions,
  mergeInstitutions,
} from '#modules/merging/index.ts';
import { m } from '#paraglide/messages.js';
import { list } from '#ui/format.ts';
import { carryOut } from '../../../../carry-out.ts';
import { leadOn } from '../../../../merged.ts';
import { idOr404, readOr404, requireActor, textOf } from '../../../../request.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
  const actor = requireActor(event);
  const id = idOr404(event.params.id);
  const found = await event.locals.pilar.read(actor.tenant, (tx) => mergeableInstitutions(tx, actor, id));
  const { stays, others } = readOr404(found);
  leadOn(event.url, id, stays.id);
  return { stays: shown(stays), others: others.map(shown) };
};

function shown({ id, name, officers }: MergeableInstitution) {
  const who =
    officers.length > 0 ? m['merge.officers']({ names: list([...officers]) }) : m['merge.no-officers']();
  return { id, name, who };
}

export const actions: Actions = {
  default: (event) =>
    carryOut(
      event,
      (pilar, actor, form) =>
        mergeInstitutions(pilar, actor, {
          gone: textOf(form, 'gone'),
          stays: idOr404(event.params.id),
          reason: textOf(form, 'reason'),
        }),
      ({ organization }) => `/${event.params.tenant}/lembaga/${organization}/pengurus?digabungkan=1`,
    ),
};
