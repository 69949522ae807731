import { requireTenant } from '../../../../../../../request.ts';
import { lineAssessment, lineEvents } from '../../../../relation-line.ts';
import { eventInstrument, lineOf } from '../../../line-of.ts';
import type { RequestHandler } from './$types.js';

/** The events of a place as a file that `pilar analyze instrument` reads. */
export const GET: RequestHandler = async (event) => {
  const tenant = requireTenant(event);
  const { instrument, slug } = eventInstrument(event.params.slug);
  const found = await event.locals.pilar.read(tenant.id, async (tx) => {
    const { region, place } = await lineOf(tx, tenant, event.params.region);
    return {
      region,
      place,
      events: await lineEvents(tx, instrument, region, tenant, event.locals.locale),
    };
  });
  // By calendar year, as the page shows it; the reader finds the years by itself.
  const { periods: _, ratings: __, ...assessment } = lineAssessment(instrument, found.place, found.events);
  return new Response(`${JSON.stringify(assessment, null, 2)}\n`, {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': `attachment; filename="${found.region}.${slug}.json"`,
    },
  });
};
