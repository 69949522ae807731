export {
  type Attendee,
  decideProposal,
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
export type { Forum, ForumState } from './forum.ts';
export { mayMoveForum, mustHaveQuorum } from './forum.ts';
export { type Minutes, type MinutesDecision, publicMinutes } from './minutes.ts';
export { type ElementMet, type Quorum, quorum, type Rolls, type Unit } from './quorum.ts';
