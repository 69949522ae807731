import { causeMapFacts } from '#modules/assessment/index.ts';
import { idOr404, readOr404, requireTenant } from '../../../../../../request.ts';
import { causesFile } from '../../../cause-file.ts';
import type { RequestHandler } from './$types.js';

/** A map as a file that the command line and a new map can read, or as a drawing. */
export const GET: RequestHandler = async (event) => {
  const tenant = requireTenant(event);
  const id = idOr404(event.params.id);
  const found = readOr404(
    await event.locals.pilar.read(tenant.id, (tx) => causeMapFacts(tx, id, tenant.timeZone)),
  );
  return causesFile(found.map, event.params.format, `${found.head.title} ${found.map.place?.id ?? ''}`);
};
