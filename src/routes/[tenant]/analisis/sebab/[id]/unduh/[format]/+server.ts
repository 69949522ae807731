import { error } from '@sveltejs/kit';
import { idOr404, requireTenant } from '../../../../../../request.ts';
import { causesFile } from '../../../cause-file.ts';
import { liveMap } from '../../../live-map.ts';
import type { RequestHandler } from './$types.js';

/** A map as a file that the command line and a new map can read, or as a drawing. */
export const GET: RequestHandler = async (event) => {
  const tenant = requireTenant(event);
  const id = idOr404(event.params.id);
  const found = (await event.locals.pilar.read(tenant.id, (tx) => liveMap(tx, id))) ?? error(404);
  return causesFile(found.map, event.params.format, `${found.head.title} ${found.map.place?.id ?? ''}`);
};
