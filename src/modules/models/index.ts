export type { ActivityRules } from './activities.section.ts';
export { adopted, renamed, sha256Of } from './adopt.ts';
export type { AspectRules, AwardRules } from './awards.section.ts';
export type { BodyRules } from './bodies.section.ts';
export type { Catalogue, CatalogueEntry } from './catalogue.section.ts';
export type { Checklist, ChecklistItem } from './checklists.section.ts';
export type { Check, CheckOf } from './checks.section.ts';
export { type Label, PERSON, type YearWindow } from './common.section.ts';
export { byWeight, type Change, collisions, compareModels, gravest, type Weight } from './compare.ts';
export { isOfClock, mayBeCompelled } from './compelled.ts';
export {
  type AfterField,
  DUE_EVENTS,
  type Due,
  type Escalate,
  type EventDue,
  type PeriodName,
  type Within,
} from './due.section.ts';
export type { Field, LinesField, TypedField, WrittenField } from './fields.section.ts';
export type {
  FigureRules,
  FilingKind,
  MinutesRules,
  OnDemandRules,
  PlanRules,
  PriorityRules,
} from './filings.section.ts';
export { forumLevel, forumPlace } from './forum-place.ts';
export {
  ALLOCATION_RULES,
  type AllocationRule,
  BALLOT_KINDS,
  type BallotRules,
  type ForumRules,
  type Outcome,
  type QuorumElement,
  type QuorumRule,
  type SeatsQuorum,
} from './forums.section.ts';
export type { DisbursementRules, FundingRules, PaymentPaper, WithheldTax } from './funding.section.ts';
export type { Goal } from './goals.section.ts';
export { unkept } from './kept-kinds.ts';
export {
  activityRules,
  alongOf,
  asksContributions,
  awardNamed,
  bringersIn,
  disbursementRules,
  entriesIn,
  entriesWithin,
  entryPath,
  fieldsIn,
  filersOf,
  filingKind,
  forumKind,
  fundingRules,
  givenPurses,
  hasSection,
  isFor,
  levyOf,
  type Most,
  moneyRules,
  mostFor,
  planningKind,
  proposalKind,
  purseNamed,
  pursesBehind,
  pursesOfParty,
  type RecordedMoney,
  type Section,
  sanctionNamed,
  settlingFiling,
} from './kinds.ts';
export { MATCHING_REASONS, type MatchingReason, type OpenToTakers, type Taker } from './matching.section.ts';
export { basisOf, Model } from './model.ts';
export type { PartyKind, PartyRules, Register } from './parties.section.ts';
export {
  keepingOffices,
  officeLabels,
  type Party,
  type Pillar,
  partiesOf,
  partyLabel,
  pillarLabel,
  pillarOf,
  pillarOfProviders,
  pillarsIn,
  pillarsOf,
} from './parties.ts';
export type { PartnershipRules } from './partnership.section.ts';
export { numberAsked, officesIn } from './party-references.ts';
export { widestPlace } from './place-references.ts';
export {
  type Admission,
  ASKED_PARTS,
  type AskedPart,
  type Bringer,
  type ProposalKind,
} from './proposals.section.ts';
export type { DepositRules, Levy, PurseRules, SpendingRules, Tranche, YearEnd } from './purses.section.ts';
export { type ModelProblem, readModel, readYaml } from './read-model.ts';
export type { SanctionRules, SanctionStep } from './sanctions.section.ts';
export type { FollowUpStep, Step } from './steps.section.ts';
export { withRule } from './with-rule.ts';
