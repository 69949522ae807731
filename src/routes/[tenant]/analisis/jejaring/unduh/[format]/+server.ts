import { error } from '@sveltejs/kit';
import { isRefusal } from '#kernel/refusal.ts';
import { seenNetwork } from '#modules/assessment/index.ts';
import { namesOf } from '#modules/regions/index.ts';
import { requireTenant, viewerOf } from '../../../../../request.ts';
import { areaSearch } from '../../area-search.ts';
import { networkFile } from '../../network-file.ts';
import { slicedBy } from '../../slice-filter.ts';
import type { RequestHandler } from './$types.js';

/** The network of an area with the filters of the page, as a file. */
export const GET: RequestHandler = async (event) => {
  const tenant = requireTenant(event);
  const { searchParams } = event.url;
  const { network, name, models } = await event.locals.pilar.read(
    tenant.id,
    async (tx) => {
      const search = areaSearch(searchParams, tenant, tx.today);
      const found =
        search.area === '' ? undefined : await seenNetwork(tx, viewerOf(event), search, tenant.timeZone);
      if (!found || isRefusal(found)) error(404);
      const names = await namesOf(tx, [search.area]);
      return {
        network: slicedBy(found.network, searchParams, 'area'),
        models: found.models,
        name: names.get(search.area) ?? search.area,
      };
    },
    'long',
  );
  return networkFile(network, event.params.format, name, models);
};
