export { beginMatch } from './begin.service.ts';
export { fundedElsewhere } from './elsewhere.service.ts';
export type { FundedHere, Likeness } from './elsewhere.ts';
export { needWithRules, openNeed } from './held-need.service.ts';
export {
  answerMatch,
  closeNeed,
  MATCH_NOTE,
  offerMatch,
  type SavedMatch,
  withdrawMatch,
} from './match.service.ts';
export { matchCarriedBy, matchesBy } from './match.store.ts';
export { countNeeds, type ListedNeed, listNeeds, type NeedFilter } from './need.store.ts';
export {
  MATCH_STATES,
  type Match,
  type MatchState,
  type Need,
  type NeedState,
  restOf,
  takersIn,
} from './need.ts';
export { agreedOn, type NeedOverview, needOverview } from './need-overview.service.ts';
export { passOnMatching } from './pass-on.service.ts';
export { type RankedNeed, type RankedNeeds, rankedNeeds } from './ranked-needs.service.ts';
export { behindOf, type FieldStanding, type PlaceStanding, poorOf, type Standing } from './ranking.ts';
export {
  offerChoices,
  opensTo,
  stateOffer,
  type TakerOverview,
  takerOverview,
} from './taker-offer.service.ts';
export type { TakerOffer } from './taker-offer.ts';
