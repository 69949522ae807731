import type { Acting, Actor, Mandate } from '#kernel/actor.ts';
import type { Refusal } from '#kernel/refusal.ts';
import type { RegionCode } from '#kernel/region.ts';
import { record } from '#modules/journal/index.ts';
import { listPrograms, maySteer } from '#modules/programs/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { type HandedPrice, keepPrice } from './price-standard.store.ts';

/** By which mandate somebody says for the whole city what things cost: whoever steers its programmes. */
export async function maySetPrices(tx: Tx, actor: Actor, city: RegionCode): Promise<Mandate | Refusal> {
  return maySteer(actor, await listPrograms(tx), city);
}

/** Sets what something costs in a year, or takes it back. Asked by whoever may. */
export async function setPrice(tx: Tx, by: Acting, city: RegionCode, handed: HandedPrice): Promise<void> {
  await keepPrice(tx, handed);
  const { year, item, unit, price } = handed;
  await record(tx, by, {
    action: 'price.set',
    subjectType: 'tenant',
    subjectId: tx.tenant,
    region: city,
    summary: { year, item, unit, price },
  });
}
