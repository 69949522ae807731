import { error } from '@sveltejs/kit';
import { entryForOffice } from '#modules/registers/index.ts';
import { day } from '#ui/format.ts';
import { idOr404, readOr404, requireActor, requireTenant } from '../../../../../../../request.ts';
import { registerOr404, wordRegister } from '../../register-in.ts';
import type { PageServerLoad } from './$types.js';

/** The letter to an institution of the register, as the model words it, to be printed and signed. */
export const load: PageServerLoad = async (event) => {
  const actor = requireActor(event);
  const tenant = requireTenant(event);
  const id = idOr404(event.params.entry);
  return event.locals.pilar.read(actor.tenant, async (tx) => {
    const found = await registerOr404(tx, event);
    const { entry, place } = readOr404(await entryForOffice(tx, actor, found, id));
    const { program, register } = found;
    const letter = register.letter ?? error(404);
    const held = actor.mandates.find((one) => register.approachedBy.includes(one.office));
    return {
      ...wordRegister(found, event.locals.locale),
      entry,
      // Papers of government are Indonesian.
      text: letter.id,
      title: program.model.title.id,
      basis: program.model.legal.find((one) => one.id === register.basis)?.cite ?? '',
      office: held?.organization.name ?? tenant.name,
      signer: actor.name,
      place,
      day: day(tx.today, 'long', 'id'),
      register: `${event.url.host}/${tenant.slug}/usulan/baru`,
    };
  });
};
