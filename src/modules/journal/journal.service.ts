import type { Acting } from '#kernel/actor.ts';
import { firstIdAt, type Id, newId } from '#kernel/id.ts';
import { type Json, toJson } from '#kernel/json.ts';
import type { RegionCode } from '#kernel/region.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Runtime } from '#platform/runtime.ts';
import { type Action, fieldOf, type SubjectOf, type SummaryOf } from './actions.ts';
import { type WaitingEntry, waitForEnd } from './bind-rows.service.ts';
import {
  entriesAbout,
  entriesOn,
  entryById,
  insertSeal,
  leavesOf,
  lockSealing,
  newestEntries,
  newestSeal,
  sealByNumber,
  sealHolding,
  subtreesEndingWith,
  unsealed,
  type Wanted,
} from './journal.store.ts';
import {
  type EntryProof,
  entryLeaf,
  hashedPart,
  historyRoot,
  nextSeal,
  type PublicEntry,
  type Seal,
  type ShownEntry,
  sealLeaf,
} from './journal.ts';
import {
  endsNeeded,
  type Hash,
  inclusionProof,
  type ProofStep,
  peaksOf,
  proofInGrowing,
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
 * what is not public), and with every row that was written since the entry before. Nothing changes in Pilar without
 * this line. The entry is stored when the transaction ends (`bindRows`), so that it knows all rows. A summary
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
  const entry: WaitingEntry = {
    id: newId(tx.now),
    at: tx.now.toISOString(),
    action: happening.action,
    subjectType: happening.subjectType,
    subjectId: happening.subjectId,
    region: happening.region,
    office: typeof by === 'string' ? by : by.office,
    organization: mandate?.organization.id ?? null,
    summary,
    person,
    mandate: mandate?.id ?? null,
    details: { ...JSON.parse(toJson(happening.details ?? {})), ...withheld },
  };
  waitForEnd(tx, entry);
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

/** What others did to several subjects, newest first, as anyone may read it. */
export async function doneByOthers(
  tx: Tx,
  wanted: Wanted & { readonly actions: readonly Action[] },
  limit: number,
): Promise<HistoryEntry[]> {
  if (wanted.subjects.length === 0) return [];
  return (await entriesAbout(tx, wanted, limit)).map((entry) => ({ ...shownPart(entry), seal: entry.seal }));
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
