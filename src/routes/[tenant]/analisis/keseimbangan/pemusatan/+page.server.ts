import { placeFactsIn } from '#modules/regions/index.ts';
import { type Concentration, shareOf, totalBalance } from '#modules/transparency/index.ts';
import { m } from '#paraglide/messages.js';
import { count, list, percent } from '#ui/format.ts';
import { measureTitle } from '#ui/measure-words.ts';
import { keptBriefly } from '../../../../kept-briefly.ts';
import { requireTenant } from '../../../../request.ts';
import { comparable, concentrationIn, largestFirst, rowsOf } from '../balance-rows.ts';
import {
  areaChips,
  areaFields,
  fullAmount,
  LEVEL_NAMES,
  LEVEL_TITLES,
  levelField,
  levelIn,
  linksOf,
  measureField,
  measureOf,
  pageOf,
  programField,
  queryOf,
  readChoices,
  titleOf,
} from '../choices.ts';
import { index } from '../decimals.ts';
import type { PageServerLoadEvent } from './$types.js';
import { lorenzPath, lowerHalf } from './lorenz.ts';

type Words = { readonly level: string; readonly of: string };

export const load = keptBriefly(async (event: PageServerLoadEvent) => {
  const tenant = requireTenant(event);
  const { url, locals } = event;
  return locals.pilar.read(tenant.id, async (tx) => {
    const choices = await readChoices(tx, url, tenant.name);
    if (!choices) return { found: undefined };
    const { measure, area, areaName, program } = choices;
    const level = levelIn(url, choices, 'village');
    const rows = largestFirst(comparable(await rowsOf(tx, choices, level), level), measure);
    const facts = await placeFactsIn(tx, area);
    const concentration = concentrationIn(rows, measure, facts);
    const total = totalBalance(rows)[measure];
    const words = { level: LEVEL_NAMES[level](), of: measureOf(measure) };
    const sources = [...new Set(rows.flatMap((row) => facts.get(row.place)?.peopleSource ?? []))];
    const page = pageOf(url, rows);
    const spread = new URL(url.pathname.replace(/\/pemusatan$/, ''), url);
    spread.search = queryOf(url);
    return {
      found: {
        program: titleOf(program),
        lead: m['balance.concentration.lead']({ ...words, area: areaName }),
        fields: [
          programField(choices),
          measureField(choices),
          ...areaFields(choices),
          levelField(choices, level),
        ],
        chips: areaChips(url, choices),
        query: queryOf(url),
        curve: concentration && {
          path: lorenzPath(concentration.lorenz),
          spoken: m['balance.concentration.lorenz-spoken']({
            of: words.of,
            level: weighedWord(concentration, words.level),
            quarter: percent(lowerHalf(concentration.lorenz)),
          }),
          across:
            concentration.weighed === 'people'
              ? m['balance.concentration.axis-people']()
              : m['balance.concentration.axis-x']({ level: words.level }),
        },
        indices: concentration ? indicesOf(concentration, words) : [],
        weighed: concentration && weighedText(concentration, words.level, sources),
        levelTitle: LEVEL_TITLES[level](),
        measure: measureTitle(measure),
        rows: page.rows.map((row) => ({
          key: row.key,
          name: row.name,
          amount: fullAmount(measure, row[measure]),
          share: shareText(row[measure], total),
          href: linksOf(tenant.slug, spread, choices, level, row).closer,
        })),
        pager: { shown: page.shown, previous: page.previous, next: page.next },
        csv: `${url.pathname}.csv${url.search}`,
      },
    };
  });
});

function shareText(part: bigint, whole: bigint): string {
  const share = shareOf(part, whole);
  return share === undefined ? '–' : percent(share);
}

function weighedText({ weighed }: Concentration, level: string, sources: readonly string[]): string {
  return weighed === 'people'
    ? m['balance.concentration.weighed-people']({ level, source: list(sources) })
    : m['balance.concentration.weighed-places']({ level });
}

/** What is drawn at random, or stands in a row from the least: people where they are known, else places. */
function weighedWord({ weighed }: Concentration, level: string): string {
  return weighed === 'people' ? m['balance.concentration.people']() : level;
}

/** Every index with its value, what the value means here, and the convention it follows. */
function indicesOf(of: Concentration, words: Words) {
  const evenShare = 1 / of.counted;
  return [
    {
      name: m['balance.concentration.half'](),
      value: count(of.holdHalf),
      means: m['balance.concentration.half-means']({
        ...words,
        half: count(of.holdHalf),
        count: count(of.counted),
        without: count(of.without),
      }),
      how: '',
    },
    {
      name: m['balance.concentration.largest'](),
      value: percent(of.largest.perMille),
      means: m['balance.concentration.largest-means']({
        ...words,
        counted: count(of.largest.counted),
        share: percent(of.largest.perMille),
      }),
      how: '',
    },
    {
      name: m['balance.concentration.gini'](),
      value: index(of.gini),
      means: m['balance.concentration.gini-means']({
        level: weighedWord(of, words.level),
        times: index(2 * of.gini, 2),
      }),
      how: m['balance.concentration.gini-how'](),
    },
    {
      name: m['balance.concentration.theil'](),
      value: index(of.theil),
      means:
        of.betweenGroups === undefined
          ? of.theil > 1e-12
            ? m['balance.concentration.theil-one']()
            : ''
          : m['balance.concentration.theil-means']({
              between: percent(of.betweenGroups),
              within: percent(1000 - of.betweenGroups),
            }),
      how: m['balance.concentration.theil-how']({ most: index(Math.log(peopleOrPlaces(of)), 2) }),
    },
    {
      name: m['balance.concentration.herfindahl'](),
      value: index(of.herfindahl),
      means: m['balance.concentration.herfindahl-means']({
        level: words.level,
        equal: index(1 / of.herfindahl, 1),
        count: count(of.counted),
      }),
      how: m['balance.concentration.herfindahl-how']({ even: index(evenShare) }),
    },
  ];
}

function peopleOrPlaces(of: Concentration): number {
  return Number(of.lorenz.at(-1)?.people ?? 1n);
}
