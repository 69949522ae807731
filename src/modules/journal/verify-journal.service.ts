import type { Id } from '#kernel/id.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { ownRow } from './bind-rows.ts';
import type { Fault } from './fault.ts';
import {
  countEntries,
  entriesOfSeals,
  finerSeals,
  type SealedEntry,
  sealsAfter,
  type WaitingEntry,
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
  readonly entries: number;
  readonly sealed: number;
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
  const look = (entry: WaitingEntry, leaf: Hash) => {
    const { part, found } = readEntry(entry, leaf);
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
    const held = Map.groupBy(await entriesOfSeals(tx, first.seal.number, last.number), (entry) => entry.seal);
    for (const { seal, subtrees } of batch) {
      const entries = held.get(seal.number) ?? [];
      faults.push(...nameMoment([...chain.follow(seal, subtrees), ...faultsInBatch(seal, entries)]));
      for (const entry of entries) look(entry, entry.sealedLeaf);
    }
    options.onProgress?.(read);
  }
  for (const number of await finerSeals(tx, MOST_FAULTS)) {
    faults.push(ofSeal(number, 'sealed_at', 'stored finer than it was sealed'));
  }
  for (let after: Id | null = null; ; ) {
    const waiting: readonly WaitingEntry[] = await waitingEntries(tx, 5000, after);
    for (const entry of waiting) look(entry, entry.leaf);
    options.onProgress?.(read);
    after = waiting.at(-1)?.id ?? null;
    if (after === null) break;
  }
  return {
    ...(await countEntries(tx)),
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

function faultsInBatch(seal: Seal, entries: readonly SealedEntry[]): Fault[] {
  if (entries.length !== seal.size) {
    return [ofSeal(seal.number, 'size', `holds ${seal.size} entries, but ${entries.length} are there`)];
  }
  const leaves = entries.map((entry) => entry.sealedLeaf);
  return [
    ...(merkleRoot(leaves) === seal.root
      ? []
      : [ofSeal(seal.number, 'root', 'the leaves of the seal do not lead to its root')]),
    ...entries.flatMap((entry, i) =>
      entry.position === seal.firstPosition + i
        ? []
        : [
            {
              table: 'journal_leaf',
              row: String(entry.position),
              column: 'position',
              says: `entry ${entry.id} was moved to another place`,
            },
          ],
    ),
  ];
}

/** What differs in an entry from what was hashed, to the letter: also white space, and moments finer than hashed. */
function readEntry(entry: WaitingEntry, leaf: Hash): { part: PrivatePart | undefined; found: Fault[] } {
  const found: Fault[] = [];
  const say = (column: string | undefined, says: string, table = 'journal_entry') =>
    found.push({ table, row: entry.id, ...(column ? { column } : {}), says });
  const part = privatePart(entry.salted);
  if (sha256(entry.salted) !== entry.detailsDigest) say('details', 'its private part was altered');
  else if (part?.person !== entry.person)
    say('person_id', 'its private part was altered: it names another person');
  const kept = part?.marks === digestMarks(entry.marks);
  if (part && !kept) say('marks', 'its marks of rows were altered');
  if (entry.finer) say('at', 'its moment is stored finer than it was hashed');
  if (storedLeaf(hashedPart(entry), entry.summaryText) !== leaf) {
    const columns = part && kept ? alteredFields(entry, part.salt) : [];
    if (columns.length > 0) for (const column of columns) say(column, 'it was altered');
    else if (entry.leaf !== leaf && storedLeaf(hashedPart(entry), entry.summaryText) === entry.leaf) {
      say('leaf_hash', 'the leaf that was sealed was altered', 'journal_leaf');
    } else say(found.length === 0 ? 'details_digest' : undefined, 'it was altered');
  } else if (entry.leaf !== leaf) say('leaf_hash', 'the hash kept beside it was altered');
  return { part, found };
}

function alteredFields(entry: WaitingEntry, salt: string): string[] {
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
