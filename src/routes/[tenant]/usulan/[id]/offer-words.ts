import { isRefusal } from '#kernel/refusal.ts';
import { type Model, type ProposalKind, pursesBehind } from '#modules/models/index.ts';
import type { ProposalOverview } from '#modules/overview/index.ts';
import type { Offer } from '#modules/proposals/index.ts';
import { m } from '#paraglide/messages.js';
import type { Locale } from '#paraglide/runtime.js';
import { rupiah } from '#ui/format.ts';
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

/** The fund that pays for a kind of proposals, as its model calls it; undefined where each institution has its own money. */
export function fundTitle(model: Model, kind: ProposalKind, locale: Locale): string | undefined {
  const [fund] = pursesBehind(model, kind).filter((purse) => purse.fund !== undefined);
  return fund?.label[locale];
}

/** Whether it would be carried out for less, and the way for its own officers to say so. */
export function wordPart({ part, own, proposal }: ProposalOverview) {
  return {
    line: part.counts
      ? m['ballots.part.line']({ least: rupiah(part.counts.least), instead: part.counts.instead })
      : '',
    // Its own officers find the way to the page, where rules say if they still may.
    link: own && proposal.state === 'submitted' && part.refusal?.refusal !== 'ballot.not-offered',
  };
}
