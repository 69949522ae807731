import { error } from '@sveltejs/kit';
import { isRefusal } from '#kernel/refusal.ts';
import { seenNetwork } from '#modules/assessment/index.ts';
import { requireTenant, viewerOf } from '../../../../../request.ts';
import { areaSearch, findSearch } from '../../area-search.ts';
import { networkFile } from '../../network-file.ts';
import { slicedBy } from '../../slice-filter.ts';
import type { RequestHandler } from './$types.js';

/** A network with the filters of the page, as a file. */
export const GET: RequestHandler = async (event) => {
  const tenant = requireTenant(event);
  const { searchParams } = event.url;
  const { network, name, models } = await event.locals.pilar.read(
    tenant.id,
    async (tx) => {
      const search = areaSearch(searchParams, tenant, tx.today);
      const wanted = await findSearch(tx, search, tenant.region);
      const found = wanted && (await seenNetwork(tx, viewerOf(event), wanted.asked, tenant.timeZone));
      if (!found || isRefusal(found)) error(404);
      return {
        network: slicedBy(found.network, searchParams, 'area'),
        models: found.models,
        name: wanted.name,
      };
    },
    'long',
  );
  return networkFile(network, event.params.format, name, models);
};
