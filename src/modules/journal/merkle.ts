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

function nodeHash(left: Hash, right: Hash): Hash {
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
