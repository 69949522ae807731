import { officialName } from '#kernel/region.ts';
import {
  keepsRounds,
  listRounds,
  ROUND_STATES,
  roundsByInstrument,
  subjectNames,
  toldPlaces,
} from '#modules/assessment/index.ts';
import { listPrograms } from '#modules/programs/index.ts';
import { m } from '#paraglide/messages.js';
import { count, day } from '#ui/format.ts';
import { requireTenant } from '../../../request.ts';
import { cursorIn, withParams } from '../../usulan/filter.ts';
import type { PageServerLoad } from './$types.js';
import { wordSource } from './instrument-words.ts';
import { roundRow, roundState } from './round-rows.ts';
import { casesOf, instrumentNamed, instruments } from './shelf.ts';

const PAGE = 15;
/** Timelines named here: the newest. */
const LINES = 5;

export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  const { url } = event;
  const { pilar, actor, locale } = event.locals;
  return pilar.read(tenant.id, async (tx) => {
    const state = ROUND_STATES.find((one) => one === url.searchParams.get('keadaan'));
    const after = cursorIn(url.searchParams);
    const rounds = await listRounds(tx, state ? { state } : {}, PAGE + 1, after);
    const last = rounds.length > PAGE ? rounds[PAGE - 1] : undefined;
    const used = new Map((await roundsByInstrument(tx)).map((one) => [one.instrument, one]));
    const told = await toldPlaces(tx, { limit: LINES });
    const programs = await listPrograms(tx);
    const keeps = actor !== undefined && programs.some((one) => keepsRounds(actor, one.model));
    const about = await subjectNames(tx, rounds);
    return {
      mayOpen: Boolean(keeps),
      instruments: instruments().map(({ slug, instrument }) => {
        const counted = used.get(slug);
        return {
          slug,
          title: instrument.title[locale],
          about: instrument.about[locale],
          source: wordSource(instrument.source),
          dimensions: count(instrument.dimensions.length),
          indicators: count(instrument.dimensions.reduce((sum, one) => sum + one.indicators.length, 0)),
          cases: casesOf(slug).length,
          open: counted?.open ?? 0,
          closed: counted?.closed ?? 0,
          newest: counted?.newest ? day(counted.newest, 'short') : '',
        };
      }),
      lines: told.map((one) => ({
        href: `/${tenant.slug}/analisis/instrumen/${one.instrument}/wilayah/${one.region}`,
        place: officialName(one.region, one.regionName),
        instrument: instrumentNamed(one.instrument)?.instrument.title[locale] ?? one.instrument,
        events: m['phases.events-count']({ count: count(one.events) }),
      })),
      rounds: rounds
        .slice(0, PAGE)
        .map((one) =>
          roundRow(one, instrumentNamed(one.instrument)?.instrument, about(one), tenant.slug, locale),
        ),
      state: state ?? '',
      states: ROUND_STATES.map((one) => ({ value: one, label: roundState(one).text })),
      next: last && withParams(url, { setelah: last.id }),
      first: after && withParams(url, {}),
    };
  });
};
