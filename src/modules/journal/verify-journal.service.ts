import type { Id } from '#kernel/id.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { ownRow } from './bind-rows.service.ts';
import type { Fault } from './fault.ts';
import {
  countEntries,
  finerSeals,
  type Leaf,
  type LyingEntry,
  leavesAt,
  outsideOrder,
  sealsAfter,
  waitingEntries,
} from './journal.store.ts';
import {
  type ChainState,
  followChain,
  hashedPart,
  type PrivatePart,
  type Seal,
  storedLeaf,
} from './journal.ts';
import { alteredColumns, digestMarks, type Marks, readMarks } from './marks.ts';
import { type Hash, merkleRoot, sha256 } from './merkle.ts';

export type { ChainState };

export type Verification = {
  /** Entries that there are, and how many of them are sealed. */
  readonly entries: number;
  readonly sealed: number;
  /** Entries that were looked at. */
  readonly read: number;
  readonly seals: number;
  readonly newest: string | undefined;
  readonly faults: readonly Fault[];
  /** Where the chain stood after its last seal: what is verified later can begin there. */
  readonly end: ChainState;
};

/** Seals read at once while verifying. */
const SEALS = 50;

/** Faults named at most; a journal with more is beyond naming them one by one. */
export const MOST_FAULTS = 200;

/** What the marks of one entry say, with the salt that they were made with. */
export type EntryMarks = { readonly id: Id; readonly salt: string; readonly marks: Marks };

export type VerifyOptions = {
  /** Begins after the seals that were verified before. */
  readonly from?: ChainState | undefined;
  /** Told of every entry's marks, in the order of the seals; those that wait for their seal last. */
  readonly onMarks?: (entry: EntryMarks) => void;
  readonly onProgress?: (entries: number) => void;
};

/**
 * Recomputes the journal of a tenant: every entry against its leaf, every batch against its root, every seal
 * against those before. Any alteration, insertion or deletion of sealed entries is named; entries that wait for
 * their seal are only checked against their own hash.
 */
export async function verifyJournal(tx: Tx, options: VerifyOptions = {}): Promise<Verification> {
  const faults: Fault[] = [];
  const chain = followChain(options.from);
  let last: Seal | undefined;
  let seals = 0;
  let read = 0;
  const look = (entry: LyingEntry, leaf: Hash, position?: number) => {
    const { part, found } = readEntry(entry, leaf, position);
    faults.push(...found);
    const marks = readMarks(entry.marks);
    if (part && marks) options.onMarks?.({ id: entry.id, salt: part.salt, marks });
    read += 1;
  };
  while (faults.length < MOST_FAULTS) {
    const batch = await sealsAfter(tx, last?.number ?? options.from?.number ?? 0, SEALS);
    const [first] = batch;
    if (!first) break;
    last = batch.at(-1)?.seal ?? first.seal;
    seals += batch.length;
    const end = Math.max(...batch.map(({ seal }) => seal.firstPosition + seal.size)) - 1;
    const leaves = await leavesAt(
      tx,
      { first: chain.state().end + 1, last: end },
      { first: first.seal.number, last: last.number },
    );
    for (const { seal, subtrees } of batch) {
      faults.push(...nameMoment([...chain.follow(seal, subtrees), ...faultsInBatch(seal, leaves)]));
    }
    for (const { entry, hash, position } of leaves) if (entry) look(entry, hash, position);
    options.onProgress?.(read);
  }
  const outside = await outsideOrder(tx, chain.state().end, MOST_FAULTS);
  for (const number of outside.seals) faults.push(ofSeal(number, 'number', 'seals are counted from one'));
  for (const number of new Set(outside.leaves.map((leaf) => leaf.seal))) {
    if (number > chain.state().number)
      faults.push(ofSeal(number, undefined, 'it is gone, while its leaves are there'));
  }
  for (const { position } of outside.leaves) faults.push(ofLeaf(position, 'position', 'no seal holds it'));
  for (const number of await finerSeals(tx, MOST_FAULTS)) {
    faults.push(ofSeal(number, 'sealed_at', 'stored finer than it was sealed'));
  }
  for (let after: Id | null = null; ; ) {
    const waiting: readonly LyingEntry[] = await waitingEntries(tx, 5000, after);
    for (const entry of waiting) look(entry, entry.leaf);
    options.onProgress?.(read);
    after = waiting.at(-1)?.id ?? null;
    if (after === null) break;
  }
  return {
    ...(await countEntries(tx)),
    read,
    seals,
    newest: last?.hash ?? options.from?.hash,
    faults: faults.slice(0, MOST_FAULTS),
    end: chain.state(),
  };
}

/** A seal that was altered while all that can be recomputed of it is right: what is left is its moment. */
function nameMoment(faults: readonly Fault[]): readonly Fault[] {
  const [only, second] = faults;
  return only && !second && only.column === undefined && only.says === 'it was altered'
    ? [{ ...only, column: 'sealed_at' }]
    : faults;
}

function ofSeal(number: number, column: string | undefined, says: string): Fault {
  return { table: 'journal_seal', row: String(number), ...(column ? { column } : {}), says };
}

function ofLeaf(position: number, column: string | undefined, says: string): Fault {
  return { table: 'journal_leaf', row: String(position), ...(column ? { column } : {}), says };
}

function leadTo(leaves: readonly Leaf[], root: Hash): boolean {
  return merkleRoot(leaves.map((leaf) => leaf.hash)) === root;
}

function isWithin(seal: Seal, position: number): boolean {
  return position >= seal.firstPosition && position < seal.firstPosition + seal.size;
}

/** What differs in the leaves of a seal: which is gone, stands elsewhere, or has no entry any more. */
function faultsInBatch(seal: Seal, all: readonly Leaf[]): Fault[] {
  const own = all.filter((leaf) => leaf.seal === seal.number);
  if (own.length !== seal.size && own.length > 0 && leadTo(own, seal.root)) {
    return [ofSeal(seal.number, 'size', `${own.length} leaves lead to its root`)];
  }
  const leaves = all.filter(({ position }) => isWithin(seal, position));
  const faults: Fault[] = [];
  if (leaves.length !== seal.size) {
    const there = new Set(leaves.map((leaf) => leaf.position));
    for (let at = seal.firstPosition; at < seal.firstPosition + seal.size && faults.length < 10; at += 1) {
      if (!there.has(at)) faults.push(ofLeaf(at, undefined, `it is gone, and seal ${seal.number} holds it`));
    }
  }
  for (const { position, seal: number, entry, entryId } of leaves) {
    if (number !== seal.number)
      faults.push(ofLeaf(position, 'seal_number', `it belongs to seal ${seal.number}`));
    if (entry) continue;
    faults.push({
      table: 'journal_entry',
      row: entryId,
      says: `it is gone, and seal ${seal.number} holds it`,
    });
    faults.push(ofLeaf(position, 'entry_id', 'there is no such entry'));
  }
  if (leaves.length === seal.size && !leadTo(leaves, seal.root)) {
    faults.push(ofSeal(seal.number, 'root', 'the leaves of the seal do not lead to its root'));
  }
  return faults;
}

/** What differs in an entry from what was hashed, to the letter: also white space, and moments finer than hashed. */
function readEntry(
  entry: LyingEntry,
  leaf: Hash,
  position: number | undefined,
): { part: PrivatePart | undefined; found: Fault[] } {
  const found: Fault[] = [];
  const say = (column: string | undefined, says: string) =>
    found.push({ table: 'journal_entry', row: entry.id, ...(column ? { column } : {}), says });
  const part = privatePart(entry.salted);
  const standing = storedLeaf(hashedPart(entry), entry.summaryText);
  const committed = sha256(entry.salted) === entry.detailsDigest;
  const kept = committed && part?.marks === digestMarks(entry.marks);
  if (entry.finer) say('at', 'its moment is stored finer than it was hashed');
  // The leaf holds the digest: where it is right, what was digested was altered.
  if (!committed) say(standing === leaf ? 'details' : 'details_digest', 'its private part was altered');
  else {
    if (part?.person !== entry.person) say('person_id', 'it names another person than its private part');
    if (!kept) say('marks', 'its marks of rows were altered');
  }
  if (entry.leaf !== leaf && standing === entry.leaf && position !== undefined) {
    found.push(ofLeaf(position, 'leaf_hash', `it is not the hash of entry ${entry.id}`));
  } else if (standing !== leaf) {
    const columns = part && kept ? alteredFields(entry, part.salt) : [];
    for (const column of columns) say(column, 'it was altered');
    if (columns.length === 0 && committed)
      say(entry.leaf === standing ? undefined : 'leaf_hash', 'it was altered');
  } else if (entry.leaf !== leaf) say('leaf_hash', 'the hash kept beside it was altered');
  return { part, found };
}

function alteredFields(entry: LyingEntry, salt: string): string[] {
  const own = ownRow(entry);
  const mark = {
    table: own.table,
    key: own.key,
    shape: '',
    digest: '',
    signs: readMarks(entry.marks)?.own ?? '',
  };
  return alteredColumns(salt, mark, own);
}

function privatePart(salted: string): PrivatePart | undefined {
  try {
    const part: PrivatePart | null = JSON.parse(salted);
    return typeof part === 'object' && part !== null ? part : undefined;
  } catch {
    return undefined;
  }
}
