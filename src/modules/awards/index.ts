export {
  changeAward,
  draftAward,
  publishAward,
  setAwardResult,
  type TypedRound,
  withdrawAward,
} from './award.service.ts';
export { awardRoundById, listAwardRounds } from './award.store.ts';
export { AWARD_STATES, type AwardRound, type AwardState, mayKeepAward } from './award.ts';
export {
  type AwardFacts,
  type AwardOverview,
  awardFacts,
  awardOverview,
  awardsIn,
  type JurorCandidate,
  jurorSheet,
  usualMarking,
  whyNotMark,
} from './award-facts.service.ts';
export {
  type Computation,
  computeRound,
  type ScoredAspect,
  type ScoredCandidate,
  SHIFT,
  type Shifted,
  totalInHundredths,
} from './computation.ts';
export { closeAward, markCandidate } from './marking.service.ts';
