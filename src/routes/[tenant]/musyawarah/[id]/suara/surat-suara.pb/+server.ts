import { error } from '@sveltejs/kit';
import { ballotFile } from '#ui/ballot-file.ts';
import { idOr404, requireTenant } from '../../../../../request.ts';
import { votePage } from '../vote-page.ts';
import type { RequestHandler } from './$types.js';

/** The ballots of a closed vote, for anyone to count again. */
export const GET: RequestHandler = async (event) => {
  const tenant = requireTenant(event);
  const id = idOr404(event.params.id);
  const { forum, program, vote, head } = await event.locals.pilar.read(tenant.id, (tx) =>
    votePage(tx, id, tenant.timeZone, 'id'),
  );
  const text = vote && ballotFile(program, forum, vote, { city: tenant.name, place: head.place });
  if (text === undefined) error(404);
  return new Response(text, {
    headers: {
      'content-type': 'text/plain; charset=utf-8',
      'content-disposition': `attachment; filename="surat-suara-${forum.region}-${program.fiscalYear}.pb"`,
    },
  });
};
