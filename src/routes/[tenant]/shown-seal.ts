import { latestSeal } from '#modules/journal/index.ts';
import type { Tenant, Tx } from '#platform/database/tenant-transaction.ts';
import { count, moment } from '#ui/format.ts';

/** The newest seal as a card shows it, in words. */
export type ShownSeal = {
  readonly number: string;
  readonly hash: string;
  readonly moment: string;
  readonly entries: string;
};

/** The newest seal; undefined before the first. */
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
