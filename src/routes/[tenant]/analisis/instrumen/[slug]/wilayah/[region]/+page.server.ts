import type { Instrument, TimelineEntry } from '#analysis/rubric/index.ts';
import { refusalIn } from '#kernel/refusal.ts';
import { mayTellEvents } from '#modules/assessment/index.ts';
import { wordRefusal } from '#ui/word-refusal.ts';
import { requireTenant, wholeIn } from '../../../../../../request.ts';
import { categoryMeaning, indicatorTitle } from '../../../instrument-words.ts';
import { phaseHeld, phaseLine, showing } from '../../../phase-line.ts';
import { type LineEvent, lineEvents, readLine } from '../../../relation-line.ts';
import { eventInstrument, lineOf } from '../../line-of.ts';
import type { PageServerLoad } from './$types.js';

/** Events listed on one page. */
const PAGE = 30;

export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  const { pilar, actor, locale } = event.locals;
  const { instrument, slug } = eventInstrument(event.params.slug);
  const { searchParams } = event.url;
  const start = wholeIn(event.url, 'mulai');
  return pilar.read(tenant.id, async (tx) => {
    const { region, place, programs } = await lineOf(tx, tenant, event.params.region);
    const events = await lineEvents(tx, instrument, region, tenant, locale);
    const line = readLine(instrument, place, events);
    const recorded = new Set(events.filter((one) => one.origin === 'records').map((one) => one.observed));
    const refusal = actor && refusalIn(mayTellEvents(actor, region, programs));
    const newestFirst = events.toReversed();
    const newest = line.at(-1);
    const holds = newest && instrument.dimensions.filter((one) => phaseHeld(newest, one.slug));
    return {
      instrument: { slug, title: instrument.title[locale] },
      region,
      place,
      drawn: line.length > 0 ? phaseLine(instrument, line, locale, recorded) : undefined,
      newest: newest && {
        year: newest.title[locale],
        phases: (holds ?? []).map((one) => ({
          title: one.title[locale],
          meaning: categoryMeaning(instrument, one.slug, locale),
          restsOn: showing(newest, one).every((event) => recorded.has(event))
            ? ('records' as const)
            : ('told' as const),
        })),
      },
      rows: line.toReversed().flatMap((entry) => yearRows(instrument, entry, events, locale)),
      events: newestFirst.slice(start, start + PAGE).map((one) => ({
        ...shown(one),
        shows: one.shows.map((slug) => indicatorTitle(instrument, slug, locale)),
        evidence: one.evidence,
        by: one.by,
      })),
      first: start > 0 ? '?mulai=0#peristiwa' : undefined,
      next: events.length > start + PAGE ? `?mulai=${start + PAGE}#peristiwa` : undefined,
      mayTell: actor !== undefined && !refusal,
      refusal: refusal && wordRefusal(refusal),
      said: (['ditulis', 'ditarik'] as const).find((one) => searchParams.has(one)),
    };
  });
};

function shown(one: LineEvent) {
  return { origin: one.origin, when: one.when, what: one.what, href: one.href };
}

/** The phases of a year, each with the events that show it; one line that says so where there are none. */
function yearRows(
  instrument: Instrument,
  entry: TimelineEntry,
  events: readonly LineEvent[],
  locale: 'id' | 'en',
) {
  const held = instrument.dimensions.filter((dimension) => phaseHeld(entry, dimension.slug));
  const year = entry.title[locale];
  if (held.length === 0) return [{ year, phase: '', events: [] }];
  return held.map((dimension) => {
    const showIt = new Set(showing(entry, dimension));
    return {
      year,
      phase: dimension.title[locale],
      events: events
        .filter((one) => showIt.has(one.observed))
        .map((one) => ({ ...shown(one), source: one.evidence.href ?? '' })),
    };
  });
}
