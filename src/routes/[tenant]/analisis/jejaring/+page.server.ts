import { compareNetworks, type Network } from '#analysis/network/index.ts';
import { isRefusal } from '#kernel/refusal.ts';
import { levelOf, officialName } from '#kernel/region.ts';
import { HALF_LIVES, type NetworkAsked, seenNetwork } from '#modules/assessment/index.ts';
import { listPrograms, type Program } from '#modules/programs/index.ts';
import { childrenOf, namesOf, regionsWithin } from '#modules/regions/index.ts';
import { m } from '#paraglide/messages.js';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { count, day, list } from '#ui/format.ts';
import { messageFor } from '#ui/message.ts';
import { wordRefusal } from '#ui/word-refusal.ts';
import { requireTenant, viewerOf } from '../../../request.ts';
import { titleOf } from '../keseimbangan/choices.ts';
import type { PageServerLoad } from './$types.js';
import { type AreaSearch, areaSearch, comparedDays, findSearch } from './area-search.ts';
import { changePage } from './change.ts';
import { listCases } from './kasus/cases.ts';
import { networkPage, viewIn } from './network-page.ts';
import { slicedBy } from './slice-filter.ts';

export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  const { url } = event;
  const { pilar, actor } = event.locals;
  return pilar.read(tenant.id, async (tx) => {
    const search = areaSearch(url.searchParams, tenant, tx.today);
    const chosen = await choices(tx, tenant.region, search);
    const base = `/${tenant.slug}/analisis/jejaring`;
    const own = await ownAreas(tx, actor?.mandates.map((held) => held.region) ?? [], base);
    const page = { chosen, own, search, cases: listCases(), mayTell: actor !== undefined } as const;
    const wanted = await findSearch(tx, search, tenant.region);
    if (!wanted) return { ...page, found: undefined, refusal: undefined, name: '' };
    const { name, asked } = wanted;
    const area = await seenNetwork(tx, viewerOf(event), asked, tenant.timeZone);
    if (isRefusal(area)) return { ...page, found: undefined, refusal: wordRefusal(area), name };
    const ofVillage = 'area' in asked.of && search.village !== '';
    const looked = {
      name,
      network: ofVillage ? withoutPlace(area.network, search.village, chosen.village) : area.network,
      kind: 'area',
      models: area.models,
      home: `/${tenant.slug}`,
      downloads: `${base}/unduh`,
    } as const;
    const found = networkPage(looked, url);
    return {
      ...page,
      refusal: undefined,
      name,
      found: {
        ...found,
        title: m['networks.title-of']({ area: name }),
        of: ofWhat(asked, wanted.program),
        reckoned: search.from
          ? m['networks.reckoned-from']({
              from: day(search.from),
              until: day(search.until),
              'half-life': chosen.halfLife,
            })
          : m['networks.reckoned']({ until: day(search.until), 'half-life': chosen.halfLife }),
        hidden: area.hidden > 0 ? m['networks.hidden']({ count: count(area.hidden) }) : undefined,
        cutShort:
          area.cutShort.length > 0
            ? m['networks.cut-short']({
                sources: list(area.cutShort.map((one) => messageFor(`networks.cut.${one}`) ?? one)),
              })
            : undefined,
        compared: viewIn(url.searchParams, 'area') === 'perubahan' ? compared() : undefined,
      },
    };

    function compared() {
      if (isRefusal(area)) return undefined;
      const days = comparedDays(url.searchParams, tx.today, area.firstDay);
      const on = (asOf: string) => {
        const network = area.on(asOf);
        if (isRefusal(network)) return undefined;
        const shown = ofVillage
          ? withoutPlace(network.network, search.village, chosen.village)
          : network.network;
        return slicedBy(shown, url.searchParams, 'area');
      };
      const before = on(days.before);
      const after = on(days.after);
      if (days.order === 'wrong' || !before || !after) return { ...days, change: undefined };
      return { ...days, change: changePage(after, compareNetworks(before, after)) };
    }
  });
};

/** What is drawn, in a sentence, where it is not all that an area holds; a programme's network leaves surveys out. */
function ofWhat({ of }: NetworkAsked, program: Program | undefined): string {
  return [
    'party' in of ? m['networks.of-party']() : 'one' in of ? m['networks.of-relation']() : '',
    program ? m['networks.of-program']({ program: titleOf(program) }) : '',
  ]
    .filter(Boolean)
    .join(' ');
}

/** Names without that of the village that the whole page is about: `RW 07 Pasir Impun` is `RW 07` there. Its own office keeps its name. */
function withoutPlace(network: Network, code: string, village: string): Network {
  const ending = ` ${village}`;
  const office = officialName(code, village);
  return {
    ...network,
    actors: network.actors.map((actor) =>
      actor.label.endsWith(ending) && actor.label !== office
        ? { ...actor, label: actor.label.slice(0, -ending.length) }
        : actor,
    ),
  };
}

/** Places to choose from, and the name of the one chosen. */
async function choices(tx: Tx, city: string, search: AreaSearch) {
  const districts = await regionsWithin(tx, city, 'district');
  const villages = search.district ? await childrenOf(tx, search.district) : [];
  const asOption = (place: { code: string; name: string }) => ({ value: place.code, label: place.name });
  const village = villages.find((one) => one.code === search.village)?.name;
  return {
    programs: (await listPrograms(tx)).map((one) => ({ value: one.slug, label: titleOf(one) })),
    others: [...(search.village ? villages : []), ...districts]
      .filter((one) => one.code !== search.area)
      .map((one) => ({ value: one.code, label: officialName(one.code, one.name) })),
    districts: districts.map(asOption),
    villages: villages.map(asOption),
    halfLives: HALF_LIVES.map((days) => ({
      value: String(days),
      label: messageFor(`networks.half-life.${days}`) ?? String(days),
    })),
    halfLife: messageFor(`networks.half-life.${search.halfLifeDays}`) ?? String(search.halfLifeDays),
    village: village ?? '',
  };
}

/** The villages and districts in which the reader holds an office. */
async function ownAreas(tx: Tx, regions: readonly string[], base: string) {
  const areas = [
    ...new Set(regions.map((code) => (levelOf(code) === 'neighbourhood' ? code.slice(0, 13) : code))),
  ].filter((code) => levelOf(code) === 'village' || levelOf(code) === 'district');
  const names = await namesOf(tx, areas);
  return areas.map((code) => ({
    label: names.get(code) ?? code,
    href: `${base}?${levelOf(code) === 'village' ? 'kelurahan' : 'kecamatan'}=${code}`,
  }));
}
