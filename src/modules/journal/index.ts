export {
  type Happening,
  type HistoryEntry,
  historyOf,
  latestEntries,
  latestSeal,
  proofOf,
  record,
  sealJournal,
  type Verification,
  verifyJournal,
} from './journal.service.ts';
export { type EntryProof, faultInProof, type PublicEntry, type Seal } from './journal.ts';
