export { Cases } from './cases.section.ts';
export {
  CASE_SORTS,
  type CaseSort,
  type FactAsked,
  factsAsked,
  rulesToTry,
  type TriedRule,
  type TypedFacts,
  tryRule,
  withCase,
} from './one-case.ts';
export { readingCases, type TextsRead } from './read-cases.ts';
export { type CaseFault, type CaseOutcome, outcomesOf, runCases, unshownIn } from './run-cases.ts';
