import { error, redirect } from '@sveltejs/kit';
import { isOfficerFor } from '#kernel/actor.ts';
import { addDays } from '#kernel/date.ts';
import { refusalIn } from '#kernel/refusal.ts';
import {
  endOffice,
  giveOffice,
  mayKeepOffices,
  modelsOf,
  officesOf,
  organizationById,
  partyIn,
} from '#modules/actors/index.ts';
import { namesOf } from '#modules/regions/index.ts';
import { m } from '#paraglide/messages.js';
import { count, day } from '#ui/format.ts';
import { wordRefusal } from '#ui/word-refusal.ts';
import { actorFor, idOr404, requireActor, requireTenant, textOf, wholeIn } from '../../../../request.ts';
import { failForm } from '../../../fail-form.ts';
import type { Actions, PageServerLoad } from './$types.js';
import { wordOffice } from './word-office.ts';

export const load: PageServerLoad = async (event) => {
  requireTenant(event);
  const actor = requireActor(event);
  const { pilar, locale } = event.locals;
  return pilar.read(actor.tenant, async (tx) => {
    const institution = await organizationById(tx, idOr404(event.params.id));
    if (!institution) error(404);
    // Who holds an office is for those who work with them; the public reads what they did.
    if (!isOfficerFor(actor, { place: institution.region, organization: institution.id })) error(403);
    const models = await modelsOf(tx);
    const party = partyIn(models, institution.kind)?.party;
    const held = await officesOf(tx, institution.id);
    const refusal = refusalIn(mayKeepOffices(actor, models, institution));
    const listed = held.map((one) => ({
      mandate: one.mandate,
      name: one.name,
      office: wordOffice(party, one, locale),
      from: day(one.startsOn),
      until: one.endsOn && day(one.endsOn),
      decree: one.decree ?? '',
      endedFor: one.endedFor ?? '',
      when:
        one.endsOn !== null && one.endsOn < tx.today
          ? ('past' as const)
          : one.startsOn > tx.today
            ? ('coming' as const)
            : ('now' as const),
    }));
    const others = event.url.searchParams.get('sisa');
    return {
      institution: { id: institution.id, name: institution.name },
      place: (await namesOf(tx, [institution.region])).get(institution.region) ?? '',
      now: listed.filter((one) => one.when !== 'past'),
      past: listed.filter((one) => one.when === 'past'),
      offices: (party?.offices ?? []).map((one) => ({ value: one.office, label: one.label[locale] })),
      today: tx.today,
      tomorrow: addDays(tx.today, 1),
      may: refusal === undefined,
      refusal: refusal && wordRefusal(refusal),
      said: event.url.searchParams.has('diangkat')
        ? m['offices.given']()
        : others === null
          ? undefined
          : others === '0'
            ? m['offices.ended-last']()
            : m['offices.ended-others']({ count: count(wholeIn(event.url, 'sisa')) }),
    };
  });
};

export const actions: Actions = {
  angkat: async (event) => {
    const form = await event.request.formData();
    const values = {
      office: textOf(form, 'office'),
      name: textOf(form, 'name'),
      phone: textOf(form, 'phone'),
      startsOn: textOf(form, 'startsOn'),
      endsOn: textOf(form, 'endsOn'),
      decree: textOf(form, 'decree'),
      acting: textOf(form, 'acting'),
      replaces: textOf(form, 'replaces'),
    };
    const given = await giveOffice(event.locals.pilar, await actorFor(event), {
      ...values,
      organization: idOr404(event.params.id),
      replaces: values.replaces === '' ? undefined : idOr404(values.replaces),
    });
    if (!given.ok) return failForm(given.refusal, { values, of: 'give' as const });
    redirect(303, `${event.url.pathname}?diangkat=1`);
  },
  akhiri: async (event) => {
    const form = await event.request.formData();
    const values = {
      mandate: textOf(form, 'mandate'),
      lastDay: textOf(form, 'lastDay'),
      reason: textOf(form, 'reason'),
    };
    const ended = await endOffice(event.locals.pilar, await actorFor(event), {
      ...values,
      mandate: idOr404(values.mandate),
    });
    if (!ended.ok) return failForm(ended.refusal, { values, of: 'end' as const });
    redirect(303, `${event.url.pathname}?sisa=${ended.value.others}`);
  },
};
