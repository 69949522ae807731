import { PLACE_FILE_EXAMPLE } from '#modules/transparency/index.ts';
import { requireTenant } from '../../../../../request.ts';
import type { RequestHandler } from './$types.js';

export const GET: RequestHandler = (event) => {
  requireTenant(event);
  return new Response(PLACE_FILE_EXAMPLE, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="data-wilayah.csv"',
    },
  });
};
