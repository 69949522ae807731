import type { Id } from '#kernel/id.ts';
import { canonicalJson, type Json } from '#kernel/json.ts';
import type { RegionCode } from '#kernel/region.ts';
import type { Fault } from './fault.ts';
import {
  type Hash,
  leafHash,
  merkleRoot,
  type ProofStep,
  rootFrom,
  rootOfPeaks,
  sha256,
  subtreesEndingAt,
} from './merkle.ts';

/** The part of an entry that anyone may read: no person, only office and institution. */
export type PublicEntry = {
  readonly id: Id;
  readonly at: string;
  readonly action: string;
  readonly subjectType: string;
  readonly subjectId: Id;
  readonly region: RegionCode;
  readonly office: string;
  readonly organization: Id | null;
  readonly summary: Json;
  /** Commits to the part that may not be read by all: person, on whose behalf, private details. */
  readonly detailsDigest: Hash;
};

/**
 * An entry as it is shown. `withheld` names fields of the summary that are part of what was hashed and may not be
 * shown; only entries older than that rule have any, since newer ones keep such fields in their private part.
 */
export type ShownEntry = PublicEntry & { readonly withheld?: readonly string[] };

/**
 * The part of an entry that is not public: who acted by which mandate, what may not be shown, and the hash of the marks
 * of all rows that were written with it (`marks.ts`). `salt` keeps a short secret from being guessed from a digest.
 */
export type PrivatePart = {
  readonly salt: string;
  readonly person: Id;
  readonly mandate: Id | null;
  readonly details: Json;
  readonly marks: Hash;
};

export function digestDetails(part: PrivatePart): Hash {
  return sha256(canonicalJson(part));
}

/** Exactly the fields that were hashed, whatever else a row carries. */
export function hashedPart(entry: PublicEntry): PublicEntry {
  const { id, at, action, subjectType, subjectId, region, office, organization, summary, detailsDigest } =
    entry;
  return { id, at, action, subjectType, subjectId, region, office, organization, summary, detailsDigest };
}

export function entryLeaf(entry: PublicEntry): Hash {
  return leafHash(canonicalJson(entry));
}

/** The leaf of an entry whose summary is stored as this text: that of `entryLeaf` when the text is canonical JSON. */
export function storedLeaf({ summary: _, ...before }: PublicEntry, summaryText: string): Hash {
  // `summary` sorts after every other field.
  return leafHash(`${canonicalJson(before).slice(0, -1)},"summary":${summaryText}}`);
}

/** A batch of entries sealed together, chained to the seals before it. Positions count from 1 in each tenant. */
export type Seal = {
  readonly number: number;
  readonly firstPosition: number;
  readonly size: number;
  /** Root of the Merkle tree over the batch's leaves. */
  readonly root: Hash;
  /** Hash of the seal before; GENESIS in the first. */
  readonly previous: Hash;
  /** Root of the Merkle tree over all seals before; GENESIS in the first. Keeps the proof of an entry small. */
  readonly history: Hash;
  readonly sealedAt: string;
  readonly hash: Hash;
};

/** Before the first seal. */
export const GENESIS: Hash = '0'.repeat(64);

export function sealHash(seal: Omit<Seal, 'hash'>): Hash {
  return sha256(canonicalJson(seal));
}

/** A seal as a leaf of the tree over all seals. */
export function sealLeaf(seal: Pick<Seal, 'hash'>): Hash {
  return leafHash(seal.hash);
}

/** The root that a seal states over those before it, from the peaks of their tree. */
export function historyRoot(peaks: readonly Hash[]): Hash {
  return rootOfPeaks(peaks, GENESIS);
}

/** Seals the next leaves after the previous seal; `history` is the root over all seals up to that one. */
export function nextSeal(
  previous: Seal | undefined,
  history: Hash,
  leaves: readonly Hash[],
  sealedAt: string,
): Seal {
  const seal = {
    number: (previous?.number ?? 0) + 1,
    firstPosition: previous ? previous.firstPosition + previous.size : 1,
    size: leaves.length,
    root: merkleRoot(leaves),
    previous: previous?.hash ?? GENESIS,
    history,
    sealedAt,
  };
  return { ...seal, hash: sealHash(seal) };
}

/**
 * All that is needed to check, without Pilar, that an entry stands in the log that ends with the seal `newest`.
 * Its size grows with the logarithm of the journal: two seals and at most some sixty hashes.
 */
export type EntryProof = {
  readonly entry: ShownEntry;
  /** The hash of the whole entry, also of fields that are withheld. */
  readonly leaf: Hash;
  /** From the leaf to the root of its seal. */
  readonly path: readonly ProofStep[];
  readonly seal: Seal;
  /** From the seal to the history of the newest; empty when it is the newest itself. */
  readonly sealPath: readonly ProofStep[];
  readonly newest: Seal;
};

/** Whether a proof shows what the entry says; with withheld fields it only shows that its leaf stands in the log. */
export function provesContent(proof: Pick<EntryProof, 'entry'>): boolean {
  return (proof.entry.withheld ?? []).length === 0;
}

/** Why a proof does not hold, or undefined when it does. Of an entry with withheld fields it checks the leaf onwards. */
export function faultInProof(proof: EntryProof): string | undefined {
  const { entry, leaf, path, seal, sealPath, newest } = proof;
  const { withheld: _, ...whole } = entry;
  if (provesContent(proof) && entryLeaf(whole) !== leaf) return 'entry does not hash to its leaf';
  if (rootFrom(leaf, path) !== seal.root) return 'leaf does not lead to the root of its seal';
  for (const { hash, ...one } of [seal, newest]) {
    if (sealHash(one) !== hash) return `seal ${one.number} was altered`;
  }
  if (seal.hash === newest.hash) return undefined;
  if (seal.number >= newest.number) return `seal ${newest.number} is not newer than seal ${seal.number}`;
  if (rootFrom(sealLeaf(seal), sealPath) !== newest.history) {
    return `seal ${seal.number} does not lead to the history of seal ${newest.number}`;
  }
  return undefined;
}

/** Where a chain of seals stands after one of them: enough to follow it from there. */
export type ChainState = {
  readonly number: number;
  /** The position of the last entry that was sealed. */
  readonly end: number;
  readonly hash: Hash;
  /** The complete subtrees over all seals so far, the highest first. */
  readonly peaks: readonly { readonly height: number; readonly hash: Hash }[];
};

const BEGINNING: ChainState = { number: 0, end: 0, hash: GENESIS, peaks: [] };

/** Follows the chain of seals from the first, or from where it stood: says of each next seal why it does not continue it. */
export function followChain(from: ChainState = BEGINNING) {
  let state = from;
  return {
    state: () => state,
    follow({ hash, ...seal }: Seal, subtrees: readonly Hash[]): Fault[] {
      const faults: Fault[] = [];
      const { number } = seal;
      const { peaks } = state;
      const say = (column: string | undefined, says: string) =>
        faults.push({ table: 'journal_seal', row: String(number), ...(column ? { column } : {}), says });
      if (number !== state.number + 1) {
        const missing = state.number + 1;
        const more = missing < number - 1 ? `, as are all up to ${number - 1}` : '';
        faults.push({ table: 'journal_seal', row: String(missing), says: `it is gone${more}` });
      }
      if (seal.firstPosition !== state.end + 1) {
        say('first_position', 'it does not continue where the one before ended');
      }
      if (seal.previous !== state.hash) say('previous', 'it does not follow the one before');
      if (seal.history !== historyRoot(peaks.map((peak) => peak.hash))) {
        say('history', 'it states another history than the seals before it');
      }
      const ending = subtreesEndingAt(number, sealLeaf({ hash }), ({ height }) => {
        return peaks.find((peak) => peak.height === height)?.hash ?? GENESIS;
      });
      const whole = ending.join() === subtrees.join();
      if (sealHash(seal) !== hash) {
        // The hash itself is contradicted by the subtrees that begin with it; else something that it was made of was altered.
        say(whole ? undefined : 'hash', 'it was altered');
      } else if (!whole) say('subtrees', 'the hashes kept for proofs were altered');
      const height = ending.length - 1;
      state = {
        number,
        end: seal.firstPosition + seal.size - 1,
        hash,
        peaks: [...peaks.filter((peak) => peak.height > height), { height, hash: ending[height] ?? GENESIS }],
      };
      return faults;
    },
  };
}
