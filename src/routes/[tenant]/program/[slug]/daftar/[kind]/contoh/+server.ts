import { registerTemplate } from '#modules/registers/index.ts';
import { requireTenant } from '../../../../../../request.ts';
import { registerOr404 } from '../register-in.ts';
import type { RequestHandler } from './$types.js';

/** The table that the import reads, with one line as an example. */
export const GET: RequestHandler = async (event) => {
  const tenant = requireTenant(event);
  const found = await event.locals.pilar.read(tenant.id, (tx) => registerOr404(tx, event));
  return new Response(registerTemplate(found.number.key, found.number.length), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="daftar-${found.kind}-contoh.csv"`,
    },
  });
};
