export {
  recordContribution,
  recordExpense,
  recordParticipation,
  strikeFromActivity,
} from './account.service.ts';
export { handOverActivity, recordProgress, startActivity } from './activity.service.ts';
export {
  type ActivityFilter,
  activitiesById,
  activityById,
  activityOf,
  type Expense,
  expensesOf,
  type ListedActivity,
  listActivities,
  lockActivity,
  type Participation,
  type Progress,
  participationOf,
  passOnActivities,
  progressOf,
  type RealisedContribution,
  realisedContributionsOf,
} from './activity.store.ts';
export {
  ACTIVITY_STATES,
  type Activity,
  type ActivityMove,
  type ActivityOffer,
  type ActivityState,
  mayBeCarriedOutBy,
  mayExecute,
  mayMoveActivity,
  mayPlan,
  nextCheckpoint,
  offersOn,
  type Plannable,
} from './activity.ts';
export {
  type ActivityFacts,
  type ActivityStanding,
  activityFacts,
  activityStanding,
} from './activity-facts.service.ts';
export { recountActivities } from './activity-recount.store.ts';
export { type Begun, begunIn } from './begun.store.ts';
export { type GivenRow, givenRows } from './given-rows.store.ts';
export { type Handover, handoversIn } from './handover.store.ts';
export { askToCarryOut, settledBy } from './hold-activity.service.ts';
export { type ProvedExpense, provedExpenses, spendablePayments } from './paid-expense.service.ts';
export type { Spendable } from './paid-expense.ts';
export {
  activitiesOfParty,
  type ParticipationReach,
  participationBy,
  presentIn,
} from './participation-reach.store.ts';
export { doersFor, planActivity, plannable } from './planning.service.ts';
export {
  type CarriedBy,
  type ContributionsKept,
  carriedOutBy,
  contributionsKeptIn,
  type PoorReached,
  poorReachedIn,
} from './reach.store.ts';
export { type Realisation, type RealisedLine, realisationOf } from './realisation.ts';
export { runningActivities, someRunningActivities } from './running-activities.store.ts';
