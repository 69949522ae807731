import { isRefusal } from '#kernel/refusal.ts';
import type { ProposalOverview } from '#modules/overview/index.ts';
import type { Offer } from '#modules/proposals/index.ts';
import { wordRefusal } from '#ui/word-refusal.ts';

/** What a reader may do with a proposal now, each open or with the refusal in words. */
export function wordOffers({ offers, answer }: Pick<ProposalOverview, 'offers' | 'answer'>) {
  const worded = (offer: Offer | undefined) => (isRefusal(offer) ? wordRefusal(offer) : offer);
  return {
    edit: worded(offers.edit),
    submit: worded(offers.submit),
    withdraw: worded(offers.withdraw),
    giveBack: worded(offers.giveBack),
    answer: worded(answer),
  };
}
