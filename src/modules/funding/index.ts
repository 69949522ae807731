export { type MonthOfMoney, moneyByMonth } from './by-month.store.ts';
export { ceilingsOfModel, type GivenByModel } from './ceiling-change.ts';
export { type ChangedCeilings, changeCeilings, type TypedCeilings } from './change-ceilings.service.ts';
export {
  askToPayIn,
  type DepositInput,
  recordDeposit,
} from './deposit.service.ts';
export { depositsInto, type ReadableDeposit } from './deposits-read.service.ts';
export {
  askForPayment,
  askToPay,
  type DisbursementInput,
  leftToPay,
  type PaymentLine,
  type PaymentSheet,
  recordDisbursement,
  recordDisbursements,
} from './disbursement.service.ts';
export { type FigureRow, figureRows, type MoneyFigure } from './figure-rows.store.ts';
export { type FundOverview, fundOverview } from './fund-overview.service.ts';
export { mayRecordDisbursement, type ProposalMoney, paidOut } from './funding.ts';
export { type GivenSummary, givenInArea } from './given.store.ts';
export { type Borne, borneBy, moneyOf, type Posting, postingsOf } from './ledger.store.ts';
export { faultsInLedger } from './ledger-check.ts';
export { leviesByPeriod, leviesOwed, type OwedLevy, type SummedPeriod } from './levies-owed.service.ts';
export { type MoneyDesk, moneyDesk, type OwnPurse, ownPurses, taxesOfArea } from './money-desk.service.ts';
export { areasOfMoney, mayHandleMoney, paymentOffices, wantsSecondFactor } from './money-office.ts';
export {
  ceilingOf,
  givenIn,
  type MoneyBetween,
  type MoneyReach,
  type Moved,
  moneyBetween,
  moneyByInstitution,
  moneyByPlace,
  moneyFor,
  moneyOutOf,
  type ProviderReach,
  paidByProvider,
} from './money-reach.store.ts';
export { recountMoney } from './money-recount.store.ts';
export { type Payment, paymentsIn } from './payment.store.ts';
export type { PaymentPapers } from './payment-paper.store.ts';
export { readStanding, type TypedPaper, type TypedTax, withheldOf } from './payment-paper.ts';
export { type MoneyAtPlace, moneyAt, type PaidAtPlace, paidAt } from './place-money.store.ts';
export {
  type MoneyFacts,
  type MoneyOverview,
  moneyFacts,
  moneyOverview,
  type ReadableDisbursement,
  type ReadableRefund,
  type ReadableSpending,
  voucherSubject,
} from './proposal-money.service.ts';
export {
  allotPurses,
  commitFunds,
  givePurses,
  pledge,
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
  sourcesOfFund,
  totalCeiling,
} from './purse.store.ts';
export type { Ceiling, Purse } from './purse.ts';
export { type GivenFor, givenByField, type SpentOutOf, spentOutOf } from './purse-cell.store.ts';
export type { RecordedVoucher } from './record-voucher.service.ts';
export { askToRefund, type RefundInput, recordRefund } from './refund.service.ts';
export { mayReviewNow, placeOf, type Reviewed, reviewVoucher } from './review-voucher.service.ts';
export { askToSpend, recordSpending, type SpendingInput } from './spending.service.ts';
export {
  keepSupplier,
  type PaidProvider,
  paidProvider,
  supplierList,
  supplierOverview,
  suppliersToChoose,
} from './supplier.service.ts';
export {
  lockSupplierRecords,
  mergeSupplierRecords,
  type PaidSupplier,
  type SupplierRecord,
  supplierNamed,
  suppliersAround,
} from './supplier.store.ts';
export { mayKeepSuppliers, type Supplier, type TypedSupplier } from './supplier.ts';
export { recordTaxDeposit, type TaxDepositInput } from './tax-deposit.service.ts';
export { type ToldVoucher, toldVouchers } from './told-money.service.ts';
export {
  disbursementsOf,
  type ListedDeposit,
  listDeposits,
  refundsOf,
  spendingsOf,
  voucherById,
} from './voucher.store.ts';
export {
  type Deposit,
  type Disbursement,
  type Refund,
  readableVoucher,
  type Spending,
  type Voucher,
} from './voucher.ts';
export {
  type ListedPurse,
  listPurses,
  type PursePosting,
  postingsOfPurses,
  type UnpaidProposal,
  unpaidProposals,
  type WaitingDisbursement,
  waitingDisbursements,
  waitingVouchers,
} from './waiting-money.store.ts';
export type { ListedTax } from './withheld-taxes.store.ts';
export {
  type Ended,
  endYear,
  type PurseSweep,
  sweepPurses,
  type YearEndOverview,
  yearEndOverview,
} from './year-end.service.ts';
