export { answersOn, answersOnEach, type OnRoute, type StepAnswer } from './answer.store.ts';
export {
  mayAnswer,
  type OfSuch,
  type OnItsWay,
  officesNow,
  routeFor,
  type Standing,
  waitedFor,
} from './route.ts';
export {
  answerStep,
  answersSince,
  clocksOn,
  leaveRoute,
  type OnItsRoute,
  reachStep,
  standingOf,
} from './step.service.ts';
