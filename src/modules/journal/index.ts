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
  checkpointOf,
  compareWithNoted,
  consistencyBetween,
  continuation,
  type NotedFinding,
  signedCheckpoint,
  signerOf,
} from './anchor.service.ts';
export { bindRows } from './bind-rows.service.ts';
export { originOf } from './checkpoint.ts';
export { type Fault, sayFault } from './fault.ts';
export {
  doneByOthers,
  type Happening,
  type HistoryEntry,
  historyOf,
  latestEntries,
  latestSeal,
  proofOf,
  publicEntry,
  record,
  sealJournal,
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
export { askWitness, keepWitnessed, type Witness, witnessesIn } from './keep-witnessed.ts';
export { continues, type ProofStep, type TreeHead } from './merkle.ts';
export { readNotedSeals, readShortSeal, sealLine, shortSeal } from './noted-seal.ts';
export { readProof } from './read-proof.ts';
export { readVerifier, type Signer, signerFrom, type Verifier, verifierText } from './signed-note.ts';
export { UNPROVED } from './unproved.ts';
export { type ChainState, type Verification, verifyJournal } from './verify-journal.service.ts';
export { type RecordsVerified, verifyRecords } from './verify-records.service.ts';
export { type WitnessStanding, witnessesOf } from './witness.store.ts';
export { type WatchedLog, type WitnessAnswer, witness } from './witness.ts';
