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
export { waiveObligation } from './obligation.service.ts';
export {
  accept,
  fulfil,
  type Obligation,
  type Overdue,
  obligationFor,
  obligationsFor,
  overdueNow,
  overdueOf,
  owe,
  owedOn,
  type Promptness,
  passOnObligations,
  promptnessIn,
  reopen,
} from './obligation.store.ts';
export { isOverdue, mayWaive } from './obligation.ts';
