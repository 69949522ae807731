export { waiveObligation } from './obligation.service.ts';
export {
  fulfil,
  type Obligation,
  type Overdue,
  obligationFor,
  obligationsFor,
  overdueNow,
  overdueOf,
  owe,
  type Promptness,
  promptnessIn,
  reopen,
} from './obligation.store.ts';
export { isOverdue, mayWaive } from './obligation.ts';
