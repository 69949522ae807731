import type { RequestEvent } from '@sveltejs/kit';
import { refusalIn } from '#kernel/refusal.ts';
import { ancestor, levelOf, officialName } from '#kernel/region.ts';
import { mayTellEvents, toldPlaces } from '#modules/assessment/index.ts';
import { listPrograms } from '#modules/programs/index.ts';
import { namesOf, regionsWithin } from '#modules/regions/index.ts';
import { m } from '#paraglide/messages.js';
import type { Tenant, Tx } from '#platform/database/tenant-transaction.ts';
import { count, day, list } from '#ui/format.ts';
import { wholeIn } from '../../../../request.ts';
import { withParams } from '../../../usulan/filter.ts';
import { phaseHeld } from '../phase-line.ts';
import { lineEvents, readLine } from '../relation-line.ts';
import type { Shelved } from '../shelf.ts';

/** Places on one page: each of them is read from its events. */
const PAGE = 10;

/** The places of a city whose events are told, each with what it came to last, and how to find any other place. */
export async function linesHere(
  tx: Tx,
  event: Pick<RequestEvent, 'url' | 'locals'>,
  tenant: Tenant,
  { instrument, slug }: Shelved,
) {
  const { url } = event;
  const { actor, locale } = event.locals;
  const start = wholeIn(url, 'mulai');
  const places = await toldPlaces(tx, { instrument: slug, limit: PAGE + 1, offset: start });
  const rows = [];
  for (const one of places.slice(0, PAGE)) {
    const place = officialName(one.region, one.regionName);
    const newest = readLine(
      instrument,
      place,
      await lineEvents(tx, instrument, one.region, tenant, locale),
    ).at(-1);
    const holds = instrument.dimensions.filter((dimension) => newest && phaseHeld(newest, dimension.slug));
    rows.push({
      href: `/${tenant.slug}/analisis/instrumen/${slug}/wilayah/${one.region}`,
      place,
      year: newest?.title[locale] ?? '',
      phases: list(
        holds.map((dimension) => dimension.title[locale]),
        locale,
      ),
      events: count(one.events),
      newest: day(one.newest.toISOString().slice(0, 10), 'short'),
    });
  }
  const programs = await listPrograms(tx);
  const own = [...new Set((actor?.mandates ?? []).map((held) => held.region))].filter(
    (region) =>
      actor && levelOf(region) !== 'neighbourhood' && !refusalIn(mayTellEvents(actor, region, programs)),
  );
  const names = await namesOf(tx, own);
  return {
    rows,
    first: start > 0 ? withParams(url, { mulai: '' }) : undefined,
    next: places.length > PAGE ? withParams(url, { mulai: String(start + PAGE) }) : undefined,
    own: own.map((region) => ({
      href: `/${tenant.slug}/analisis/instrumen/${slug}/wilayah/${region}`,
      place: officialName(region, names.get(region) ?? region),
    })),
    places: await placesToFind(tx, tenant),
  };
}

/** Every place whose line can be read: the city, and each kecamatan with its kelurahan. */
async function placesToFind(tx: Tx, tenant: Tenant) {
  const districts = await regionsWithin(tx, tenant.region, 'district');
  const villages = Map.groupBy(await regionsWithin(tx, tenant.region, 'village'), (one) =>
    ancestor(one.code, 'district'),
  );
  return [
    { value: tenant.region, label: m['phases.of-city']() },
    ...districts.flatMap((district) =>
      [district, ...(villages.get(district.code) ?? [])].map(({ code, name }) => ({
        value: code,
        label: officialName(code, name),
        group: officialName(district.code, district.name),
      })),
    ),
  ];
}
