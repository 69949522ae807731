import type { Id } from '#kernel/id.ts';
import { canonicalJson, type Json } from '#kernel/json.ts';
import type { RegionCode } from '#kernel/region.ts';
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

/** What stands in the digest; `salt` keeps a short secret from being guessed from it. */
export function digestDetails(details: { salt: string; person: Id; details: Json }): Hash {
  return sha256(canonicalJson(details));
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

/** Follows the chain of seals from the first: answers for each next seal why it does not continue the chain. */
export function followChain(): (seal: Seal, subtrees: readonly Hash[]) => string[] {
  let before = { number: 0, end: 0, hash: GENESIS };
  let peaks: { readonly height: number; readonly hash: Hash }[] = [];
  return ({ hash, ...seal }, subtrees) => {
    const faults: string[] = [];
    const { number } = seal;
    if (number !== before.number + 1) {
      const missing = before.number + 1;
      faults.push(
        missing === number - 1
          ? `seal ${missing} is missing`
          : `seals ${missing} to ${number - 1} are missing`,
      );
    }
    if (seal.firstPosition !== before.end + 1) {
      faults.push(`seal ${number} does not continue where the one before ended`);
    }
    if (seal.previous !== before.hash) faults.push(`seal ${number} does not follow the one before`);
    if (seal.history !== historyRoot(peaks.map((peak) => peak.hash))) {
      faults.push(`seal ${number} states another history than the seals before it`);
    }
    if (sealHash(seal) !== hash) faults.push(`seal ${number} was altered`);
    const ending = subtreesEndingAt(number, sealLeaf({ hash }), ({ height }) => {
      return peaks.find((peak) => peak.height === height)?.hash ?? GENESIS;
    });
    if (ending.join() !== subtrees.join())
      faults.push(`seal ${number}: the hashes kept for proofs were altered`);
    const height = ending.length - 1;
    peaks = [...peaks.filter((peak) => peak.height > height), { height, hash: ending[height] ?? GENESIS }];
    before = { number, end: seal.firstPosition + seal.size - 1, hash };
    return faults;
  };
}
