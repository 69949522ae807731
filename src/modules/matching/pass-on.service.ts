import type { Id } from '#kernel/id.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { recountNeed } from './held-need.service.ts';
import { lapseDoubled, passOnMatches } from './match.store.ts';
import { lockNeed, passOnNeeds } from './need.store.ts';
import { passOnRecommendations } from './recommendation.store.ts';
import { passOnPairs } from './scenario.store.ts';
import { passOnSupport } from './support.store.ts';
import { passOnOffers } from './taker-offer.store.ts';
import { passOnMessages } from './talk.store.ts';

/** Lets what one institution needs, offers and promised be another's: both records are one institution. */
export async function passOnMatching(tx: Tx, from: Id, to: Id, by: Id): Promise<void> {
  await passOnNeeds(tx, from, to);
  await passOnOffers(tx, from, to);
  for (const id of await lapseDoubled(tx, from, to, by)) {
    const need = await lockNeed(tx, id);
    if (need) await recountNeed(tx, need);
  }
  await passOnMatches(tx, from, to);
  await passOnPairs(tx, from, to);
  await passOnMessages(tx, from, to);
  await passOnSupport(tx, from, to);
  await passOnRecommendations(tx, from, to, by);
}
