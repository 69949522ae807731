export { type DepositInput, recordDeposit, reviewDeposit } from './deposit.service.ts';
export { type ListedDeposit, listDeposits, sourcesOfFund } from './deposit.store.ts';
export {
  askToPay,
  type DisbursementInput,
  leftToPay,
  recordDisbursement,
  reviewDisbursement,
} from './disbursement.service.ts';
export { disbursementById, disbursementsOf } from './disbursement.store.ts';
export { type FundOverview, fundOverview, type ReadableDeposit } from './fund-overview.service.ts';
export {
  areasOfMoney,
  type Disbursement,
  mayHandleMoney,
  mayRecordDisbursement,
  mayReview,
  mayReviewDisbursement,
  type ProposalMoney,
  readableDisbursement,
  wantsSecondFactor,
} from './funding.ts';
export { type Borne, borneBy, moneyOf, type Posting, postingsOf } from './ledger.store.ts';
export { faultsInLedger } from './ledger-check.ts';
export { type MoneyDesk, moneyDesk, type OwnPurse, ownPurses } from './money-desk.service.ts';
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
export {
  allotPurses,
  commitFunds,
  givePurses,
  releaseFunds,
  settleFunds,
  takePursesBack,
} from './purse.service.ts';
export {
  ceilingFor,
  ceilingsBy,
  ceilingsOf,
  fundById,
  fundsOf,
  lockPursesOf,
  pursesHeldBy,
  roomFor,
  totalCeiling,
} from './purse.store.ts';
export type { Ceiling, Purse } from './purse.ts';
export { askToRefund, type RefundInput, recordRefund, reviewRefund } from './refund.service.ts';
export { refundById, refundsOf } from './refund.store.ts';
export type { Refund } from './refund.ts';
export {
  type ListedPurse,
  listPurses,
  type PursePosting,
  postingsOfPurses,
  type UnpaidProposal,
  unpaidProposals,
  type WaitingDisbursement,
  waitingDisbursements,
} from './waiting-money.store.ts';
