import type { PersonWithMandates } from '#modules/actors/index.ts';
import { mergeablePeople, mergePeople } from '#modules/merging/index.ts';
import { m } from '#paraglide/messages.js';
import { officeName } from '#ui/message.ts';
import { carryOut } from '../../../../carry-out.ts';
import { leadOn } from '../../../../merged.ts';
import { idOr404, readOr404, requireActor, textOf } from '../../../../request.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
  const actor = requireActor(event);
  const id = idOr404(event.params.person);
  const search = (event.url.searchParams.get('cari') ?? '').slice(0, 80);
  const { stays, others } = readOr404(await mergeablePeople(event.locals.pilar, actor, id, search));
  leadOn(event.url, id, stays.id);
  return { stays: shown(stays), search, others: search.trim() === '' ? undefined : others.map(shown) };
};

/** A record as it is told apart from another of the same name. */
function shown(person: PersonWithMandates) {
  const offices = person.mandates.map((held) => `${officeName(held.office)} · ${held.organization.name}`);
  const account = person.user === null ? m['merge.no-account']() : m['merge.has-account']();
  return {
    id: person.id,
    name: person.name,
    facts: [person.phone, ...offices, account].filter(Boolean).join(' · '),
  };
}

export const actions: Actions = {
  default: (event) =>
    carryOut(
      event,
      (pilar, actor, form) =>
        mergePeople(pilar, actor, {
          gone: textOf(form, 'gone'),
          stays: idOr404(event.params.person),
          reason: textOf(form, 'reason'),
        }),
      () => `/${event.params.tenant}/kode-masuk?digabungkan=1`,
    ),
};
