/** Fair allocation: rules for dividing a budget by ballots, exact and explained. Usable without Pilar. */

export type { Choice } from './allocate.ts';
export { allocate } from './allocate.ts';
export type * from './allocation.ts';
export type { Add1 } from './completion.ts';
export { written as writtenAmount } from './decimal-amount.ts';
export type { Ballot, BallotClass, BallotKind, Election, Project } from './election.ts';
export { MAX_AMOUNT, makeElection } from './election.ts';
export type { Fraction } from './fraction.ts';
export { approximately } from './fraction.ts';
export type { Barrier, Ceiling, Group, Limits, MinimumShare, ShareOutcome } from './limits.ts';
export { lossWords, reasonWords, remedyWords } from './loss-words.ts';
export type { PabulibFile, ReadingNote } from './pabulib.ts';
export { currencyOf, readPabulib, writePabulib } from './pabulib.ts';
export { allocationPicture } from './picture.ts';
export type { AllocationProblem } from './problem.ts';
export { AllocationInputError } from './problem.ts';
export { problemWords } from './problem-words.ts';
export type { Comparison } from './side-by-side.ts';
export { compareRules, votersPreferring } from './side-by-side.ts';
export type { BordaCount, Utility } from './support.ts';
export type { TieBreaking } from './tie-breaking.ts';
export type { Wording } from './wording.ts';
export { ruleWords, tallyWords, wordingFor } from './wording.ts';
export * from './words.ts';
