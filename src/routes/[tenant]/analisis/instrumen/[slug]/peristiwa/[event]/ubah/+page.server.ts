import { refusalIn } from '#kernel/refusal.ts';
import { correctEvent, EVENT_LIMITS, mayTellEvents, mustStand } from '#modules/assessment/index.ts';
import { wordRefusal } from '#ui/word-refusal.ts';
import { carryOut, versionIn } from '../../../../../../../carry-out.ts';
import { idOr404, requireActor, requireTenant, textOf } from '../../../../../../../request.ts';
import { eventFormData, eventLabels, typedEvent } from '../../../../event-form.ts';
import { roughDay } from '../../../../rough-day.ts';
import { eventInstrument } from '../../../line-of.ts';
import { eventOf } from '../event-of.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (request) => {
  const tenant = requireTenant(request);
  const actor = requireActor(request);
  const { locale } = request.locals;
  const { instrument, slug } = eventInstrument(request.params.slug);
  return request.locals.pilar.read(tenant.id, async (tx) => {
    const { event, region, place, programs } = await eventOf(tx, tenant, request.params);
    const refusal = refusalIn(mayTellEvents(actor, region, programs)) ?? mustStand(event);
    return {
      instrument: { slug, title: instrument.title[locale] },
      region,
      place,
      id: event.id,
      version: event.version,
      limit: EVENT_LIMITS.reason,
      refusal: refusal && wordRefusal(refusal),
      offered: eventFormData(instrument, locale),
      labels: eventLabels(),
      values: {
        from: roughDay(event.from, locale),
        until: event.until === null ? '' : roughDay(event.until, locale),
        what: event.what,
        shows: event.shows.join(' '),
        evidence: event.evidence,
        link: event.link,
        reason: '',
      },
    };
  });
};

export const actions: Actions = {
  default: (request) =>
    carryOut(
      request,
      (pilar, actor, form) =>
        correctEvent(pilar, actor, {
          ...typedEvent(form, request.url.origin),
          instrument: eventInstrument(request.params.slug).text,
          event: idOr404(request.params.event),
          version: versionIn(form),
          reason: textOf(form, 'reason'),
          city: `/${requireTenant(request).slug}/`,
        }),
      () => `${request.url.pathname.replace(/\/ubah$/, '')}?dibetulkan=1`,
    ),
};
