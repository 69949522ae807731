import { error } from '@sveltejs/kit';
import { signedCheckpoint } from '#modules/journal/index.ts';
import { requireTenant } from '../../../request.ts';
import type { RequestHandler } from './$types.js';

/** The newest checkpoint as a signed note (C2SP tlog-checkpoint), with the cosignatures of witnesses. */
export const GET: RequestHandler = async (event) => {
  const tenant = requireTenant(event);
  const { pilar } = event.locals;
  const note = await pilar.read(tenant.id, (tx) =>
    signedCheckpoint(tx, pilar, pilar.settings.origin, tenant),
  );
  if (note === undefined) error(404);
  return new Response(note, { headers: { 'content-type': 'text/plain; charset=utf-8' } });
};
