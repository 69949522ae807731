import { error } from '@sveltejs/kit';
import { revisionContent } from '#modules/assessment/index.ts';
import { requireTenant } from '../../../../../../request.ts';
import { mapFile } from '../../../map-file.ts';
import { mapOr404 } from '../../../maps.ts';
import { revisionIn } from '../../revision-address.ts';
import type { RequestHandler } from './$types.js';

/** The map as its newest closed meeting settled it, or the one that the address names. */
export const GET: RequestHandler = async (event) => {
  const tenant = requireTenant(event);
  return event.locals.pilar.read(tenant.id, async (tx) => {
    const map = await mapOr404(tx, event.params.map);
    const number = revisionIn(event.url.searchParams, 'revisi') ?? map.revision;
    const content = (await revisionContent(tx, map.id, number)) ?? error(404);
    return mapFile(content.map, event.params.format);
  });
};
