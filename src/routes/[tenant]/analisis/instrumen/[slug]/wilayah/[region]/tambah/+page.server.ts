import { refusalIn } from '#kernel/refusal.ts';
import { mayTellEvents, tellEvent } from '#modules/assessment/index.ts';
import { wordRefusal } from '#ui/word-refusal.ts';
import { carryOut } from '../../../../../../../carry-out.ts';
import { requireActor, requireTenant } from '../../../../../../../request.ts';
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
  default: (event) =>
    carryOut(
      event,
      (pilar, actor, form) =>
        tellEvent(pilar, actor, {
          ...typedEvent(form, event.url.origin),
          instrument: eventInstrument(event.params.slug).text,
          region: event.params.region,
          city: `/${requireTenant(event).slug}/`,
        }),
      () => `${event.url.pathname.replace(/\/tambah$/, '')}?ditulis=1`,
    ),
};
