import { randomBytes } from 'node:crypto';
import type { Acting } from '#kernel/actor.ts';
import { firstIdAt, type Id, newId } from '#kernel/id.ts';
import { canonicalJson, type Json, toJson } from '#kernel/json.ts';
import type { RegionCode } from '#kernel/region.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Runtime } from '#platform/runtime.ts';
import { type Action, fieldOf, type SubjectOf, type SummaryOf } from './actions.ts';
import {
  countEntries,
  entriesOfSeals,
  entriesOn,
  entryById,
  finerSeals,
  insertEntry,
  insertSeal,
  leavesOf,
  lockSealing,
  newestEntries,
  newestSeal,
  type SealedEntry,
  type StoredEntry,
  sealByNumber,
  sealHolding,
  sealsAfter,
  subtreesEndingWith,
  unsealed,
  waitingEntries,
} from './journal.store.ts';
import {
  digestDetails,
  type EntryProof,
  entryLeaf,
  followChain,
  historyRoot,
  nextSeal,
  type PublicEntry,
  type Seal,
  type ShownEntry,
  sealLeaf,
  storedLeaf,
} from './journal.ts';
import {
  endsNeeded,
  type Hash,
  inclusionProof,
  merkleRoot,
  type ProofStep,
  peaksOf,
  proofInGrowing,
  sha256,
  subtreesEndingAt,
} from './merkle.ts';
import { partSummary } from './visibility.ts';

/** What happened, by the list of actions: `summary` may be shown to anyone but for fields the list withholds, `details` may not. */
export type Happening<A extends Action = Action> = {
  readonly action: A;
  readonly subjectType: SubjectOf<A>;
  readonly subjectId: Id;
  readonly region: RegionCode;
  readonly summary: SummaryOf<A>;
  readonly details?: Readonly<Record<string, unknown>>;
};

/**
 * Records a change of state in the transaction that makes it, with the mandate by which it was made (which one, among
 * what is not public). Nothing changes in Pilar without this line. A summary
 * with a field that the list of actions does not name is a programming error and throws.
 */
export async function record<A extends Action>(
  tx: Tx,
  { person, by }: Acting,
  happening: Happening<A>,
): Promise<Id> {
  const stranger = Object.keys(happening.summary).find((name) => !fieldOf(happening.action, name));
  if (stranger !== undefined) throw new Error(`${happening.action} has no field ${stranger} in its summary`);
  const mandate = typeof by === 'string' ? null : by;
  const said: Json = JSON.parse(toJson(happening.summary));
  const { shown: summary, withheld } = partSummary(happening.action, said);
  const details: Json = { ...JSON.parse(toJson(happening.details ?? {})), ...withheld };
  const salted = { salt: randomBytes(16).toString('hex'), person, mandate: mandate?.id ?? null, details };
  const entry: PublicEntry = {
    id: newId(tx.now),
    at: tx.now.toISOString(),
    action: happening.action,
    subjectType: happening.subjectType,
    subjectId: happening.subjectId,
    region: happening.region,
    office: typeof by === 'string' ? by : by.office,
    organization: mandate?.organization.id ?? null,
    summary,
    detailsDigest: digestDetails(salted),
  };
  const stored: StoredEntry = {
    ...entry,
    person,
    salted: canonicalJson(salted),
    leaf: entryLeaf(entry),
  };
  await insertEntry(tx, stored, canonicalJson(summary));
  return entry.id;
}

/** The most entries that one seal holds. */
const BATCH = 1000;

/**
 * Seals what is not sealed yet, in batches: all of it, or what was recorded since a moment, which spares a long
 * journal the search. Answers how many entries were sealed.
 */
export async function sealJournal(runtime: Pick<Runtime, 'read'>, tenant: Id, since?: Date): Promise<number> {
  for (let total = 0; ; ) {
    const sealed = await runtime.read(tenant, async (tx) => {
      await lockSealing(tx);
      const waiting = await unsealed(tx, BATCH, since && firstIdAt(since));
      if (waiting.length > 0) await sealBatch(tx, waiting);
      return waiting.length;
    });
    total += sealed;
    if (sealed < BATCH) return total;
  }
}

async function sealBatch(tx: Tx, waiting: readonly { id: Id; leaf: Hash }[]): Promise<void> {
  const previous = await newestSeal(tx);
  const size = previous?.number ?? 0;
  const peaks = peaksOf(size);
  const known = await subtreesEndingWith(
    tx,
    peaks.map((peak) => peak.end),
  );
  const leaves = waiting.map((entry) => entry.leaf);
  const seal = nextSeal(previous, historyRoot(peaks.map(known)), leaves, tx.now.toISOString());
  await insertSeal(tx, seal, subtreesEndingAt(seal.number, sealLeaf(seal), known), waiting);
}

/** Exactly the fields that were hashed, whatever else a row carries. */
function hashedPart(entry: PublicEntry): PublicEntry {
  const { id, at, action, subjectType, subjectId, region, office, organization, summary, detailsDigest } =
    entry;
  return { id, at, action, subjectType, subjectId, region, office, organization, summary, detailsDigest };
}

/** The hashed fields as anyone may read them. */
function shownPart(entry: PublicEntry): ShownEntry {
  const { shown, withheld } = partSummary(entry.action, entry.summary);
  const names = Object.keys(withheld);
  return { ...hashedPart(entry), summary: shown, ...(names.length > 0 ? { withheld: names } : {}) };
}

export type HistoryEntry = ShownEntry & { readonly seal: number | null };

/** What happened to a subject, oldest first, as anyone may read it; of a long history the newest `limit`. */
export async function historyOf(tx: Tx, subject: Id, limit = 200): Promise<HistoryEntry[]> {
  return (await entriesOn(tx, subject, limit)).map((entry) => ({ ...shownPart(entry), seal: entry.seal }));
}

/** The newest entries of the tenant, as anyone may read them. */
export async function latestEntries(tx: Tx, limit: number, before?: Id): Promise<HistoryEntry[]> {
  return (await newestEntries(tx, limit, before)).map((entry) => ({
    ...shownPart(entry),
    seal: entry.seal,
  }));
}

export async function latestSeal(tx: Tx): Promise<Seal | undefined> {
  return newestSeal(tx);
}

/** An entry as anyone may read it; undefined when there is none. */
export async function publicEntry(tx: Tx, id: Id): Promise<HistoryEntry | undefined> {
  const entry = await entryById(tx, id);
  return entry && { ...shownPart(entry), seal: (await sealHolding(tx, id)) ?? null };
}

/** The proof that an entry stands in the sealed log; undefined when there is no such entry or it is not sealed yet. */
export async function proofOf(tx: Tx, entryId: Id): Promise<EntryProof | undefined> {
  const entry = await entryById(tx, entryId);
  const number = entry && (await sealHolding(tx, entryId));
  const seal = number === undefined ? undefined : await sealByNumber(tx, number);
  const newest = await newestSeal(tx);
  if (!entry || !seal || !newest) return undefined;
  const leaves = await leavesOf(tx, seal.number);
  const index = leaves.findIndex((leaf) => leaf.entry === entryId);
  return {
    entry: shownPart(entry),
    leaf: entryLeaf(hashedPart(entry)),
    path: inclusionProof(
      leaves.map((leaf) => leaf.leaf),
      index,
    ),
    seal,
    sealPath: seal.number === newest.number ? [] : await pathInHistory(tx, seal.number, newest.number - 1),
    newest,
  };
}

async function pathInHistory(tx: Tx, seal: number, size: number): Promise<ProofStep[]> {
  return proofInGrowing(seal, size, await subtreesEndingWith(tx, endsNeeded(seal, size)));
}

export type Verification = {
  readonly entries: number;
  readonly sealed: number;
  readonly seals: number;
  readonly newest: string | undefined;
  readonly faults: readonly string[];
};

/** Seals read at once while verifying. */
const SEALS = 50;

/** Faults named at most; a journal with more is beyond naming them one by one. */
const MOST_FAULTS = 200;

/**
 * Recomputes the whole journal of a tenant: every entry against its leaf, every batch against its root, every seal
 * against those before. Any alteration, insertion or deletion of sealed entries is named; entries that wait for
 * their seal are only checked against their own hash.
 */
export async function verifyJournal(tx: Tx): Promise<Verification> {
  const faults: string[] = [];
  const follow = followChain();
  let last: Seal | undefined;
  let seals = 0;
  while (faults.length < MOST_FAULTS) {
    const batch = await sealsAfter(tx, last?.number ?? 0, SEALS);
    const [first] = batch;
    if (!first) break;
    last = batch.at(-1)?.seal ?? first.seal;
    seals += batch.length;
    const held = Map.groupBy(await entriesOfSeals(tx, first.seal.number, last.number), (entry) => entry.seal);
    for (const { seal, subtrees } of batch) {
      faults.push(...follow(seal, subtrees), ...faultsInBatch(seal, held.get(seal.number) ?? []));
    }
  }
  for (const number of await finerSeals(tx, MOST_FAULTS)) {
    faults.push(`seal ${number}: its moment is stored finer than it was sealed`);
  }
  for (const entry of await waitingEntries(tx, 100_000)) faults.push(...faultsInEntry(entry, entry.leaf));
  return { ...(await countEntries(tx)), seals, newest: last?.hash, faults: faults.slice(0, MOST_FAULTS) };
}

function faultsInBatch(seal: Seal, entries: readonly SealedEntry[]): string[] {
  if (entries.length !== seal.size) {
    return [`seal ${seal.number} holds ${seal.size} entries, but ${entries.length} are there`];
  }
  const leaves = entries.map((entry) => entry.sealedLeaf);
  return [
    ...(merkleRoot(leaves) === seal.root ? [] : [`seal ${seal.number}: its leaves do not lead to its root`]),
    ...entries.flatMap((entry, i) => [
      ...(entry.position === seal.firstPosition + i ? [] : [`entry ${entry.id} was moved to another place`]),
      ...faultsInEntry(entry, entry.sealedLeaf),
    ]),
  ];
}

/** What differs in an entry from what was hashed, to the letter: also white space, and moments finer than hashed. */
function faultsInEntry(
  entry: StoredEntry & Pick<SealedEntry, 'summaryText' | 'finer'>,
  leaf: Hash,
): string[] {
  const faults: string[] = [];
  if (storedLeaf(hashedPart(entry), entry.summaryText) !== leaf) faults.push(`entry ${entry.id} was altered`);
  if (entry.leaf !== leaf) faults.push(`entry ${entry.id}: the hash kept beside it was altered`);
  if (entry.finer) faults.push(`entry ${entry.id}: its moment is stored finer than it was hashed`);
  if (sha256(entry.salted) !== entry.detailsDigest || personIn(entry.salted) !== entry.person) {
    faults.push(`entry ${entry.id}: its private part was altered`);
  }
  return faults;
}

function personIn(salted: string): string | undefined {
  try {
    const { person }: { person?: string } = JSON.parse(salted);
    return person;
  } catch {
    return undefined;
  }
}
