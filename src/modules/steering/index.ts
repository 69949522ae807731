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
