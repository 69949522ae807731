export {
  type ChecklistNow,
  checklistsNow,
  type ItemNow,
  STATEMENT_LENGTH,
  stateItem,
} from './checklist.service.ts';
export { HOLDS, type Holds, type ItemState, type Statement, stateOf } from './statement.ts';
