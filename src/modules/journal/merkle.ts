import { createHash } from 'node:crypto';

/** A SHA-256 hash in lower-case hex. */
export type Hash = string;

export function sha256(...parts: readonly (string | Uint8Array)[]): Hash {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
}

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

/** Hash of one leaf; its prefix keeps a leaf from passing for an inner node (RFC 6962, section 2.1). */
export function leafHash(content: string): Hash {
  return sha256(LEAF, content);
}

/** Hash of an inner node over its two halves (RFC 6962, section 2.1). */
export function nodeHash(left: Hash, right: Hash): Hash {
  return sha256(NODE, Buffer.from(left, 'hex'), Buffer.from(right, 'hex'));
}

/** The largest power of two below `size` (RFC 6962): where a tree of `size` leaves parts. */
function split(size: number): number {
  let half = 1;
  while (half * 2 < size) half *= 2;
  return half;
}

/** Root of the Merkle tree over the leaf hashes, in order. At least one leaf. Source: RFC 6962, section 2.1. */
export function merkleRoot(leaves: readonly Hash[]): Hash {
  const [only] = leaves;
  if (only === undefined) throw new RangeError('a Merkle tree needs a leaf');
  if (leaves.length === 1) return only;
  const half = split(leaves.length);
  return nodeHash(merkleRoot(leaves.slice(0, half)), merkleRoot(leaves.slice(half)));
}

/** One step from a leaf to the root: the sibling, and the side it stands on. */
export type ProofStep = { readonly side: 'left' | 'right'; readonly hash: Hash };

/** What must be hashed with leaf `index` to come to the root. Source: RFC 6962, section 2.1.1. */
export function inclusionProof(leaves: readonly Hash[], index: number): ProofStep[] {
  if (leaves.length <= 1) return [];
  const half = split(leaves.length);
  return index < half
    ? [
        ...inclusionProof(leaves.slice(0, half), index),
        { side: 'right', hash: merkleRoot(leaves.slice(half)) },
      ]
    : [
        ...inclusionProof(leaves.slice(half), index - half),
        { side: 'left', hash: merkleRoot(leaves.slice(0, half)) },
      ];
}

/** The root that a leaf and its proof come to. */
export function rootFrom(leaf: Hash, proof: readonly ProofStep[]): Hash {
  return proof.reduce(
    (hash, step) => (step.side === 'left' ? nodeHash(step.hash, hash) : nodeHash(hash, step.hash)),
    leaf,
  );
}

/*
 * A tree that grows leaf by leaf: the same tree as above over the leaves there are, its proofs made from hashes of
 * complete subtrees, which never change once their last leaf has come. Leaves count from 1.
 */

/** The 2^height leaves that end with leaf `end`, which is a multiple of 2^height. */
export type Subtree = { readonly end: number; readonly height: number };

/** Finds the hash of a complete subtree. */
export type SubtreeHash = (subtree: Subtree) => Hash;

/** The complete subtrees that a tree of `size` leaves is made of, largest first. */
export function peaksOf(size: number): Subtree[] {
  const peaks: Subtree[] = [];
  for (let end = 0; end < size; ) {
    const height = Math.floor(Math.log2(size - end));
    end += 2 ** height;
    peaks.push({ end, height });
  }
  return peaks;
}

/** The root of a tree from its peaks' hashes, largest first; `empty` when there are none. */
export function rootOfPeaks(peaks: readonly Hash[], empty: Hash): Hash {
  return peaks.length === 0 ? empty : peaks.reduceRight((right, left) => nodeHash(left, right));
}

/** The hashes of all complete subtrees that end with a new leaf, by height from 0. `hashOf` finds earlier ones. */
export function subtreesEndingAt(leaf: number, hash: Hash, hashOf: SubtreeHash): Hash[] {
  const ending = [hash];
  for (let height = 0, top = hash; leaf % 2 ** (height + 1) === 0; height += 1) {
    top = nodeHash(hashOf({ end: leaf - 2 ** height, height }), top);
    ending.push(top);
  }
  return ending;
}

/** The leaves with which the subtrees end that the tree of `size` leaves and proofs of `leaf` in it are made from. */
export function endsNeeded(leaf: number, size: number): number[] {
  return [...peaksOf(size), ...siblingsIn(leaf, size)].map((subtree) => subtree.end);
}

/** What must be hashed with a leaf to come to the root of the tree of `size` leaves. */
export function proofInGrowing(leaf: number, size: number, hashOf: SubtreeHash): ProofStep[] {
  const peaks = peaksOf(size);
  const own = peaks.findIndex((peak) => leaf <= peak.end);
  const after = peaks.slice(own + 1).map(hashOf);
  return [
    ...siblingsIn(leaf, size).map(({ side, ...sibling }) => ({ side, hash: hashOf(sibling) })),
    ...(after.length > 0 ? [{ side: 'right' as const, hash: rootOfPeaks(after, '') }] : []),
    ...peaks
      .slice(0, own)
      .reverse()
      .map((peak) => ({ side: 'left' as const, hash: hashOf(peak) })),
  ];
}

/** The subtrees beside a leaf on its way up to its peak. */
function siblingsIn(leaf: number, size: number): (Subtree & Pick<ProofStep, 'side'>)[] {
  const peak = peaksOf(size).find((one) => leaf <= one.end);
  return Array.from({ length: peak?.height ?? 0 }, (_, height) => {
    const block = Math.floor((leaf - 1) / 2 ** height);
    return block % 2 === 0
      ? { end: (block + 2) * 2 ** height, height, side: 'right' }
      : { end: block * 2 ** height, height, side: 'left' };
  });
}

/** `size` leaves from `start` + 1 on: one node of a proof that a tree continues an earlier one. */
type Range = { readonly start: number; readonly size: number };

/** The ranges whose roots prove that a tree of `to` leaves continues the one of `from`. Source: RFC 6962, section 2.1.2. */
function consistencyRanges(from: number, to: number): Range[] {
  const ranges = (part: Range, kept: number, whole: 'whole' | 'part'): Range[] => {
    if (kept === part.size) return whole === 'whole' ? [] : [part];
    const half = split(part.size);
    const left = { start: part.start, size: half };
    const right = { start: part.start + half, size: part.size - half };
    return kept <= half
      ? [...ranges(left, kept, whole), right]
      : [...ranges(right, kept - half, 'part'), left];
  };
  return from === 0 ? [] : ranges({ start: 0, size: to }, from, 'whole');
}

function subtreesOf({ start, size }: Range): Subtree[] {
  return peaksOf(size).map(({ end, height }) => ({ end: start + end, height }));
}

/** The leaves with which the subtrees end that `consistencyProof` asks for. */
export function endsForConsistency(from: number, to: number): number[] {
  return consistencyRanges(from, to).flatMap((range) => subtreesOf(range).map((subtree) => subtree.end));
}

/** What proves that the tree of `to` leaves continues the one of `from`, 0 ≤ from ≤ to: nothing was changed or left out. */
export function consistencyProof(from: number, to: number, hashOf: SubtreeHash): Hash[] {
  return consistencyRanges(from, to).map((range) => rootOfPeaks(subtreesOf(range).map(hashOf), ''));
}

/** A tree as whoever noted it knows it. */
export type TreeHead = { readonly size: number; readonly root: Hash };

/** Whether a proof shows that one tree continues another. Source: RFC 9162, section 2.1.4.2. */
export function continues(before: TreeHead, after: TreeHead, proof: readonly Hash[]): boolean {
  if (before.size > after.size) return false;
  if (before.size === 0) return proof.length === 0;
  if (before.size === after.size) return proof.length === 0 && before.root === after.root;
  let old = before.size - 1;
  let grown = after.size - 1;
  const up = () => {
    old = Math.floor(old / 2);
    grown = Math.floor(grown / 2);
  };
  while (old % 2 === 1) up();
  const [first, ...rest] = old === 0 ? [before.root, ...proof] : proof;
  if (first === undefined) return false;
  let oldRoot = first;
  let grownRoot = first;
  for (const hash of rest) {
    if (grown === 0) return false;
    if (old % 2 === 1 || old === grown) {
      oldRoot = nodeHash(hash, oldRoot);
      grownRoot = nodeHash(hash, grownRoot);
      while (old % 2 === 0 && old !== 0) up();
    } else grownRoot = nodeHash(grownRoot, hash);
    up();
  }
  return grown === 0 && oldRoot === before.root && grownRoot === after.root;
}
