export { beginMatch } from './begin.service.ts';
export { answerByCode, offersFollowed, sayByCode } from './by-code.service.ts';
export { fundedElsewhere } from './elsewhere.service.ts';
export type { FundedHere, Likeness } from './elsewhere.ts';
export { needWithRules, openNeed } from './held-need.service.ts';
export { noteLapseRead, sweepOffers } from './lapse.service.ts';
export {
  answerMatch,
  closeNeed,
  offerMatch,
  type SavedMatch,
  withdrawMatch,
} from './match.service.ts';
export { matchCarriedBy, matchesBy, openMatchesBy, type PromisedMatch } from './match.store.ts';
export { countNeeds, type ListedNeed, listNeeds, type NeedFilter } from './need.store.ts';
export {
  MATCH_NOTE,
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
  declineRecommendation,
  recommendTaker,
  type SavedRecommendation,
  withdrawRecommendation,
} from './recommendation.service.ts';
export { listRecommendations } from './recommendation.store.ts';
export { RECOMMENDATION_STATES, type Recommendation, type RecommendationState } from './recommendation.ts';
export { holdPromises, releasePromises } from './release.service.ts';
export { makeScenario, maySteer, openKinds, type TypedHold } from './scenario.service.ts';
export {
  type ListedPair,
  listScenarios,
  type Scenario,
  type ScenarioOutcome,
  scenarioPairs,
} from './scenario.store.ts';
export { amountField, gapOf, HOLDS, type Hold } from './scenario.ts';
export { type ScenarioFacts, scenarioFacts } from './scenario-facts.service.ts';
export { endNeedSupport, type NeedSupport, needSupport, supportNeed } from './support.service.ts';
export { countSupport } from './support.store.ts';
export type { SupportCount } from './support.ts';
export {
  offerChoices,
  opensTo,
  stateOffer,
  type TakerOverview,
  takerOverview,
} from './taker-offer.service.ts';
export type { TakerOffer } from './taker-offer.ts';
export {
  MESSAGE,
  noteTalkRead,
  sayAbout,
  type TalkFacts,
  talkFacts,
  threadsFor,
  unsay,
} from './talk.service.ts';
export { type Message, TALK_SIDES, type TalkSide } from './talk.ts';
