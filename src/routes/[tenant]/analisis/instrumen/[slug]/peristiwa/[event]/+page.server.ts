import { findIndicator, type Instrument } from '#analysis/rubric/index.ts';
import { refusalIn } from '#kernel/refusal.ts';
import { toldHistory } from '#modules/actors/index.ts';
import {
  mayTellEvents,
  mustStand,
  type RelationEvent,
  versionsOf,
  withdrawEvent,
} from '#modules/assessment/index.ts';
import { count, list, moment } from '#ui/format.ts';
import { wordHistory } from '#ui/word-history.ts';
import { carryOut, versionIn } from '../../../../../../carry-out.ts';
import { idOr404, requireTenant, textOf } from '../../../../../../request.ts';
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
      history: wordHistory(await toldHistory(tx, [event.id]), tenant.slug, locale),
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
    const { pilar } = request.locals;
    const { region } = await pilar.read(tenant.id, (tx) => eventOf(tx, tenant, request.params));
    return carryOut(
      request,
      (_pilar, actor, form) =>
        withdrawEvent(pilar, actor, {
          event: idOr404(request.params.event),
          version: versionIn(form),
          reason: textOf(form, 'reason'),
        }),
      () => `/${tenant.slug}/analisis/instrumen/${request.params.slug}/wilayah/${region}?ditarik=1`,
    );
  },
};
