export { settlingFiling } from '#modules/models/index.ts';
export { type FilingAnswer, filingAnswersIn } from './answer.store.ts';
export { answerFiling, evidenceOf, type SavedFiling, saveFiling, submitFiling } from './filing.service.ts';
export {
  filingById,
  filingOn,
  type ListedFiling,
  listFilings,
  passOnFilings,
  type Review,
  reviewsOf,
} from './filing.store.ts';
export {
  type Evidence,
  FILING_STATES,
  type Filing,
  type FilingContent,
  type FilingState,
  filingLabel,
  isPartThere,
  lacksInFiling,
  mayAnswerFiling,
  mayWriteFiling,
  mustBePaidOut,
  readableOf,
  stepsOf,
} from './filing.ts';
export {
  type FilingFacts,
  type FilingOverview,
  filingFacts,
  filingOverview,
} from './filing-facts.service.ts';
export { type FilingForm, filingForm } from './filing-form.service.ts';
export { recountFilings } from './filing-recount.store.ts';
