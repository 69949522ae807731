import { placeFactsIn } from '#modules/regions/index.ts';
import { pointOf, shareOf, totalBalance } from '#modules/transparency/index.ts';
import { m } from '#paraglide/messages.js';
import { list, percent } from '#ui/format.ts';
import { measureTitle } from '#ui/measure-words.ts';
import { keptBriefly } from '../../../kept-briefly.ts';
import { requireTenant } from '../../../request.ts';
import { withParams } from '../../usulan/filter.ts';
import type { PageServerLoadEvent } from './$types.js';
import { largestFirst, rowsOf, summaryOf } from './balance-rows.ts';
import {
  areaChips,
  areaFields,
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
  shortAmount,
  titleOf,
} from './choices.ts';
import { drawPlaces } from './place-map.ts';

/** More tiles than this are no picture: the table serves better. */
const TILES = 200;

export const load = keptBriefly(async (event: PageServerLoadEvent) => {
  const tenant = requireTenant(event);
  const { url, locals } = event;
  return locals.pilar.read(tenant.id, async (tx) => {
    const choices = await readChoices(tx, url, tenant.name);
    if (!choices) return { found: undefined };
    const { measure, area, areaName, program } = choices;
    const level = levelIn(url, choices);
    const rows = largestFirst(await rowsOf(tx, choices, level), measure);
    const total = totalBalance(rows);
    const facts = await placeFactsIn(tx, area);
    const pointed = rows.flatMap((row) => {
      const point = pointOf(facts.get(row.place));
      return point ? [{ key: row.place, point, amount: row[measure] }] : [];
    });
    const sources = new Set(pointed.flatMap(({ key }) => facts.get(key)?.pointSource ?? []));
    const links = new Map(rows.map((row) => [row.key, linksOf(tenant.slug, url, choices, level, row)]));
    const share = (amount: bigint) => shareOf(amount, total[measure]);
    const page = pageOf(url, rows);
    const levelName = LEVEL_NAMES[level]();
    return {
      found: {
        program: titleOf(program),
        fields: [
          programField(choices),
          measureField(choices),
          ...areaFields(choices),
          levelField(choices, level),
        ],
        chips: areaChips(url, choices),
        query: queryOf(url),
        summary: summaryOf(rows, measure, level),
        level: { name: levelName, title: LEVEL_TITLES[level]() },
        measure: { key: measure, name: measureTitle(measure), of: measureOf(measure) },
        area: areaName,
        empty: rows.length === 0 || total.proposals === 0n,
        drawing: drawPlaces(pointed),
        pointsKnown:
          pointed.length >= 2
            ? m['balance.spread.points-known']({
                known: String(pointed.length),
                all: String(rows.length),
                source: list([...sources]),
              })
            : undefined,
        tiles:
          rows.length <= TILES
            ? [...rows]
                .sort((a, b) => b.place.length - a.place.length || (a.place < b.place ? -1 : 1))
                .map((row) => ({
                  key: row.place,
                  name: row.name,
                  // Nothing at all is not shaded, so that it does not look like a little.
                  perMille: row[measure] === 0n ? undefined : share(row[measure]),
                  text: share(row[measure]) === undefined ? '–' : percent(share(row[measure]) ?? 0),
                  amount: shortAmount(measure, row[measure]),
                  empty: row[measure] === 0n,
                  href: links.get(row.key)?.closer ?? '',
                }))
            : [],
        rows: page.rows.map((row) => ({
          ...row,
          share: share(row[measure]),
          links: links.get(row.key),
        })),
        total,
        pager: { shown: page.shown, previous: page.previous, next: page.next },
        csv: `${url.pathname}/sebaran.csv${withParams(url, { mulai: '' }).slice(url.pathname.length)}`,
      },
    };
  });
});
