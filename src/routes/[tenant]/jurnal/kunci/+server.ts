import { originOf, signerOf, verifierText } from '#modules/journal/index.ts';
import { requireTenant } from '../../../request.ts';
import type { RequestHandler } from './$types.js';

/** The public key of the city's journal, for witnesses. */
export const GET: RequestHandler = (event) => {
  const tenant = requireTenant(event);
  const { pilar } = event.locals;
  const key = verifierText(signerOf(pilar, originOf(pilar.settings.origin, tenant.slug)));
  return new Response(`${key}\n`, { headers: { 'content-type': 'text/plain; charset=utf-8' } });
};
