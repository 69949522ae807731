import { error, type RequestEvent } from '@sveltejs/kit';
import { eventById, type RelationEvent } from '#modules/assessment/index.ts';
import type { Tenant, Tx } from '#platform/database/tenant-transaction.ts';
import { idOr404 } from '../../../../../../request.ts';
import { lineOf } from '../../line-of.ts';

/** The event of an address with its place; 404 where there is none told with this instrument. */
export async function eventOf(
  tx: Tx,
  tenant: Tenant,
  params: RequestEvent['params'],
): Promise<{ event: RelationEvent } & Awaited<ReturnType<typeof lineOf>>> {
  const event = await eventById(tx, idOr404(params.event));
  if (!event || event.instrument !== params.slug) error(404);
  return { event, ...(await lineOf(tx, tenant, event.region)) };
}
