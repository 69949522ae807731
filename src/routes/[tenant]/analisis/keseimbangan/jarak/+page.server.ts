import type { Point } from '#analysis/balance/index.ts';
import { refusalIn } from '#kernel/refusal.ts';
import { ancestor } from '#kernel/region.ts';
import { maySteer, steeredArea } from '#modules/programs/index.ts';
import { namesOf, placeFactsIn, regionsWithin } from '#modules/regions/index.ts';
import {
  balanceByRegion,
  type Distance,
  distanceIn,
  pointOf,
  RING_BOUNDS,
} from '#modules/transparency/index.ts';
import { m } from '#paraglide/messages.js';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { count, list, rupiahFigure, shortRupiah } from '#ui/format.ts';
import { keptBriefly } from '../../../../kept-briefly.ts';
import { requireTenant, wholeIn } from '../../../../request.ts';
import { withParams } from '../../../usulan/filter.ts';
import { type Choices, linksOf, programField, queryOf, readChoices, titleOf } from '../choices.ts';
import { index } from '../decimals.ts';
import { drawPlaces } from '../place-map.ts';
import type { PageServerLoadEvent } from './$types.js';
import { ringName } from './rings.ts';

/** Points on one map: more would hide each other. */
const POINTS = 200;

export const load = keptBriefly(async (event: PageServerLoadEvent) => {
  const tenant = requireTenant(event);
  const { url, locals } = event;
  return locals.pilar.read(tenant.id, async (tx) => {
    const choices = await readChoices(tx, url, tenant.name);
    if (!choices) return { found: undefined };
    const { program } = choices;
    const distance = await distanceIn(tx, program);
    const kept = await steeredArea(tx);
    const common = {
      program: titleOf(program),
      fields: choices.programs.length > 1 ? [programField(choices)] : [],
      query: queryOf(url),
      mayKeep:
        kept !== undefined &&
        locals.actor !== undefined &&
        !refusalIn(maySteer(locals.actor, kept.programs, kept.area)),
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
          rows: distance.rings.map((ring, i) => ({
            name: ringName(ring),
            href:
              ring.villages.length > 0 ? `${withParams(url, { cincin: String(i + 1) })}#cincin` : undefined,
            places: count(ring.places),
            never: count(ring.neverReached),
            money: rupiahFigure(ring.money),
            perPlace: ring.places > 0 ? rupiahFigure(ring.money / BigInt(ring.places)) : '–',
            perPerson: ring.perPerson === undefined ? '–' : rupiahFigure(ring.perPerson),
            own: count(ring.own.proposals),
            ownMoney: rupiahFigure(ring.own.granted),
          })),
          ring: await chosenRing(tx, tenant.slug, url, choices, distance),
          correlation: correlationText(distance),
          sources:
            distance.sources.length > 0
              ? m['balance.distance.sources']({ source: list(distance.sources) })
              : undefined,
          located: distance.located > 0,
          bars: distance.rings.map((ring) => {
            const value = distance.located > 0 ? ring.money : ring.own.granted;
            return { label: ringName(ring), value, text: shortRupiah(value) };
          }),
          map:
            (await villageMap(tx, tenant.slug, url, choices, distance.centre.point)) ??
            (await proposalMap(tx, tenant.slug, choices, distance)),
          csv: `${url.pathname}.csv${url.search}`,
        },
      },
    };
  });
});

/** The places of the ring that the address asks for; undefined when it asks for none. */
async function chosenRing(tx: Tx, tenant: string, url: URL, { program }: Choices, distance: Distance) {
  const ring = distance.rings[wholeIn(url, 'cincin') - 1];
  if (!ring || ring.villages.length === 0) return undefined;
  const names = await namesOf(
    tx,
    ring.villages.flatMap((one) => [one.village, ancestor(one.village, 'district')]),
  );
  const name = (code: string) => names.get(code) ?? code;
  return {
    title: m['balance.distance.in-ring']({ ring: ringName(ring) }),
    rows: ring.villages.map((one) => ({
      name: `${name(one.village)}, ${name(ancestor(one.village, 'district'))}`,
      href: fundedIn(tenant, program, one.village),
      km: one.km === undefined ? '–' : m['balance.distance.km']({ km: index(one.km, 1) }),
      decided: one.km === undefined ? '–' : rupiahFigure(one.decided),
      own: count(one.own.proposals),
      ownMoney: rupiahFigure(one.own.granted),
    })),
  };
}

/** The funded proposals of a kelurahan. */
function fundedIn(tenant: string, program: Choices['program'], village: string): string {
  return `/${tenant}/usulan?${new URLSearchParams({
    program: program.slug,
    keadaan: 'funded',
    kecamatan: ancestor(village, 'district'),
    kelurahan: village,
  })}`;
}

function correlationText({ correlation }: Distance): string {
  return correlation === undefined
    ? m['balance.distance.no-correlation']()
    : m['balance.distance.correlation']({ value: index(correlation, 2) });
}

/** Kelurahan at their middles; undefined while fewer than two are known. */
async function villageMap(tx: Tx, tenant: string, url: URL, choices: Choices, centre: Point) {
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
    caption: m['balance.distance.map'](),
    labels: 'shown' as const,
    drawing,
    places: pointed.map(({ row }) => ({
      key: row.place,
      name: `${row.name}, ${districts.get(row.group) ?? ''}`,
      text: shortRupiah(row.decided),
      empty: row.decided === 0n,
      href: linksOf(tenant, spread, choices, 'village', row).closer,
    })),
  };
}

/** Funded proposals at the points they name themselves; each leads to those of its kelurahan. */
async function proposalMap(tx: Tx, tenant: string, { program }: Choices, { points, centre }: Distance) {
  const shown = points.slice(0, POINTS);
  const drawing = drawPlaces(
    shown.map((one) => ({ key: keyOf(one), point: one, amount: one.granted })),
    centre.point,
    RING_BOUNDS,
  );
  if (!drawing) return undefined;
  const names = await namesOf(
    tx,
    shown.map((one) => one.village),
  );
  return {
    caption: m['balance.distance.point-map'](),
    labels: 'none' as const,
    drawing,
    places: shown.map((one) => ({
      key: keyOf(one),
      name: names.get(one.village) ?? one.village,
      text: shortRupiah(one.granted),
      empty: false,
      href: fundedIn(tenant, program, one.village),
    })),
  };
}

function keyOf(one: {
  readonly village: string;
  readonly latitude: number;
  readonly longitude: number;
}): string {
  return `${one.village} ${one.latitude} ${one.longitude}`;
}
