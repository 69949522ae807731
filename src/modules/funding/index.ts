export {
  allotCeilings,
  commitFunds,
  type DisbursementInput,
  recordDisbursement,
  releaseFunds,
  reviewDisbursement,
  settleFunds,
} from './funding.service.ts';
export {
  ceilingOf,
  ceilingsOf,
  disbursementsOf,
  moneyOf,
  type Posting,
  postingsOf,
  totalCeiling,
} from './funding.store.ts';
export { type Ceiling, type Disbursement, mayHandleMoney, mayReview, type ProposalMoney } from './funding.ts';
export { faultsInLedger } from './ledger-check.ts';
