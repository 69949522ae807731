import { redirect } from '@sveltejs/kit';
import { refusalIn } from '#kernel/refusal.ts';
import { correctEvent, EVENT_LIMITS, mayTellEvents, mustStand } from '#modules/assessment/index.ts';
import { wordRefusal } from '#ui/word-refusal.ts';
import { actorFor, idOr404, requireActor, requireTenant, textOf } from '../../../../../../../request.ts';
import { failForm } from '../../../../../../fail-form.ts';
import { typedValues } from '../../../../../../typed-form.ts';
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
  default: async (request) => {
    const tenant = requireTenant(request);
    const form = await request.request.formData();
    const { text } = eventInstrument(request.params.slug);
    const corrected = await correctEvent(request.locals.pilar, await actorFor(request), {
      ...typedEvent(form, request.url.origin),
      instrument: text,
      event: idOr404(request.params.event),
      version: Number(textOf(form, 'version')),
      reason: textOf(form, 'reason'),
      city: `/${tenant.slug}/`,
    });
    if (!corrected.ok) {
      return failForm(corrected.refusal, {
        values: typedValues(form),
        stale: corrected.refusal.refusal === 'input.stale',
      });
    }
    redirect(303, `${request.url.pathname.replace(/\/ubah$/, '')}?dibetulkan=1`);
  },
};
