import type { Id } from '#kernel/id.ts';
import { canonicalJson, type Json } from '#kernel/json.ts';
import type { RegionCode } from '#kernel/region.ts';
import {
  type Hash,
  inclusionProof,
  leafHash,
  merkleRoot,
  type ProofStep,
  rootFrom,
  sha256,
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

/** What stands in the digest; `salt` keeps a short secret from being guessed from it. */
export function digestDetails(details: { salt: string; person: Id; details: Json }): Hash {
  return sha256(canonicalJson(details));
}

export function entryLeaf(entry: PublicEntry): Hash {
  return leafHash(canonicalJson(entry));
}

/** A batch of entries sealed together, chained to the seal before it. Positions count from 1 in each tenant. */
export type Seal = {
  readonly number: number;
  readonly firstPosition: number;
  readonly size: number;
  readonly root: Hash;
  readonly previous: Hash;
  readonly sealedAt: string;
  readonly hash: Hash;
};

/** Before the first seal. */
export const GENESIS: Hash = '0'.repeat(64);

export function sealHash(seal: Omit<Seal, 'hash'>): Hash {
  return sha256(canonicalJson(seal));
}

/** Seals the next leaves after the previous seal. */
export function nextSeal(previous: Seal | undefined, leaves: readonly Hash[], sealedAt: string): Seal {
  const seal = {
    number: (previous?.number ?? 0) + 1,
    firstPosition: previous ? previous.firstPosition + previous.size : 1,
    size: leaves.length,
    root: merkleRoot(leaves),
    previous: previous?.hash ?? GENESIS,
    sealedAt,
  };
  return { ...seal, hash: sealHash(seal) };
}

/** All that is needed to check, without Pilar, that an entry stands in the log that ends with `seals.at(-1)`. */
export type EntryProof = {
  readonly entry: PublicEntry;
  readonly leaf: Hash;
  readonly path: readonly ProofStep[];
  /** From the seal that holds the entry to the newest one. */
  readonly seals: readonly Seal[];
};

export function proveEntry(
  entry: PublicEntry,
  leaves: readonly Hash[],
  index: number,
  seals: readonly Seal[],
): EntryProof {
  return { entry, leaf: entryLeaf(entry), path: inclusionProof(leaves, index), seals };
}

/** Why a proof does not hold, or undefined when it does. */
export function faultInProof(proof: EntryProof): string | undefined {
  const [first] = proof.seals;
  if (!first) return 'no seal';
  if (entryLeaf(proof.entry) !== proof.leaf) return 'entry does not hash to its leaf';
  if (rootFrom(proof.leaf, proof.path) !== first.root) return 'leaf does not lead to the root of its seal';
  return faultInSeals(proof.seals, first.previous);
}

/** Why a run of seals is no chain, or undefined when it is one. `previous` is the hash before the first. */
export function faultInSeals(seals: readonly Seal[], previous: Hash): string | undefined {
  let before = previous;
  let number = seals[0]?.number ?? 1;
  let position = seals[0]?.firstPosition ?? 1;
  for (const { hash, ...seal } of seals) {
    if (seal.number !== number) return `seal ${number} is missing`;
    if (seal.firstPosition !== position) return `seal ${number} does not continue where the one before ended`;
    if (seal.previous !== before) return `seal ${number} does not follow the one before`;
    if (sealHash(seal) !== hash) return `seal ${number} was altered`;
    before = hash;
    number += 1;
    position += seal.size;
  }
  return undefined;
}
