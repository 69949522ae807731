import { error } from '@sveltejs/kit';
import { proofOf } from '#modules/journal/index.ts';
import { idOr404, requireTenant } from '../../../../request.ts';
import type { RequestHandler } from './$types.js';

/** The proof of one entry, to be checked anywhere; 404 until the entry is sealed. */
export const GET: RequestHandler = async (event) => {
  const tenant = requireTenant(event);
  const id = idOr404(event.params.entry);
  const proof = (await event.locals.pilar.read(tenant.id, (tx) => proofOf(tx, id))) ?? error(404);
  return new Response(`${JSON.stringify(proof, null, 2)}\n`, {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': `attachment; filename="bukti-${id}.json"`,
    },
  });
};
