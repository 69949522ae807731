import { ancestor } from '#kernel/region.ts';
import { type Distance, type DistanceOverview, distanceOverview } from '#modules/transparency/index.ts';
import { m } from '#paraglide/messages.js';
import { count, list, rupiahFigure, shortRupiah } from '#ui/format.ts';
import { keptBriefly } from '../../../../kept-briefly.ts';
import { requireTenant, viewerOf, wholeIn } from '../../../../request.ts';
import { withParams } from '../../../usulan/filter.ts';
import { type Choices, programField, queryOf, readChoices, titleOf } from '../choices.ts';
import { index } from '../decimals.ts';
import type { PageServerLoadEvent } from './$types.js';
import { fundedIn, proposalMap, villageMap } from './distance-maps.ts';
import { ringName } from './rings.ts';

export const load = keptBriefly(async (event: PageServerLoadEvent) => {
  const tenant = requireTenant(event);
  const { url, locals } = event;
  return locals.pilar.read(tenant.id, async (tx) => {
    const choices = await readChoices(tx, url, tenant.name);
    if (!choices) return { found: undefined };
    const { program } = choices;
    const found = await distanceOverview(tx, viewerOf(event), program);
    const { distance } = found;
    const common = {
      program: titleOf(program),
      fields: choices.programs.length > 1 ? [programField(choices)] : [],
      query: queryOf(url),
      mayKeep: found.keepsPlaces,
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
          ring: chosenRing(tenant.slug, url, choices, distance, found.names),
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
            villageMap(tenant.slug, url, choices, found, distance.centre.point) ??
            proposalMap(tenant.slug, choices, distance, found.names),
          csv: `${url.pathname}.csv${url.search}`,
        },
      },
    };
  });
});

/** The places of the ring that the address asks for; undefined when it asks for none. */
function chosenRing(
  tenant: string,
  url: URL,
  { program }: Choices,
  distance: Distance,
  names: DistanceOverview['names'],
) {
  const ring = distance.rings[wholeIn(url, 'cincin') - 1];
  if (!ring || ring.villages.length === 0) return undefined;
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

function correlationText({ correlation }: Distance): string {
  return correlation === undefined
    ? m['balance.distance.no-correlation']()
    : m['balance.distance.correlation']({ value: index(correlation, 2) });
}
