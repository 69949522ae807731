export {
  type LeavingOverview,
  leaveAs,
  leaveProgram,
  leavingOverview,
  returnAs,
  returnToProgram,
  type TypedLeaving,
} from './leave.service.ts';
export { type Running, runningOf } from './running.service.ts';
