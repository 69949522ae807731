import { error } from '@sveltejs/kit';
import { allocationPicture } from '#analysis/allocation/index.ts';
import { refusalStatus } from '#ui/refusal-status.ts';
import { resultsOf } from '#ui/vote-results.ts';
import { wordRefusal } from '#ui/word-refusal.ts';
import { idOr404, requireTenant } from '../../../../../../request.ts';
import { computeResults } from '../../../ready-results.ts';
import { pageWording } from '../../comparison-words.ts';
import { votePage } from '../../vote-page.ts';
import type { RequestHandler } from './$types.js';

/** The result of one rule drawn: support of every proposal, and which were funded. */
export const GET: RequestHandler = async (event) => {
  const tenant = requireTenant(event);
  const { pilar, locale } = event.locals;
  const id = idOr404(event.params.id);
  const refusal = await computeResults(event, id);
  if (refusal) error(refusalStatus(refusal), wordRefusal(refusal).title);
  const { vote } = await pilar.read(tenant.id, (tx) => votePage(tx, id, tenant.timeZone, locale));
  const compared = vote && resultsOf(vote, locale);
  const found = compared?.results.find((one) => one.rule === event.params.rule)?.comparison;
  if (!compared || !found || !('allocation' in found)) error(404);
  return new Response(
    allocationPicture(found.allocation, compared.election, pageWording(compared.election, locale)),
    { headers: { 'content-type': 'image/svg+xml; charset=utf-8' } },
  );
};
