import { requireTenant } from '../../../request.ts';
import { shownSeal } from '../../shown-seal.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = (event) => {
  const tenant = requireTenant(event);
  return event.locals.pilar.read(tenant.id, async (tx) => ({
    seal: await shownSeal(tx, tenant),
    origin: event.url.origin,
  }));
};
