import { error } from '@sveltejs/kit';
import { listPrices } from '#modules/prices/index.ts';
import { requireTenant } from '../../request.ts';
import { templateColumns } from '../impor/import-ways.ts';
import { priceSearch } from '../standar-harga/price-search.ts';
import { tableDownload } from '../table-download.ts';
import type { RequestHandler } from './$types.js';

const BATCH = 1000;

/** What the city says things cost in a year, as a table that can be handed in again. */
export const GET: RequestHandler = async (event) => {
  const tenant = requireTenant(event);
  const { pilar, locale } = event.locals;
  const search = await pilar.read(tenant.id, (tx) => priceSearch(tx, event.url.searchParams), 'long');
  if (!search) error(404);
  const { year, words } = search;
  async function* batches() {
    for (let after: string | undefined; ; ) {
      const behind = after;
      const rows = await pilar.read(
        tenant.id,
        (tx) => listPrices(tx, { year, words, after: behind, limit: BATCH }),
        'long',
      );
      yield rows.map(({ code, item, unit, price }) => [year, code, item, unit, price]);
      if (rows.length < BATCH) return;
      after = rows.at(-1)?.key;
    }
  }
  return tableDownload(event, `standar-harga-${year}`, templateColumns('prices', locale), batches());
};
