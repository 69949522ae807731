import type { Id } from '#kernel/id.ts';
import { obligationFor } from '#modules/obligations/index.ts';
import type { City } from './city.ts';

/** The obligation that a filing about an activity delivers: that of PIPPK's report, unless another kind is asked for. */
export async function reportOwed(
  { pilar, tenant }: Pick<City, 'pilar' | 'tenant'>,
  activity: Id,
  kind = 'lpj',
): Promise<Id> {
  const owed = await pilar.read(tenant, (tx) => obligationFor(tx, kind, activity));
  if (!owed) throw new Error(`no ${kind} is owed about ${activity}`);
  return owed.id;
}
