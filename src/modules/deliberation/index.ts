export {
  type Attendee,
  decideProposal,
  forumPlaces,
  openForum,
  postponeForum,
  quorumOf,
  recordAttendance,
  revokeDecision,
  scheduleForum,
  sealForum,
  strikeAttendance,
} from './forum.service.ts';
export {
  type Attendance,
  attendanceOf,
  comingForum,
  type DecidedProposal,
  type Decision,
  decisionOn,
  decisionsOf,
  forumById,
  type ListedForum,
  listForums,
  minutesText,
} from './forum.store.ts';
export {
  FORUM_STATES,
  type Forum,
  type ForumMove,
  type ForumState,
  mayMoveForum,
  mayReadAttendance,
  mustHaveQuorum,
  offersOn,
} from './forum.ts';
export { type FundingOffer, fundingOffer } from './funding-offer.ts';
export { type Minutes, type MinutesDecision, publicMinutes } from './minutes.ts';
export {
  type NewDecision,
  type NewMinutes,
  newestDecisions,
  newestMinutes,
} from './newest-outcomes.store.ts';
export { type ElementMet, type Quorum, quorum, type Rolls, type Unit } from './quorum.ts';
export { type DecisionTaken, decisionsIn, type Sitting, sittingsIn } from './sitting.store.ts';
