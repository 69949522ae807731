import { error } from '@sveltejs/kit';
import { componentMapFacts } from '#modules/assessment/index.ts';
import { idOr404, readOr404, requireTenant } from '../../../../../../request.ts';
import { mapFile } from '../../../map-file.ts';
import { revisionIn } from '../../revision-address.ts';
import type { RequestHandler } from './$types.js';

/** The map as its newest closed meeting settled it, or the one that the address names. */
export const GET: RequestHandler = async (event) => {
  const tenant = requireTenant(event);
  const id = idOr404(event.params.map);
  const revision = revisionIn(event.url.searchParams, 'revisi');
  const found = readOr404(
    await event.locals.pilar.read(tenant.id, (tx) => componentMapFacts(tx, id, revision)),
  );
  return mapFile((found.content ?? error(404)).map, event.params.format);
};
