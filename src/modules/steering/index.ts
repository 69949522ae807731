export {
  askToKeepBoundaries,
  drawnLevels,
  type HandedBoundaries,
  keepBoundaries,
  keepBoundariesOf,
  takeBoundariesAway,
} from './boundaries.service.ts';
export { keepWindow, type TypedWindow } from './keep-window.service.ts';
export {
  type Begun,
  beginProgram,
  closeHeld,
  closeSteered,
  openFurther,
  openMatters,
  type TypedOpening,
} from './open-close.service.ts';
export {
  type CeilingsOverview,
  ceilingsOverview,
  type SteeringOverview,
  steeringOverview,
} from './steering-overview.service.ts';
export { type TypedUrge, type Urged, urgePeople } from './urge.service.ts';
export {
  areaOf,
  forumsOver,
  heldOver,
  type LateMatter,
  lateMatters,
  monthsOfMoney,
  type PlaceBehind,
  placesBehind,
  type Watch,
  watchOver,
} from './watch.service.ts';
