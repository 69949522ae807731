import { isRefusal } from '#kernel/refusal.ts';
import { listPrices, maySetPrices } from '#modules/prices/index.ts';
import { requireTenant, viewerOf } from '../../request.ts';
import { withParams } from '../usulan/filter.ts';
import type { PageServerLoad } from './$types.js';
import { behindIn, priceSearch } from './price-search.ts';

const PAGE = 50;

/** What the city says things cost in a year, for everybody. */
export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  const viewer = viewerOf(event);
  const { searchParams } = event.url;
  return event.locals.pilar.read(tenant.id, async (tx) => {
    const sets = viewer.person !== undefined && !isRefusal(await maySetPrices(tx, viewer, tenant.region));
    const search = await priceSearch(tx, searchParams);
    if (!search) return { sets, found: undefined };
    const { year, years, text, words } = search;
    const after = behindIn(searchParams);
    const rows = await listPrices(tx, { year, words, after, limit: PAGE + 1 });
    const last = rows.length > PAGE ? rows[PAGE - 1] : undefined;
    const kept = { tahun: String(year), kata: text };
    return {
      sets,
      found: {
        ...{ year, years, text },
        rows: rows.slice(0, PAGE).map(({ code, item, unit, price }) => ({ code, item, unit, price })),
        next: last && withParams(event.url, { ...kept, setelah: last.key }),
        first: after && withParams(event.url, kept),
        csv: `${event.url.pathname}.csv?${new URLSearchParams(kept)}`,
      },
    };
  });
};
