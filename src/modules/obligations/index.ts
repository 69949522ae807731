export {
  askToKeepCalendar,
  beginCalendar,
  type DueMove,
  type EnteredHolidays,
  enterHoliday,
  enterHolidayList,
  enterHolidays,
  enterHolidaysOf,
  previewHolidayList,
  previewHolidays,
  removeHoliday,
} from './calendar.service.ts';
export { dueAfter, dueDay } from './due.ts';
export { type ClockCounts, keepClocks, owePeriods, sweepClocks } from './keep-clocks.service.ts';
export { countLate, type Late, lateIn } from './late.store.ts';
export { type OwedTask, oweFilings, waiveObligation } from './obligation.service.ts';
export {
  type AnswerCounts,
  accept,
  answerCounts,
  answerTimesIn,
  fulfil,
  goOn,
  isOwedFiling,
  lapse,
  lockObligation,
  type NewObligation,
  type Obligation,
  type Overdue,
  type OwedFiling,
  type OwedOn,
  obligationById,
  obligationFor,
  obligationsFor,
  obligationsOf,
  openBy,
  openOn,
  overdueNow,
  overdueOf,
  owe,
  oweAll,
  owedByParty,
  owedOn,
  type Promptness,
  passOnObligations,
  promptnessIn,
  reopen,
  stand,
} from './obligation.store.ts';
export {
  daysLate,
  excusableBy,
  isEscalated,
  isOverdue,
  mayWaive,
  reckon,
  ruleOf,
  wordStretch,
} from './obligation.ts';
export { type OwedFilings, owedFilings, someOwedFilings } from './owed-filings.store.ts';
export { beginOf, endOf, type Period, periodAround, periodsOf, wasAsked } from './period.ts';
export { programsRead } from './programs-read.service.ts';
export { dueFromDay } from './set-from.service.ts';
