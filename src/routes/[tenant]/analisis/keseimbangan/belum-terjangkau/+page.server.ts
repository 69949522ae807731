import { ancestor, levelOf } from '#kernel/region.ts';
import { namesOf, placeFactsIn } from '#modules/regions/index.ts';
import { askedFor } from '#modules/transparency/index.ts';
import { m } from '#paraglide/messages.js';
import { count, list } from '#ui/format.ts';
import { keptBriefly } from '../../../../kept-briefly.ts';
import { requireTenant } from '../../../../request.ts';
import { withParams } from '../../../usulan/filter.ts';
import { areaChips, areaFields, pageOf, programField, queryOf, readChoices, titleOf } from '../choices.ts';
import type { PageServerLoadEvent } from './$types.js';
import { KIND_NAMES, kindField, reachOfKinds, reachSearch, spanField, wordOf } from './unreached.ts';

const LIST_TITLES = {
  village: m['balance.reach.list.village'],
  neighbourhood: m['balance.reach.list.neighbourhood'],
  institution: m['balance.reach.list.institution'],
};

export const load = keptBriefly(async (event: PageServerLoadEvent) => {
  const tenant = requireTenant(event);
  const { url, locals } = event;
  return locals.pilar.read(tenant.id, async (tx) => {
    const choices = await readChoices(tx, url, tenant.name);
    if (!choices) return { found: undefined };
    const { program, area } = choices;
    const search = await reachSearch(tx, url, choices);
    const kinds = await reachOfKinds(tx, search, choices);
    const chosen = kinds.find((one) => one.kind === search.kind);
    const unreached = chosen?.unreached ?? [];
    const page = pageOf(url, unreached);
    const asked = await askedFor(
      tx,
      search.programs,
      search.kind,
      page.rows.map((one) => one.key),
    );
    const names = await namesOf(
      tx,
      page.rows.flatMap(({ place }) => [ancestor(place, 'district'), ancestor(place, 'village')]),
    );
    const facts = await placeFactsIn(tx, area);
    const sources = new Set(
      unreached.flatMap((one) =>
        one.poorHouseholds === undefined ? [] : (facts.get(one.key)?.poorHouseholdsSource ?? []),
      ),
    );
    const where = (place: string) =>
      (levelOf(place) === 'village' ? [] : [ancestor(place, 'village')])
        .concat(ancestor(place, 'district'))
        .map((code) => names.get(code) ?? code)
        .join(', ');
    const proposals = (one: { key: string; place: string }) => {
      const query = new URLSearchParams({
        program: program.slug,
        kecamatan: ancestor(one.place, 'district'),
      });
      query.set('kelurahan', ancestor(one.place, 'village'));
      if (search.kind === 'neighbourhood') query.set('rw', one.place);
      if (search.kind === 'institution') query.set('lembaga', one.key);
      return `/${tenant.slug}/usulan?${query}`;
    };
    const closer = (one: { key: string; place: string }) =>
      search.kind === 'institution'
        ? `/${tenant.slug}/lembaga/${one.key}?program=${program.slug}`
        : `/${tenant.slug}/program/${program.slug}/kelurahan/${ancestor(one.place, 'village')}`;
    return {
      found: {
        program: titleOf(program),
        fields: [
          programField(choices),
          kindField(search),
          spanField(search, choices),
          ...areaFields(choices),
        ],
        chips: areaChips(url, choices),
        query: queryOf(url),
        kinds: kinds.map((one) => ({
          name: KIND_NAMES[one.kind](),
          missed: { value: one.unreached.length, text: count(one.unreached.length) },
          reached: {
            value: one.counted - one.unreached.length,
            text: count(one.counted - one.unreached.length),
          },
          counted: one.counted,
          text: m['balance.reach.of']({ missed: count(one.unreached.length), all: count(one.counted) }),
          href: withParams(url, { siapa: wordOf(one.kind), mulai: '' }),
          current: one.kind === search.kind ? ('true' as const) : undefined,
        })),
        span:
          search.span === 'tahun'
            ? m['balance.reach.span.tahun']({ year: String(program.fiscalYear) })
            : m['balance.reach.span.semua']({ year: String(search.since) }),
        kind: search.kind,
        listTitle: LIST_TITLES[search.kind](),
        order:
          sources.size > 0
            ? m['balance.reach.order-poor']({ source: list([...sources]) })
            : search.kind === 'institution'
              ? ''
              : m['balance.reach.order-place'](),
        poorKnown: sources.size > 0,
        rows: page.rows.map((one) => ({
          key: one.key,
          name: one.name,
          where: where(one.place),
          poor: one.poorHouseholds === undefined ? '–' : count(one.poorHouseholds),
          asked: asked.get(one.key) ?? 0,
          askedText: asked.has(one.key)
            ? m['balance.reach.asked-count']({ count: count(asked.get(one.key) ?? 0) })
            : m['balance.reach.never-asked'](),
          proposals: proposals(one),
          closer: closer(one),
        })),
        pager: { shown: page.shown, previous: page.previous, next: page.next },
        csv: `${url.pathname}.csv${url.search}`,
      },
    };
  });
});
