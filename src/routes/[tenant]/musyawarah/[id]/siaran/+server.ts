import { AsyncLocalStorage } from 'node:async_hooks';
import { forumById, forumOverview } from '#modules/deliberation/index.ts';
import { idOr404, readOr404, requireTenant } from '../../../../request.ts';
import { roomView } from '../room-view.ts';
import type { RequestHandler } from './$types.js';
import { eventStream } from './event-stream.ts';

/**
 * What everybody in the room sees, told again whenever it changes. Everybody may listen: nothing in it is for some alone,
 * and nobody who came is named.
 */
export const GET: RequestHandler = async (event) => {
  const tenant = requireTenant(event);
  const { pilar, locale } = event.locals;
  const forum = idOr404(event.params.id);
  if (!(await pilar.read(tenant.id, (tx) => forumById(tx, forum)))) idOr404(undefined);
  // Read for whoever changes it later, in the language of this reader.
  const render = AsyncLocalStorage.bind(() =>
    pilar.read(tenant.id, async (tx) => {
      const found = readOr404(await forumOverview(tx, { tenant: tenant.id }, forum));
      return JSON.stringify(await roomView(tx, found, tenant.timeZone, locale));
    }),
  );
  const room = { tenant: tenant.id, forum, variant: locale };
  return eventStream((listener) => pilar.rooms.listen(room, render, listener));
};
