import type { RequestEvent } from '@sveltejs/kit';
import type { Id } from '#kernel/id.ts';
import type { Refusal } from '#kernel/refusal.ts';
import { resultsReady } from '#ui/vote-results.ts';
import { requireTenant, waitingFor } from '../../../request.ts';

/** Before a page of a forum is read: what the rules make of its closed vote, or why that could not be computed. */
export async function computeResults(event: RequestEvent, forum: Id): Promise<Refusal | undefined> {
  const { pilar, locale } = event.locals;
  const { who } = waitingFor(event);
  const ready = await resultsReady(pilar, { tenant: requireTenant(event).id, forum, locale, who });
  return ready.ok ? undefined : ready.refusal;
}
