export { type ActionPlan, type PlannedAction, planActions } from './action-plan.ts';
export {
  ACTION_STATES,
  type Action,
  type CauseMap,
  type Factor,
  type Link,
  readCauseMap,
} from './cause-map.ts';
export { comparePlaces, type PlaceComparison, type Split } from './compare-places.ts';
export { drawProblemTree } from './problem-tree-svg.ts';
export {
  type CauseStructure,
  causeStructure,
  type FactorStructure,
  type Loop,
  type Role,
} from './structure.ts';
export { withoutRestated } from './without-restated.ts';
