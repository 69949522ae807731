import type { Point } from '#analysis/balance/index.ts';
import { placeFactsIn, regionsWithin } from '#modules/regions/index.ts';
import {
  balanceByRegion,
  type Distance,
  distanceIn,
  mayKeepPlaces,
  placesKeptFor,
  pointOf,
  RING_BOUNDS,
} from '#modules/transparency/index.ts';
import { m } from '#paraglide/messages.js';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { count, list, rupiahFigure, shortRupiah } from '#ui/format.ts';
import { requireTenant } from '../../../../request.ts';
import { type Choices, linksOf, programField, queryOf, readChoices, titleOf } from '../choices.ts';
import { index } from '../decimals.ts';
import { drawPlaces } from '../place-map.ts';
import type { PageServerLoad } from './$types.js';
import { ringName } from './rings.ts';

export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  const { url, locals } = event;
  return locals.pilar.read(tenant.id, async (tx) => {
    const choices = await readChoices(tx, url, tenant.name);
    if (!choices) return { found: undefined };
    const { program } = choices;
    const distance = await distanceIn(tx, program);
    const kept = await placesKeptFor(tx);
    const common = {
      program: titleOf(program),
      fields: choices.programs.length > 1 ? [programField(choices)] : [],
      query: queryOf(url),
      mayKeep:
        kept && locals.actor && !mayKeepPlaces(locals.actor, kept.programs, kept.area)
          ? ('yes' as const)
          : ('no' as const),
    };
    if (!distance) return { found: { ...common, distance: undefined } };
    return {
      found: {
        ...common,
        distance: {
          lead: m['balance.distance.rings-lead']({
            centre: distance.centre.source,
            located: count(distance.located),
            counted: count(distance.counted),
            own: count(distance.ownPoints),
            proposals: count(distance.proposals),
          }),
          rows: distance.rings.map((ring) => ({
            name: ringName(ring),
            places: count(ring.places),
            never: count(ring.neverReached),
            money: rupiahFigure(ring.money),
            perPlace: ring.places > 0 ? rupiahFigure(ring.money / BigInt(ring.places)) : '–',
            perPerson: ring.perPerson === undefined ? '–' : rupiahFigure(ring.perPerson),
            own: count(ring.own.proposals),
            ownMoney: rupiahFigure(ring.own.granted),
          })),
          correlation: correlationText(distance),
          sources:
            distance.sources.length > 0
              ? m['balance.distance.sources']({ source: list(distance.sources) })
              : undefined,
          map: await mapOf(tx, tenant.slug, url, choices, distance.centre.point),
          csv: `${url.pathname}.csv${url.search}`,
        },
      },
    };
  });
};

function correlationText({ correlation }: Distance): string {
  return correlation === undefined
    ? m['balance.distance.no-correlation']()
    : m['balance.distance.correlation']({ value: index(correlation, 2) });
}

async function mapOf(tx: Tx, tenant: string, url: URL, choices: Choices, centre: Point) {
  const facts = await placeFactsIn(tx, choices.program.region);
  const rows = await balanceByRegion(tx, choices.program, 'village', choices.program.region);
  const pointed = rows.flatMap((row) => {
    const point = pointOf(facts.get(row.place));
    return point ? [{ row, point }] : [];
  });
  const drawing = drawPlaces(
    pointed.map(({ row, point }) => ({ key: row.place, point, amount: row.decided })),
    centre,
    RING_BOUNDS,
  );
  if (!drawing) return undefined;
  const districts = new Map(
    (await regionsWithin(tx, choices.program.region, 'district')).map((one) => [one.code, one.name]),
  );
  const spread = new URL(url.pathname.replace(/\/jarak$/, ''), url);
  spread.search = queryOf(url);
  return {
    drawing,
    places: pointed.map(({ row }) => ({
      key: row.place,
      name: `${row.name}, ${districts.get(row.group) ?? ''}`,
      text: shortRupiah(row.decided),
      empty: row.decided === 0n ? ('yes' as const) : ('no' as const),
      href: linksOf(tenant, spread, choices, 'village', row).closer,
    })),
  };
}
