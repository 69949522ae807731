export {
  handOverActivity,
  planActivity,
  recordContribution,
  recordExpense,
  recordParticipation,
  recordProgress,
  startActivity,
  strikeFromActivity,
} from './activity.service.ts';
export {
  type ActivityFilter,
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
  progressOf,
  type RealisedContribution,
  realisedContributionsOf,
} from './activity.store.ts';
export { type Activity, type ActivityState, mayExecute, mayMoveActivity } from './activity.ts';
