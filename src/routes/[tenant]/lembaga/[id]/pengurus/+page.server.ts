import { error } from '@sveltejs/kit';
import { isOfficerFor } from '#kernel/actor.ts';
import { addDays } from '#kernel/date.ts';
import { refusalIn } from '#kernel/refusal.ts';
import {
  correctPerson,
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
import { carryOut } from '../../../../carry-out.ts';
import { leadOn } from '../../../../merged.ts';
import { idOr404, requireActor, requireTenant, textOf, wholeIn } from '../../../../request.ts';
import type { Actions, PageServerLoad } from './$types.js';
import { wordOffice } from './word-office.ts';

export const load: PageServerLoad = async (event) => {
  requireTenant(event);
  const actor = requireActor(event);
  const { pilar, locale } = event.locals;
  return pilar.read(actor.tenant, async (tx) => {
    const institution = await organizationById(tx, idOr404(event.params.id));
    if (!institution) error(404);
    leadOn(event.url, event.params.id, institution.id);
    // Who holds an office is for those who work with them; the public reads what they did.
    if (!isOfficerFor(actor, { place: institution.region, organization: institution.id })) error(403);
    const models = await modelsOf(tx);
    const party = partyIn(models, institution.kind)?.party;
    const held = await officesOf(tx, institution.id);
    const refusal = refusalIn(mayKeepOffices(actor, models, institution));
    const listed = held.map((one) => ({
      mandate: one.mandate,
      person: one.person,
      name: one.name,
      // A number is for whoever keeps these offices.
      phone: refusal === undefined ? (one.phone ?? '') : '',
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
      said: event.url.searchParams.has('dibentuk')
        ? m['bodies.formed']()
        : event.url.searchParams.has('digabungkan')
          ? m['merge.done-institution']()
          : event.url.searchParams.has('diangkat')
            ? m['offices.given']()
            : event.url.searchParams.has('dibetulkan')
              ? m['offices.corrected']()
              : others === null
                ? undefined
                : others === '0'
                  ? m['offices.ended-last']()
                  : m['offices.ended-others']({ count: count(wholeIn(event.url, 'sisa')) }),
    };
  });
};

export const actions: Actions = {
  angkat: (event) =>
    carryOut(
      event,
      (pilar, actor, form) => {
        const replaces = textOf(form, 'replaces');
        return giveOffice(pilar, actor, {
          organization: idOr404(event.params.id),
          office: textOf(form, 'office'),
          name: textOf(form, 'name'),
          phone: textOf(form, 'phone'),
          startsOn: textOf(form, 'startsOn'),
          endsOn: textOf(form, 'endsOn'),
          decree: textOf(form, 'decree'),
          reason: textOf(form, 'reason'),
          acting: textOf(form, 'acting'),
          replaces: replaces === '' ? undefined : idOr404(replaces),
        });
      },
      () => `${event.url.pathname}?diangkat=1`,
    ),

  akhiri: (event) =>
    carryOut(
      event,
      (pilar, actor, form) => {
        const mandate = idOr404(textOf(form, 'mandate'));
        return endOffice(pilar, actor, {
          mandate,
          lastDay: textOf(form, `lastDay.${mandate}`),
          decree: textOf(form, `decree.${mandate}`),
          reason: textOf(form, `reason.${mandate}`),
        });
      },
      ({ others }) => `${event.url.pathname}?sisa=${others}`,
      { row: 'mandate' },
    ),

  betulkan: (event) =>
    carryOut(
      event,
      (pilar, actor, form) => {
        const mandate = idOr404(textOf(form, 'mandate'));
        return correctPerson(pilar, actor, {
          person: idOr404(textOf(form, `person.${mandate}`)),
          name: textOf(form, `name.${mandate}`),
          phone: textOf(form, `phone.${mandate}`),
          reason: textOf(form, `why.${mandate}`),
        });
      },
      () => `${event.url.pathname}?dibetulkan=1`,
      {
        row: 'mandate',
        field: (name) => (name === 'reason' ? 'why' : name),
      },
    ),
};
