import { redirect } from '@sveltejs/kit';
import { refusalIn } from '#kernel/refusal.ts';
import { mayTellEvents, tellEvent } from '#modules/assessment/index.ts';
import { wordRefusal } from '#ui/word-refusal.ts';
import { actorFor, requireActor, requireTenant } from '../../../../../../../request.ts';
import { failForm } from '../../../../../../fail-form.ts';
import { typedValues } from '../../../../../../typed-form.ts';
import { eventFormData, eventLabels, typedEvent } from '../../../../event-form.ts';
import { eventInstrument, lineOf } from '../../../line-of.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  const actor = requireActor(event);
  const { instrument, slug } = eventInstrument(event.params.slug);
  const { locale } = event.locals;
  return event.locals.pilar.read(tenant.id, async (tx) => {
    const { region, place, programs } = await lineOf(tx, tenant, event.params.region);
    const refusal = refusalIn(mayTellEvents(actor, region, programs));
    return {
      instrument: { slug, title: instrument.title[locale] },
      region,
      place,
      refusal: refusal && wordRefusal(refusal),
      offered: eventFormData(instrument, locale),
      labels: eventLabels(),
    };
  });
};

export const actions: Actions = {
  default: async (event) => {
    const tenant = requireTenant(event);
    const form = await event.request.formData();
    const { text } = eventInstrument(event.params.slug);
    const told = await tellEvent(event.locals.pilar, await actorFor(event), {
      ...typedEvent(form, event.url.origin),
      instrument: text,
      region: event.params.region,
      city: `/${tenant.slug}/`,
    });
    if (!told.ok) {
      return failForm(told.refusal, { values: typedValues(form) });
    }
    redirect(303, `${event.url.pathname.replace(/\/tambah$/, '')}?ditulis=1`);
  },
};
