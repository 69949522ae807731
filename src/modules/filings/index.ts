export { settlingFiling } from '#modules/models/index.ts';
export { wasAsked } from '#modules/obligations/index.ts';
export { type FilingAnswer, filingAnswersIn } from './answer.store.ts';
export { askableBy, askForFiling, mayAskFor } from './ask-for-filing.service.ts';
export { type FiledByMeeting, filedByMeeting } from './by-meeting.service.ts';
export { plansCompared } from './deviation.service.ts';
export { type Compared, deviation } from './deviation.ts';
export { daysToldOf, type ToldField, type ToldFigures, type ToldMeasure } from './figures.ts';
export {
  answerFiling,
  type Delivering,
  evidenceOf,
  type LineOut,
  type SavedFiling,
  saveFiling,
  submitFiling,
  type TellsFigures,
} from './filing.service.ts';
export {
  filedBy,
  filingById,
  filingFor,
  filingOn,
  filingsFor,
  filingsOn,
  type ListedFiling,
  listFilings,
  passOnFilings,
} from './filing.store.ts';
export {
  type Evidence,
  FILING_STATES,
  type Filing,
  type FilingContent,
  type FilingState,
  filingLabel,
  isAboutActivity,
  isRecorded,
  mayAnswerFiling,
  mayWriteFiling,
  mustBePaidOut,
  notDueYet,
  opensOnFor,
  readableOf,
  readFiling,
  stepsOf,
  writtenFields,
} from './filing.ts';
export {
  type FilingFacts,
  type FilingOverview,
  filingFacts,
  filingOverview,
} from './filing-facts.service.ts';
export { activityFilingForm, type FilingForm, filingForm } from './filing-form.service.ts';
export { recountFilings } from './filing-recount.store.ts';
export {
  besideStep,
  LINE_VERDICTS,
  type LineVerdict,
  planLines,
  readVerdicts,
  type TypedVerdict,
} from './line-remarks.ts';
export { meetingsToRestOn } from './meetings-to-rest-on.service.ts';
export type { Mended } from './mended.ts';
export { type Meeting, mayRestOn, mustRestOnMinutes, wantsMinutes } from './on-minutes.ts';
export {
  contentOf,
  type FilingPart,
  lineOf,
  linePart,
  partsOf,
  type RowKind,
  rowKindOf,
  type Told,
  WHOLE,
} from './part.ts';
export type { RedFlag } from './red-flags.ts';
export { type FilingRemark, readReplies, type TypedRemark, type TypedReplies } from './remark.ts';
export { type Beside, type LineBeside, linesBeside, openRemarks } from './remarks.service.ts';
export type { Since } from './rounds.service.ts';
