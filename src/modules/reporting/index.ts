export { type ReportAnswer, reportAnswersIn } from './answer.store.ts';
export { evidenceOf, reviewReport, type SavedReport, saveReport, submitReport } from './report.service.ts';
export {
  type ListedReport,
  listReports,
  passOnReports,
  type Review,
  reportById,
  reportOn,
  reviewsOf,
} from './report.store.ts';
export {
  type Evidence,
  filingLabel,
  isPartThere,
  lacksInReport,
  mayReviewReport,
  mayWriteReport,
  mustBePaidOut,
  REPORT_STATES,
  type Report,
  type ReportContent,
  type ReportState,
  readableOf,
  reportRules,
  stepsOf,
} from './report.ts';
export {
  type ReportFacts,
  type ReportOverview,
  reportFacts,
  reportOverview,
} from './report-facts.service.ts';
export { type ReportForm, reportForm } from './report-form.service.ts';
export { recountReports } from './report-recount.store.ts';
