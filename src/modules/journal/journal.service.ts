import { randomBytes } from 'node:crypto';
import type { Actor } from '#kernel/actor.ts';
import { type Id, newId } from '#kernel/id.ts';
import { canonicalJson, type Json, toJson } from '#kernel/json.ts';
import { type RegionCode, within } from '#kernel/region.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Runtime } from '#platform/runtime.ts';
import {
  countEntries,
  entriesOfSeal,
  entriesOn,
  entryById,
  insertEntry,
  insertSeal,
  leavesOf,
  lockSealing,
  newestEntries,
  newestSeal,
  type StoredEntry,
  sealHolding,
  sealsFrom,
  unsealed,
} from './journal.store.ts';
import {
  digestDetails,
  type EntryProof,
  entryLeaf,
  faultInSeals,
  GENESIS,
  nextSeal,
  type PublicEntry,
  proveEntry,
  type Seal,
} from './journal.ts';
import { merkleRoot } from './merkle.ts';

/** What happened: `summary` may be shown to anyone, `details` may not. */
export type Happening = {
  readonly action: string;
  readonly subjectType: string;
  readonly subjectId: Id;
  readonly region: RegionCode;
  readonly summary: Readonly<Record<string, unknown>>;
  readonly details?: Readonly<Record<string, unknown>>;
  /** The office it was done in, when another than the actor's mandate over the place. */
  readonly office?: string;
};

/** Records a change of state in the transaction that makes it. Nothing changes in Pilar without this line. */
export async function record(tx: Tx, actor: Actor, happening: Happening): Promise<Id> {
  const mandate =
    actor.mandates.find((held) => held.office === happening.office) ??
    actor.mandates.find((held) => within(happening.region, held.region)) ??
    actor.mandates[0];
  const summary: Json = JSON.parse(toJson(happening.summary));
  const details: Json = JSON.parse(toJson(happening.details ?? {}));
  const salted = { salt: randomBytes(16).toString('hex'), person: actor.person, details };
  const entry: PublicEntry = {
    id: newId(tx.now),
    at: tx.now.toISOString(),
    action: happening.action,
    subjectType: happening.subjectType,
    subjectId: happening.subjectId,
    region: happening.region,
    office: happening.office ?? mandate?.office ?? 'resident',
    organization: mandate?.organization.id ?? null,
    summary,
    detailsDigest: digestDetails(salted),
  };
  const stored: StoredEntry = {
    ...entry,
    person: actor.person,
    salted: canonicalJson(salted),
    leaf: entryLeaf(entry),
  };
  await insertEntry(tx, stored, canonicalJson(summary));
  return entry.id;
}

/** The most entries that one seal holds. */
const BATCH = 1000;

/** Seals what is not sealed yet, in batches. Answers how many entries were sealed. */
export async function sealJournal(runtime: Runtime, tenant: Id): Promise<number> {
  for (let total = 0; ; ) {
    const sealed = await runtime.read(tenant, async (tx) => {
      await lockSealing(tx);
      const waiting = await unsealed(tx, BATCH);
      if (waiting.length === 0) return 0;
      const leaves = waiting.map((entry) => entry.leaf);
      await insertSeal(tx, nextSeal(await newestSeal(tx), leaves, tx.now.toISOString()), waiting);
      return waiting.length;
    });
    total += sealed;
    if (sealed < BATCH) return total;
  }
}

/** Exactly the public fields, whatever else a row carries: they are what was hashed. */
function publicPart(entry: PublicEntry): PublicEntry {
  const { id, at, action, subjectType, subjectId, region, office, organization, summary, detailsDigest } =
    entry;
  return { id, at, action, subjectType, subjectId, region, office, organization, summary, detailsDigest };
}

export type HistoryEntry = PublicEntry & { readonly seal: number | null };

/** What happened to a subject, oldest first, as anyone may read it; of a long history the newest `limit`. */
export async function historyOf(tx: Tx, subject: Id, limit = 200): Promise<HistoryEntry[]> {
  return (await entriesOn(tx, subject, limit)).map((entry) => ({ ...publicPart(entry), seal: entry.seal }));
}

/** The newest entries of the tenant, as anyone may read them. */
export async function latestEntries(tx: Tx, limit: number, before?: Id): Promise<HistoryEntry[]> {
  return (await newestEntries(tx, limit, before)).map((entry) => ({
    ...publicPart(entry),
    seal: entry.seal,
  }));
}

export async function latestSeal(tx: Tx): Promise<Seal | undefined> {
  return newestSeal(tx);
}

/** The proof that an entry stands in the sealed log; undefined when there is no such entry or it is not sealed yet. */
export async function proofOf(tx: Tx, entryId: Id): Promise<EntryProof | undefined> {
  const entry = await entryById(tx, entryId);
  const number = entry && (await sealHolding(tx, entryId));
  if (!entry || number === undefined) return undefined;
  const leaves = await leavesOf(tx, number);
  const index = leaves.findIndex((leaf) => leaf.entry === entryId);
  return proveEntry(
    publicPart(entry),
    leaves.map((leaf) => leaf.leaf),
    index,
    await sealsFrom(tx, number),
  );
}

export type Verification = {
  readonly entries: number;
  readonly sealed: number;
  readonly seals: number;
  readonly newest: string | undefined;
  readonly faults: readonly string[];
};

/**
 * Recomputes the whole journal of a tenant: every entry against its leaf, every batch against its root, every seal
 * against the one before. Any alteration, insertion or deletion of sealed entries is named; entries that wait for
 * their seal are only checked against their own hash.
 */
export async function verifyJournal(tx: Tx): Promise<Verification> {
  const faults: string[] = [];
  const seals = await sealsFrom(tx, 1);
  const broken = faultInSeals(seals, GENESIS);
  if (broken) faults.push(broken);
  if (seals[0] && seals[0].number !== 1) faults.push('seal 1 is missing');
  for (const seal of seals) {
    const entries = await entriesOfSeal(tx, seal.number);
    if (entries.length !== seal.size) {
      faults.push(`seal ${seal.number} holds ${seal.size} entries, but ${entries.length} are there`);
      continue;
    }
    if (merkleRoot(entries.map((entry) => entry.sealedLeaf)) !== seal.root) {
      faults.push(`seal ${seal.number}: its leaves do not lead to its root`);
    }
    for (const entry of entries) faults.push(...faultsInEntry(entry, entry.sealedLeaf));
  }
  for (const waiting of await unsealed(tx, 100_000)) {
    const entry = await entryById(tx, waiting.id);
    if (entry) faults.push(...faultsInEntry(entry, waiting.leaf));
  }
  return { ...(await countEntries(tx)), seals: seals.length, newest: seals.at(-1)?.hash, faults };
}

function faultsInEntry(entry: StoredEntry, leaf: string): string[] {
  const faults: string[] = [];
  if (entryLeaf(publicPart(entry)) !== leaf) faults.push(`entry ${entry.id} was altered`);
  const salted: { salt: string; person: string; details: Json } = JSON.parse(entry.salted);
  if (digestDetails(salted) !== entry.detailsDigest || salted.person !== entry.person) {
    faults.push(`entry ${entry.id}: its private part was altered`);
  }
  return faults;
}
