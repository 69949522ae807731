import { redirect } from '@sveltejs/kit';
import { findIndicator, type Instrument } from '#analysis/rubric/index.ts';
import { refusalIn } from '#kernel/refusal.ts';
import { organizationsById } from '#modules/actors/index.ts';
import {
  mayTellEvents,
  mustStand,
  type RelationEvent,
  versionsOf,
  withdrawEvent,
} from '#modules/assessment/index.ts';
import { historyOf } from '#modules/journal/index.ts';
import { count, list, moment } from '#ui/format.ts';
import { wordHistory } from '#ui/word-history.ts';
import { actorFor, idOr404, requireTenant, textOf } from '../../../../../../request.ts';
import { failForm } from '../../../../../fail-form.ts';
import { typedValues } from '../../../../../typed-form.ts';
import { indicatorTitle } from '../../../instrument-words.ts';
import { evidenceLink, tellerWords } from '../../../relation-line.ts';
import { roughPeriod } from '../../../rough-day.ts';
import { eventInstrument } from '../../line-of.ts';
import type { Actions, PageServerLoad } from './$types.js';
import { eventOf } from './event-of.ts';

/** Earlier versions shown: the newest. */
const VERSIONS = 20;

export const load: PageServerLoad = async (request) => {
  const tenant = requireTenant(request);
  const { pilar, actor, locale } = request.locals;
  const { instrument, slug } = eventInstrument(request.params.slug);
  const { searchParams } = request.url;
  return pilar.read(tenant.id, async (tx) => {
    const { event, region, place, programs } = await eventOf(tx, tenant, request.params);
    const before = (await versionsOf(tx, event.id, VERSIONS + 1)).slice(1);
    const history = await historyOf(tx, event.id);
    const organizations = await organizationsById(
      tx,
      history.flatMap((entry) => entry.organization ?? []),
    );
    const changes = actor && !refusalIn(mayTellEvents(actor, region, programs)) && !mustStand(event);
    const link = evidenceLink(event.link, tenant.slug);
    return {
      instrument: { slug, title: instrument.title[locale] },
      region,
      place,
      event: {
        id: event.id,
        version: event.version,
        withdrawn: Boolean(event.withdrawn),
        reason: event.reason,
        ...told(instrument, event, locale),
        link,
        by: tellerWords(event, locale),
        recorded: moment(event.recordedAt, tenant.timeZone, 'short'),
      },
      may: Boolean(changes),
      before: before.map((one) => ({
        version: count(one.version),
        ...told(instrument, one, locale),
        by: tellerWords(one, locale),
      })),
      history: wordHistory(history, organizations, tenant.slug, locale),
      timeZone: tenant.timeZone,
      said: searchParams.has('dibetulkan') ? ('dibetulkan' as const) : undefined,
    };
  });
};

/** What a version of an event says, in words. */
function told(instrument: Instrument, event: RelationEvent, locale: 'id' | 'en') {
  const phases = event.shows.flatMap((slug) => findIndicator(instrument, slug)?.dimension ?? []);
  return {
    what: event.what,
    when: roughPeriod(event, locale),
    shows: event.shows.map((slug) => indicatorTitle(instrument, slug, locale)),
    phases: list(
      [...new Set(phases)].map((one) => one.title[locale]),
      locale,
    ),
    evidence: event.evidence,
  };
}

export const actions: Actions = {
  default: async (request) => {
    const tenant = requireTenant(request);
    const form = await request.request.formData();
    const event = idOr404(request.params.event);
    const withdrawn = await withdrawEvent(request.locals.pilar, await actorFor(request), {
      event,
      version: Number(textOf(form, 'version')),
      reason: textOf(form, 'reason'),
    });
    if (!withdrawn.ok) {
      return failForm(withdrawn.refusal, { values: typedValues(form) });
    }
    const { region } = await request.locals.pilar.read(tenant.id, (tx) =>
      eventOf(tx, tenant, request.params),
    );
    redirect(303, `/${tenant.slug}/analisis/instrumen/${request.params.slug}/wilayah/${region}?ditarik=1`);
  },
};
