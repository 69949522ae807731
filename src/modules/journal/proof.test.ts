import { describe, expect, test } from 'vitest';
import { type EntryProof, entryLeaf, faultInProof, GENESIS, nextSeal, type PublicEntry } from './journal.ts';
import { inclusionProof, leafHash, subtreesEndingAt } from './merkle.ts';
import { readProof } from './read-proof.ts';

const entry: PublicEntry = {
  id: '019c4a2e-0000-7000-8000-000000000001',
  at: '2026-02-10T03:00:00.000Z',
  action: 'proposal.submitted',
  subjectType: 'proposal',
  subjectId: '019c4a2e-0000-7000-8000-000000000002',
  region: '32.73.30.1003',
  office: 'chair',
  organization: null,
  summary: { requested: '52500000' },
  detailsDigest: leafHash('private'),
};
const leaves = [leafHash('another'), entryLeaf(entry), leafHash('a third')];
const seal = nextSeal(undefined, GENESIS, leaves, '2026-02-10T03:00:10.000Z');
const [history] = subtreesEndingAt(1, leafHash(seal.hash), () => GENESIS);
const newest = nextSeal(seal, history ?? '', [leafHash('later')], '2026-02-10T03:00:20.000Z');
const proof: EntryProof = {
  entry,
  leaf: entryLeaf(entry),
  path: inclusionProof(leaves, 1),
  seal,
  sealPath: [],
  newest,
};

describe('a proof', () => {
  test.each([
    ['holds as it was made', {}, undefined],
    ['holds while the seal is the newest', { newest: seal }, undefined],
    [
      'of another entry does not',
      { entry: { ...entry, office: 'camat' } },
      'entry does not hash to its leaf',
    ],
    ['with another way to the root does not', { path: [] }, 'leaf does not lead to the root of its seal'],
    ['with an altered seal does not', { newest: { ...newest, size: 2 } }, 'seal 2 was altered'],
    [
      'whose newest seal knows another history does not',
      { newest: nextSeal(seal, GENESIS, leaves, newest.sealedAt) },
      'seal 1 does not lead to the history of seal 2',
    ],
    [
      'whose newest seal is the older does not',
      { newest: nextSeal(undefined, GENESIS, [leafHash('forked')], seal.sealedAt) },
      'seal 1 is not newer than seal 1',
    ],
  ])('%s', (_, changed, fault) => {
    expect(faultInProof({ ...proof, ...changed })).toBe(fault);
  });
});

describe('a text is no proof', () => {
  test.each([
    ['with a field that does not belong', { ...proof, extra: 1 }, 'extra'],
    ['with a hash that is none', { ...proof, leaf: 'abc' }, 'leaf: 64'],
    ['with too deep a way', { ...proof, path: Array(200).fill(proof.path[0]) }, 'path: '],
    ['without a seal', { ...proof, seal: undefined }, 'seal: '],
  ])('%s', (_, value, complaint) => {
    const read = readProof(JSON.stringify(value));
    expect(read.ok ? '' : read.problems.join('\n')).toContain(complaint);
  });

  test('when it is no JSON; else it reads as it was written', () => {
    expect(readProof('{"entry":').ok).toBe(false);
    expect(readProof(JSON.stringify(proof))).toEqual({ ok: true, proof });
  });
});
