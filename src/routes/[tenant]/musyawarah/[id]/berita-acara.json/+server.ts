import { error } from '@sveltejs/kit';
import { canonicalJson } from '#kernel/json.ts';
import {
  forumById,
  type Minutes,
  mayReadAttendance,
  minutesText,
  publicMinutes,
} from '#modules/deliberation/index.ts';
import { programById } from '#modules/programs/index.ts';
import { idOr404, requireTenant, viewerOf } from '../../../../request.ts';
import type { RequestHandler } from './$types.js';

/**
 * Sealed minutes as the bytes whose SHA-256 stands in the journal: the public version, or with `?naskah=lengkap` the
 * whole text with the names of those who came, for those who may read them.
 */
export const GET: RequestHandler = async (event) => {
  const tenant = requireTenant(event);
  const id = idOr404(event.params.id);
  const whole = event.url.searchParams.get('naskah') === 'lengkap';
  const { forum, text, mayReadNames } = await event.locals.pilar.read(tenant.id, async (tx) => {
    const found = (await forumById(tx, id)) ?? error(404);
    return {
      forum: found,
      text: (await minutesText(tx, id)) ?? error(404),
      mayReadNames: mayReadAttendance(viewerOf(event), await programById(tx, found.program), found),
    };
  });
  if (whole && !mayReadNames) error(403);
  const minutes: Minutes = JSON.parse(text);
  return new Response(whole ? text : canonicalJson(publicMinutes(minutes)), {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': `attachment; filename="berita-acara-${minutes.day}-${forum.region}${whole ? '-lengkap' : ''}.json"`,
    },
  });
};
