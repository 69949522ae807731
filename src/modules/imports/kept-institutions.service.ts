import type { Actor } from '#kernel/actor.ts';
import { isRefusal } from '#kernel/refusal.ts';
import { within } from '#kernel/region.ts';
import { listOrganizations, mayKeepOffices, modelsOf, type Organization } from '#modules/actors/index.ts';
import type { Tenant, Tx } from '#platform/database/tenant-transaction.ts';
import { nextBehind, PRESENT_AT_ONCE } from './import-kind.ts';

/** The institutions whose offices somebody keeps, a part at a time in the order of their places. */
export async function keptInstitutions(
  tx: Tx,
  actor: Actor,
  tenant: Tenant,
  after: string | undefined,
): Promise<{ readonly kept: readonly Organization[]; readonly next: string | undefined }> {
  const models = await modelsOf(tx);
  const areas = [...new Set(actor.mandates.map((held) => held.region))];
  const [only, ...more] = areas;
  const area = only !== undefined && more.length === 0 ? only : tenant.region;
  const [region = '', id = ''] = after?.split(' ') ?? [];
  const place = after === undefined ? undefined : { region, id };
  const found = await listOrganizations(tx, { area }, PRESENT_AT_ONCE, place);
  return {
    kept: found.filter(
      (one) =>
        areas.some((held) => within(one.region, held)) && !isRefusal(mayKeepOffices(actor, models, one)),
    ),
    next: nextBehind(found, (last) => `${last.region} ${last.id}`),
  };
}
