export type { ActivityRules } from './activities.section.ts';
export type { Label, YearWindow } from './common.section.ts';
export {
  ALLOCATION_RULES,
  type AllocationRule,
  BALLOT_KINDS,
  type BallotRules,
  type ForumRules,
  type Outcome,
  type QuorumElement,
  type QuorumRule,
} from './deliberation.section.ts';
export { DUE_EVENTS, type Due, type Within } from './due.section.ts';
export type { FundingRules } from './funding.section.ts';
export { basisOf, Model } from './model.ts';
export type { PartyKind, PartyRules } from './parties.section.ts';
export { keepingOffices, officeLabels, partyLabel, pillarOf, pillarsOf } from './parties.ts';
export type { ProposalRules, Proposer, Scope } from './proposals.section.ts';
export { type ModelProblem, readModel, readYaml } from './read-model.ts';
export { officesIn } from './references.ts';
export type { ReportRules } from './reporting.section.ts';
