export { type Asked, askedOf, publicAnswersOf } from './asked.ts';
export {
  type Beginning,
  beginDraft,
  beginningOf,
  startProposal,
  type Wanted,
} from './begin-draft.service.ts';
export { type Again, againOffer, bringAgain } from './bring-again.service.ts';
export { COST_SHEET_COLUMNS, COST_SHEET_FIELD, costSheetRows, readCostSheet } from './cost-sheet.ts';
export { cellOf, type DecisionEffect, markDecided, markPassedOn, markUndecided } from './decided-proposal.ts';
export { type DraftFound, draftsNamed, draftsOf } from './drafts.store.ts';
export {
  askToEnter,
  type EnteredForPerson,
  entererOf,
  enterForPerson,
  mayEnter,
  OFFICE_WAYS,
} from './enter-for-person.service.ts';
export { askToEnterFrom, enterFromPaper, type FromPaper } from './enter-from-paper.service.ts';
export { type Answered, answersBetween, type SentIn, sentInBy } from './flow.store.ts';
export { type Followed, followByCode, mendByCode, withdrawByCode } from './follow-by-code.service.ts';
export { askToFollowUp, beginFollowUps, followUp, proofRole } from './follow-up.service.ts';
export { followUpFor, followUpOf, isFollowed, mayFollowUp } from './follow-up.ts';
export {
  askedBy,
  type Brought,
  broughtBy,
  fundedByInstitution,
  fundedByPlace,
  fundedByPoint,
  type InstitutionReach,
  type PlaceReach,
  type PointReach,
} from './funded-reach.store.ts';
export { standingFor } from './own-proposal.service.ts';
export {
  askToWrite,
  keepDraft,
  mayStart,
  mustBeIn,
  openDraft,
  rankProposals,
  returnProposal,
  type Saved,
  saveProposal,
  withdrawProposal,
} from './proposal.service.ts';
export {
  admissionsOf,
  admittedBy,
  awaitingForum,
  bindDecisions,
  contributionsOf,
  costLinesOf,
  countAwaiting,
  countProposals,
  holdForVote,
  type ListedProposal,
  listProposals,
  lockProposal,
  type ProposalFilter,
  passOnProposals,
  proposalById,
  proposalsBroughtBy,
  proposalsOf,
  proposalsOfPerson,
  releaseFromVote,
  setAdmitted,
  setForum,
  setStep,
  titlesOf,
} from './proposal.store.ts';
export {
  answersFor,
  bringerOf,
  decidedOn,
  isEnterer,
  isOwn,
  isPassedOn,
  isProposer,
  isWriter,
  kindsFor,
  type Lead,
  leadAlone,
  leadBy,
  mayAnswerProposal,
  mayEnterFor,
  mayMove,
  mayPropose,
  mayProposeAgain,
  mayRead,
  mayVerify,
  mustBeBinding,
  notOwn,
  onItsRoute,
  PROPOSAL_STATES,
  type Proposal,
  type ProposalState,
  personCode,
  photosWanted,
  remarkIn,
  sentAt,
  shownState,
  stepsOf,
  verifiersOf,
  wasSubmitted,
} from './proposal.ts';
export { addProposalDocument } from './proposal-documents.service.ts';
export {
  CONTRIBUTION_FORMS,
  type Contribution,
  type ContributionForm,
  type CostLine,
  LIMITS as PROPOSAL_LIMITS,
  mayKeep,
  NO_FIELDS,
  type ProposalContent,
  ProposalFields,
  readableTotal,
} from './proposal-fields.ts';
export {
  type DirectStart,
  enterableBy,
  enterableFromPaper,
  type Offer,
  offersOn,
  openStarts,
  type PaperStart,
  type ProposalOffers,
  type Start,
  startsOf,
} from './proposal-offers.ts';
export { addProposalPhoto, removeProposalPhoto } from './proposal-photos.service.ts';
export { recountProposals } from './proposal-recount.store.ts';
export { movedInOrder } from './ranking.ts';
export {
  type AnsweredQuestion,
  answeredQuestions,
  type RunningProposals,
  runningProposals,
  type SentSpan,
  sentSpan,
  someRunningProposals,
  waitingForForum,
  waitingProposals,
  writtenProposals,
} from './running-proposals.store.ts';
export {
  askToSend,
  MOST_A_DAY,
  openKinds,
  type Receipt,
  type SentWithoutAccount,
  sendWithoutAccount,
} from './send-without-account.service.ts';
export { type Sheet, sheetFor, sheetNumbered } from './sheet.store.ts';
export { readSheetNumber, sheetNumber, type TypedSheet } from './sheet.ts';
export { slipFor } from './slip.store.ts';
export { readSlipCode, SLIP_WAYS, type Slip, writtenSlipCode } from './slip.ts';
export { type Submission, submissionsIn } from './submission.store.ts';
export { judgeOwn, submitProposal } from './submit-proposal.service.ts';
export { type TakeUp, takeUpOffers, takeUpProposal } from './take-up.service.ts';
export { needsOf, type ToldNeed } from './told-need.store.ts';
export { type Unusual, unusualIn } from './unusual.ts';
