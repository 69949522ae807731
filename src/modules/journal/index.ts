export {
  ACTION_NAMES,
  type Action,
  type ActionOn,
  fieldOf,
  isAction,
  type SubjectOf,
  type SummaryOf,
} from './actions.ts';
export {
  type Happening,
  type HistoryEntry,
  historyOf,
  latestEntries,
  latestSeal,
  proofOf,
  publicEntry,
  record,
  sealJournal,
  type Verification,
  verifyJournal,
} from './journal.service.ts';
export { newestSeals, sealByNumber, sealsAfter } from './journal.store.ts';
export {
  type EntryProof,
  faultInProof,
  GENESIS,
  type PublicEntry,
  provesContent,
  type Seal,
} from './journal.ts';
export { keepSealing } from './keep-sealing.ts';
export type { ProofStep } from './merkle.ts';
export { readProof } from './read-proof.ts';
