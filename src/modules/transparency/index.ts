export {
  BALANCE_MEASURES,
  type Balance,
  type BalanceMeasure,
  type Compared,
  type Concentration,
  concentrationOf,
  type PlaceBalance,
  shareOf,
  totalBalance,
} from './balance/balance.ts';
export {
  balanceByField,
  balanceByInstitution,
  balanceByNeighbourhood,
  balanceByRegion,
  type FieldBalance,
} from './balance/balance-by-place.service.ts';
export {
  CAPTURE_RULE,
  type FrequentRecipient,
  type ProviderSigns,
  providerSigns,
  type RecipientSigns,
  recipientSigns,
} from './balance/capture.service.ts';
export { type Distance, distanceIn, pointOf, RING_BOUNDS } from './balance/distance.service.ts';
export { type DistanceOverview, distanceOverview } from './balance/distance-overview.service.ts';
export { askToKeepPlaces, keepPlaceFacts } from './balance/place-facts.service.ts';
export { PLACE_FILE_EXAMPLE, PLACE_FILE_LIMITS, type PlaceProblem } from './balance/place-file.ts';
export { type ReachSummary, reachSummary } from './balance/reach-summary.ts';
export {
  type BodyStanding,
  type CountedIn,
  type NamedMoney,
  type PartyBalance,
  partyBalance,
  type RelationBalance,
  relationBalance,
} from './balance/subject-balance.service.ts';
export {
  askedFor,
  programsUpTo,
  REACH_KINDS,
  type Reach,
  type ReachKind,
  reachIn,
  type Unreached,
} from './balance/unreached.service.ts';
export { faultsInFigures } from './figures-check.ts';
