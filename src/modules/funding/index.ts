export {
  allotCeilings,
  askToPay,
  commitFunds,
  type DisbursementInput,
  giveCeilings,
  leftToPay,
  recordDisbursement,
  releaseFunds,
  reviewDisbursement,
  settleFunds,
  takeCeilingsBack,
} from './funding.service.ts';
export {
  ceilingOf,
  ceilingsBy,
  ceilingsOf,
  disbursementById,
  disbursementsOf,
  lockCeilingsOf,
  moneyOf,
  type Posting,
  postingsOf,
  totalCeiling,
} from './funding.store.ts';
export {
  areasOfMoney,
  type Ceiling,
  type Disbursement,
  mayHandleMoney,
  mayRecordDisbursement,
  mayReview,
  mayReviewDisbursement,
  type ProposalMoney,
  readableDisbursement,
  wantsSecondFactor,
} from './funding.ts';
export { faultsInLedger } from './ledger-check.ts';
export { type MoneyDesk, moneyDesk, type OwnCeiling, ownCeilings } from './money-desk.service.ts';
export {
  type MoneyReach,
  moneyByInstitution,
  moneyByPlace,
  type ProviderReach,
  paidByProvider,
} from './money-reach.store.ts';
export { recountMoney } from './money-recount.store.ts';
export { type Payment, paymentsIn } from './payment.store.ts';
export {
  type MoneyFacts,
  type MoneyOverview,
  moneyFacts,
  moneyOverview,
  type ReadableDisbursement,
  type ReadableRefund,
} from './proposal-money.service.ts';
export { askToRefund, type RefundInput, recordRefund, reviewRefund } from './refund.service.ts';
export { refundById, refundsOf } from './refund.store.ts';
export type { Refund } from './refund.ts';
export {
  type InstitutionPosting,
  type ListedCeiling,
  listCeilings,
  postingsOfInstitution,
  type UnpaidProposal,
  unpaidProposals,
  type WaitingDisbursement,
  waitingDisbursements,
} from './waiting-money.store.ts';
