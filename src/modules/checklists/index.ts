export {
  AGREEMENT_FIELDS,
  type ChecklistNow,
  checklistsNow,
  type ItemNow,
  STATEMENT_LENGTH,
  stateItem,
  type TypedAgreement,
} from './checklist.service.ts';
export { type Agreement, HOLDS, type Holds, type ItemState, type Statement, stateOf } from './statement.ts';
