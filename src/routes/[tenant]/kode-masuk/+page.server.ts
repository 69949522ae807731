import { refuse } from '#kernel/refusal.ts';
import type { Result } from '#kernel/result.ts';
import {
  codeRegions,
  findPeopleForCode,
  type IssuedCode,
  issueSignInCode,
  modelsOf,
  registerResident,
} from '#modules/actors/index.ts';
import { keepingOffices, officeLabels } from '#modules/models/index.ts';
import { namesOf } from '#modules/regions/index.ts';
import { moment } from '#ui/format.ts';
import { officeName } from '#ui/message.ts';
import { wordRefusal } from '#ui/word-refusal.ts';
import { failForm } from '../../carry-out.ts';
import { actorFor, requireActor, requireTenant, textOf } from '../../request.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types.js';

export const load: PageServerLoad = async (event) => {
  const actor = requireActor(event);
  const { pilar } = event.locals;
  const search = event.url.searchParams.get('cari') ?? '';
  const people =
    search.trim() === '' ? undefined : await findPeopleForCode(pilar, actor, search.slice(0, 80));
  const { models, regions, names } = await pilar.read(actor.tenant, async (tx) => {
    const running = await modelsOf(tx);
    const over = codeRegions(actor, running);
    return { models: running, regions: over, names: await namesOf(tx, over) };
  });
  return {
    refusal:
      regions.length === 0
        ? wordRefusal(
            refuse('access.office', undefined, { offices: officeLabels(models, keepingOffices(models)) }),
          )
        : undefined,
    search,
    merged: event.url.searchParams.has('digabungkan'),
    regions: regions.map((region) => ({ value: region, label: names.get(region) ?? region })),
    people: people?.map((person) => ({
      id: person.id,
      name: person.name,
      phone: person.phone ?? '',
      office: person.mandates
        .map((mandate) => `${officeName(mandate.office)} · ${mandate.organization.name}`)
        .join('; '),
      hasAccount: person.user !== null,
    })),
  };
};

export const actions: Actions = {
  terbitkan: async (event) => {
    const form = await event.request.formData();
    const issued = await issueSignInCode(event.locals.pilar, await actorFor(event), {
      person: textOf(form, 'person'),
    });
    return answer(event, form, issued);
  },

  daftar: async (event) => {
    const form = await event.request.formData();
    const issued = await registerResident(event.locals.pilar, await actorFor(event), {
      name: textOf(form, 'name'),
      phone: textOf(form, 'phone'),
      region: textOf(form, 'region'),
    });
    return answer(event, form, issued);
  },
};

/** Answered at once and not after a redirect: a code is shown this once. */
function answer(event: RequestEvent, form: FormData, issued: Result<IssuedCode>) {
  if (!issued.ok) return failForm(event, form, issued.refusal);
  const tenant = requireTenant(event);
  return {
    issued: {
      name: issued.value.name,
      code: issued.value.code,
      until: moment(issued.value.expiresAt, tenant.timeZone),
      link: `${event.url.origin}/masuk/kode?kota=${tenant.slug}&orang=${issued.value.person}`,
    },
  };
}
