import { error } from '@sveltejs/kit';
import { canonicalJson } from '#kernel/json.ts';
import { sealedMinutes } from '#modules/deliberation/index.ts';
import { idOr404, readOr404, requireTenant, viewerOf } from '../../../../request.ts';
import type { RequestHandler } from './$types.js';

/**
 * Sealed minutes as the bytes whose SHA-256 stands in the journal: the public version, or with `?naskah=lengkap` the
 * whole text with the names of those who came, for those who may read them.
 */
export const GET: RequestHandler = async (event) => {
  const tenant = requireTenant(event);
  const id = idOr404(event.params.id);
  const { forum, open, wholeText } = readOr404(
    await event.locals.pilar.read(tenant.id, (tx) => sealedMinutes(tx, viewerOf(event), id)),
  );
  const whole = event.url.searchParams.get('naskah') === 'lengkap';
  return new Response(whole ? (wholeText ?? error(403)) : canonicalJson(open), {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': `attachment; filename="berita-acara-${open.calledFor}-${forum.region}${whole ? '-lengkap' : ''}.json"`,
    },
  });
};
