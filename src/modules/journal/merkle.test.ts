import { expect, test } from 'vitest';
import {
  consistencyProof,
  continues,
  endsForConsistency,
  endsNeeded,
  type Hash,
  inclusionProof,
  leafHash,
  merkleRoot,
  peaksOf,
  proofInGrowing,
  rootFrom,
  rootOfPeaks,
  type SubtreeHash,
  subtreesEndingAt,
} from './merkle.ts';

/** The tree of RFC 6962 over these eight leaves, as its reference implementation prints it. */
const REFERENCE = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
];
const ROOTS = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

test('roots are those of RFC 6962', () => {
  const leaves = REFERENCE.map((hex) => leafHash(Buffer.from(hex, 'hex').toString('latin1')));
  expect(ROOTS.map((_, i) => merkleRoot(leaves.slice(0, i + 1)))).toEqual(ROOTS);
});

test('there is no tree without a leaf', () => {
  expect(() => merkleRoot([])).toThrow('a Merkle tree needs a leaf');
  expect(rootOfPeaks([], 'empty')).toBe('empty');
});

test.each([
  // a tree of how many   is said to continue one of   proved by
  [3, 4, []],
  [3, 0, ['']],
  [3, 3, ['']],
  [3, 2, []],
  [4, 2, ['', '', '', '']],
  [8, 4, []],
])('a tree of %i leaves does not continue one of %i by that proof', (size, from, proof) => {
  const root = leafHash('any');
  expect(continues({ size: from, root }, { size, root }, proof)).toBe(false);
});

test.each([
  [0, []],
  [1, [1]],
  [6, [4, 6]],
  [7, [4, 6, 7]],
  [8, [8]],
])('a tree of %i leaves is made of complete subtrees that end with %j', (size, ends) => {
  expect(peaksOf(size).map((peak) => peak.end)).toEqual(ends);
});

test('a growing tree has the roots and proofs of one built at once', () => {
  const leaves: Hash[] = [];
  const kept: (readonly Hash[])[] = [];
  for (let size = 1; size <= 70; size += 1) {
    const leaf = leafHash(`leaf ${size}`);
    const known: SubtreeHash = ({ end, height }) => kept[end - 1]?.[height] ?? 'missing';
    leaves.push(leaf);
    kept.push(subtreesEndingAt(size, leaf, known));
    const root = merkleRoot(leaves);
    expect(rootOfPeaks(peaksOf(size).map(known), '')).toBe(root);
    for (let one = 1; one <= size; one += 1) {
      const needed = new Set(endsNeeded(one, size));
      const path = proofInGrowing(one, size, (subtree) =>
        needed.has(subtree.end) ? known(subtree) : 'not fetched',
      );
      expect(path).toEqual(inclusionProof(leaves, one - 1));
      expect(rootFrom(leaves[one - 1] ?? '', path)).toBe(root);
    }
  }
});

test('a proof in a journal of a million seals is made of twenty hashes, from as few rows', () => {
  expect(proofInGrowing(1, 2 ** 20, () => leafHash(''))).toHaveLength(20);
  expect(new Set(endsNeeded(777_777, 1_000_000)).size).toBeLessThan(30);
});

test('a grown tree proves that it continues every earlier one, and no other', () => {
  const leaves = Array.from({ length: 40 }, (_, i) => leafHash(`seal ${i + 1}`));
  const kept: Hash[][] = [];
  const hashOf: SubtreeHash = ({ end, height }) => kept[end - 1]?.[height] ?? '';
  for (const [i, leaf] of leaves.entries()) kept.push(subtreesEndingAt(i + 1, leaf, hashOf));
  const head = (size: number) => ({ size, root: size === 0 ? '' : merkleRoot(leaves.slice(0, size)) });
  const forged = (size: number) => ({ size, root: leafHash('another') });
  for (let to = 1; to <= leaves.length; to += 1) {
    for (let from = 0; from <= to; from += 1) {
      const proof = consistencyProof(from, to, hashOf);
      expect(endsForConsistency(from, to).every((end) => end <= to)).toBe(true);
      expect(continues(head(from), head(to), proof), `${from} to ${to}`).toBe(true);
      if (from === 0) continue;
      expect(continues(forged(from), head(to), proof)).toBe(false);
      expect(continues(head(from), forged(to), proof)).toBe(false);
      expect(continues(head(from), head(to), [...proof, leafHash('more')])).toBe(false);
      if (proof.length > 0) expect(continues(head(from), head(to), proof.slice(1))).toBe(false);
      if (from < to) expect(continues(head(to), head(from), proof)).toBe(false);
    }
  }
});
