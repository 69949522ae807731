import { latestSeal } from '#modules/journal/index.ts';
import type { Tenant, Tx } from '#platform/database/tenant-transaction.ts';
import { count, moment } from '#ui/format.ts';
import type { ShownSeal } from './SealCard.svelte';

/** The newest seal as a card shows it; undefined before the first. */
export async function shownSeal(tx: Tx, tenant: Tenant): Promise<ShownSeal | undefined> {
  const seal = await latestSeal(tx);
  return (
    seal && {
      number: count(seal.number),
      hash: seal.hash,
      moment: moment(seal.sealedAt, tenant.timeZone, 'short'),
      entries: count(seal.firstPosition + seal.size - 1),
    }
  );
}
