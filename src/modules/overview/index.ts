export { type ActivityOverview, activityOverview } from './activity-overview.service.ts';
export { cityMap, levelOnMap, MAP_MEASURES, type MapMeasure, type PlaceAmount } from './city-map.service.ts';
export {
  type AreaOnDesk,
  type Desk,
  deskFor,
  type InstitutionOnDesk,
  type RunOnDesk,
  type TaskOnDesk,
  tasksFor,
} from './desk.service.ts';
export type { FollowUpStanding } from './follow-up-standing.service.ts';
export {
  type InstitutionOverview,
  type InstitutionStanding,
  institutionOverview,
  readableProposals,
} from './institution-overview.service.ts';
export { type News, newsFor } from './news.service.ts';
export { knowsPositions, placeNear } from './place-near.service.ts';
export { type PlaceOverview, placeOverview, type StandsForPlace } from './place-overview.service.ts';
export { type ProposalFacts, proposalFacts } from './proposal-facts.service.ts';
export {
  type CeilingShares,
  type ProposalOverview,
  proposalOverview,
} from './proposal-overview.service.ts';
export { type Review, reviewProposal } from './review.service.ts';
export {
  FOUND_KINDS,
  type FoundKind,
  type Hit,
  SEARCHED,
  type Searched,
  type SearchedText,
  type Searching,
  searchText,
  searchThings,
} from './search.service.ts';
export type { Story } from './story.service.ts';
export type { StorySums } from './story.ts';
export {
  type FoundThing,
  findById,
  findThing,
  readableDocument,
  titlesOfThings,
} from './things.service.ts';
export { proposalTrail, TRAIL_PARTS, type TrailPart, type TrailStep } from './trail.service.ts';
export type { StageMark, StageName } from './trail.ts';
export { type TypedPrice, typedPrices } from './typed-prices.service.ts';
