export { evidenceOf, reviewReport, type SavedReport, saveReport, submitReport } from './report.service.ts';
export {
  type ListedReport,
  listReports,
  type Review,
  reportById,
  reportOn,
  reviewsOf,
} from './report.store.ts';
export {
  type Evidence,
  isPartThere,
  lacksInReport,
  mayReviewReport,
  mayWriteReport,
  mustBePaidOut,
  REPORT_STATES,
  readableOf,
  type Report,
  type ReportContent,
  type ReportState,
} from './report.ts';
