export { answerOffer, answerProposal } from './answer-proposal.service.ts';
export { type Attendee, attend, recordAttendance, strikeAttendance } from './attendance.service.ts';
export { type AttendanceSheet, attendanceSheet, unitNamed } from './attendance-sheet.service.ts';
export { forumAwaitedBy } from './awaited-forum.ts';
export {
  cancelVote,
  castByCode,
  closeVote,
  type Entitled,
  enterSlip,
  followRule,
  issueCodes,
  moneyFor,
  NO_RULE,
  openVote,
  readCode,
  slipOf,
  voteByCode,
  withdrawSlip,
  writtenCode,
} from './ballot.service.ts';
export {
  type ClosedVote,
  cancelledVotes,
  countAttendance,
  countUnusedCodes,
  type ListedVote,
  listVotes,
  newestVotes,
  voteById,
  voteOf,
} from './ballot.store.ts';
export {
  type BallotForm,
  type BallotKind,
  ballotRules,
  type Choices,
  type Count,
  choicesOf,
  countsOf,
  mayCloseVote,
  mayOpenVote,
  mayReceive,
  mayRunVotes,
  readSlip,
  type SlipExclusion,
  type SlipLine,
  type SlipPart,
  type Vote,
  type VoteResult,
  type VoteState,
} from './ballot.ts';
export {
  type CheckInPlace,
  type CheckInStanding,
  checkIn,
  checkInStanding,
  codeForWall,
  MOST_WRONG_CODES,
} from './check-in.service.ts';
export { writtenCheckInCode } from './check-in-code.ts';
export { comparedVote, compareVoteAhead } from './compared-vote.service.ts';
export { type DecidedTogether, decideTogether } from './decide-together.service.ts';
export { elementLabel } from './element-label.ts';
export {
  callableForums,
  decideProposal,
  discussProposal,
  revokeDecision,
  scheduleForum,
  sealForum,
} from './forum.service.ts';
export {
  type Attendance,
  attendanceOf,
  comingForum,
  type DecidedOutcome,
  type DecidedProposal,
  type Decision,
  type DecisionOn,
  decisionsOf,
  decisionsOn,
  forumById,
  type HeldForum,
  type ListedForum,
  listForums,
  minutesText,
  outcomesOf,
} from './forum.store.ts';
export {
  discussedFirst,
  FORUM_STATES,
  type Forum,
  type ForumMove,
  type ForumState,
  mayMoveForum,
  mayReadAttendance,
  mustHaveQuorum,
  offersOn,
} from './forum.ts';
export { type ForumFacts, forumFacts, type SittingFacts } from './forum-facts.service.ts';
export { type ForumOverview, forumOverview } from './forum-overview.service.ts';
export { boundsOf, type ForumWithVote, forumWithVote, type VoteBounds } from './forum-with-vote.service.ts';
export { type FundingOffer, fundingOffer } from './funding-offer.ts';
export { invitedIn } from './invited.service.ts';
export type { Invited } from './invited.ts';
export { limitsAsMeta, limitsFromMeta } from './limits-in-file.ts';
export { type BodyMeetings, meetingsOf } from './meetings.service.ts';
export type { MeetingPeriod } from './meetings.ts';
export {
  type Minutes,
  type MinutesDecision,
  type MinutesSitting,
  type PublicMinutes,
  publicMinutes,
} from './minutes.ts';
export {
  type NewDecision,
  type NewMinutes,
  newestDecisions,
  newestMinutes,
} from './newest-outcomes.store.ts';
export { countNotHeld, type HeldOver, type NotHeld, notHeld } from './not-held.store.ts';
export { type PartStanding, partStanding } from './part-standing.service.ts';
export { quorumOf, quorumsOf } from './quorum.service.ts';
export {
  type CountedOnce,
  type ElementStanding,
  type FilledSeat,
  QUORUM_ANSWERS,
  type Quorum,
  type QuorumAnswer,
  quorum,
  type Represents,
  type Rolls,
  SEATS,
  type Unit,
} from './quorum.ts';
export { sweepMeetings } from './remind.service.ts';
export { type Listener, type Room, type RoomWatch, watchRooms } from './room-watch.service.ts';
export {
  choiceFor,
  compareVote,
  type ElectionComparison,
  type ElectionWords,
  electionOf,
  limitsOfVote,
  MOST_FOR_ADD1,
  projectId,
  type RuleResult,
  rulesFor,
} from './rule-comparison.ts';
export {
  type CalledForums,
  type ComingForum,
  calledForums,
  comingForums,
  type RunningForums,
  runningForums,
  someRunningForums,
} from './running-forums.store.ts';
export { type SealedForumsOf, sealedForumsIn } from './sealed-forum.store.ts';
export { type SealedMinutes, sealedMinutes } from './sealed-minutes.service.ts';
export { type ForumBody, forumsHeldIn, sealedQuorumsIn } from './sealed-quorums.service.ts';
export { adjournForum, openForum, postponeForum, resumeForum } from './sitting.service.ts';
export { type DecisionTaken, decisionsIn, type Sitting, sittingsIn } from './sitting.store.ts';
export { isOver, type RecordedTurn, type SittingDay, TURNS } from './sitting-day.ts';
export { guessWindow, MOST_WRONG, tryCode } from './slip-guess.service.ts';
export { comparingUpload, UPLOAD_LIMITS } from './uploaded-ballots.ts';
export {
  conditionsOn,
  consentToPart,
  declareExclusion,
  type VoteConditions,
  withdrawExclusion,
  withdrawPartConsent,
} from './vote-conditions.service.ts';
export { exclusionsOf, partConsentsOf } from './vote-conditions.store.ts';
export {
  type Exclusion,
  mayConsentToPart,
  mayDeclareExclusions,
  type PartConsent,
} from './vote-conditions.ts';
export type { MinutesVote } from './vote-minutes.ts';
export { type DeclaredPair, type VoteOverview, voteOverview } from './vote-overview.service.ts';
