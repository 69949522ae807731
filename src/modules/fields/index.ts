export { type NamedAnswer, namedAnswers } from './answers.service.ts';
export { type Answers, type Known, readAnswers, type ShownAnswer, shownAnswers } from './field.ts';
export { choosable } from './institution.store.ts';
export { knownIn } from './known.service.ts';
export {
  amountNamed,
  cellKey,
  cellsAsked,
  closedUp,
  columnTotal,
  countedLines,
  flattened,
  linesIn,
  type NestedAnswers,
  nested,
  tooMuch,
} from './lines.ts';
export { choosableProposals } from './proposal.store.ts';
