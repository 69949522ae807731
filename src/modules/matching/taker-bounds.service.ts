import type { Organization } from '#modules/actors/index.ts';
import { pursesHeldBy } from '#modules/funding/index.ts';
import { pursesOfParty } from '#modules/models/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { NeedWithRules } from './held-need.service.ts';
import { promisedBy } from './match.store.ts';
import type { TakerBounds } from './need.ts';
import { takerOffer } from './taker-offer.store.ts';

/** What binds a taker in what it may still promise in a programme. */
export async function takerBounds(
  tx: Tx,
  { program }: Pick<NeedWithRules, 'program'>,
  taker: Pick<Organization, 'id' | 'kind'>,
): Promise<TakerBounds> {
  const pledging = pursesOfParty(program.model, taker.kind)
    .filter((purse) => purse.of?.some((one) => one.party === taker.kind && one.pledged))
    .map((purse) => purse.purse);
  const purses = pledging.length === 0 ? [] : await pursesHeldBy(tx, program.id, [taker.id]);
  const pledged = purses
    .filter((one) => pledging.includes(one.purse))
    .reduce((all, one) => all + one.amount, 0n);
  return {
    offer: await takerOffer(tx, program.id, taker.id),
    promised: await promisedBy(tx, program.id, taker.id),
    pledged: pledged > 0n ? pledged : undefined,
  };
}
