import { describe, expect, test } from 'vitest';
import { canonicalJson } from '#kernel/json.ts';
import { sayFault } from './fault.ts';
import {
  digestDetails,
  type EntryProof,
  entryLeaf,
  faultInProof,
  followChain,
  GENESIS,
  nextSeal,
  type PublicEntry,
  provesContent,
  type Seal,
  sealHash,
  sealLeaf,
  storedLeaf,
} from './journal.ts';
import { type Hash, inclusionProof, leafHash, peaksOf, rootOfPeaks, subtreesEndingAt } from './merkle.ts';
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

test('an entry with withheld fields shows that its leaf stands in the log, not what it says', () => {
  const old: EntryProof = { ...proof, entry: { ...entry, office: 'hidden', withheld: ['office'] } };
  expect(provesContent(proof)).toBe(true);
  expect(provesContent({ entry: { ...entry, withheld: [] } })).toBe(true);
  expect(provesContent(old)).toBe(false);
  expect(faultInProof(old)).toBeUndefined();
  expect(faultInProof({ ...old, leaf: leafHash('another') })).toBe(
    'leaf does not lead to the root of its seal',
  );
});

test('the leaf of an entry from the text of its summary is that of the entry', () => {
  expect(storedLeaf(entry, canonicalJson(entry.summary))).toBe(entryLeaf(entry));
  expect(storedLeaf(entry, '{}')).not.toBe(entryLeaf(entry));
  expect(storedLeaf({ ...entry, office: 'camat' }, canonicalJson(entry.summary))).not.toBe(entryLeaf(entry));
});

test('private details are committed to with their salt', () => {
  const details = { salt: 'a', person: 'p', mandate: null, details: { phone: '0812' }, marks: leafHash('') };
  expect(digestDetails(details)).toMatch(/^[0-9a-f]{64}$/);
  expect(digestDetails({ ...details, salt: 'b' })).not.toBe(digestDetails(details));
});

/** A journal of seals of two entries each, with the hashes kept beside each for proofs. */
function chain(length: number): { seal: Seal; subtrees: Hash[] }[] {
  const all: { seal: Seal; subtrees: Hash[] }[] = [];
  const hashOf = ({ end, height }: { end: number; height: number }) => all[end - 1]?.subtrees[height] ?? '';
  for (let number = 1; number <= length; number += 1) {
    const history = rootOfPeaks(peaksOf(number - 1).map(hashOf), GENESIS);
    const batch = [leafHash(`a ${number}`), leafHash(`b ${number}`)];
    const seal = nextSeal(all.at(-1)?.seal, history, batch, `2026-02-10T03:00:${10 + number}.000Z`);
    all.push({ seal, subtrees: subtreesEndingAt(number, sealLeaf(seal), hashOf) });
  }
  return all;
}

/** What is found when the seals are followed from the first. */
function followed(seals: readonly { seal: Seal; subtrees: readonly Hash[] }[]): string[] {
  const chain = followChain();
  return seals.flatMap(({ seal, subtrees }) => chain.follow(seal, subtrees)).map(sayFault);
}

/** A seal with something in it changed, hashed again as its forger would. */
function forged(seal: Seal, changed: Partial<Seal>): Seal {
  const { hash: _, ...rest } = { ...seal, ...changed };
  return { ...rest, hash: sealHash(rest) };
}

describe('a chain of seals', () => {
  const whole = chain(13);
  const at = (number: number) => {
    const found = whole[number - 1];
    if (!found) throw new Error(`no seal ${number}`);
    return found;
  };

  test('that was made one after the other has no fault', () => {
    expect(followed(whole)).toEqual([]);
    expect(at(1).seal).toMatchObject({
      number: 1,
      firstPosition: 1,
      size: 2,
      previous: GENESIS,
      history: GENESIS,
    });
    expect(at(3).seal).toMatchObject({ number: 3, firstPosition: 5, previous: at(2).seal.hash });
  });

  test('without one seal tells which', () => {
    expect(followed(whole.filter(({ seal }) => seal.number !== 5))).toEqual(
      expect.arrayContaining([
        'journal_seal 5: it is gone',
        'journal_seal 6, first_position: it does not continue where the one before ended',
        'journal_seal 6, previous: it does not follow the one before',
        'journal_seal 6, history: it states another history than the seals before it',
      ]),
    );
  });

  test('without several seals tells which', () => {
    expect(followed(whole.filter(({ seal }) => seal.number < 4 || seal.number > 6))[0]).toBe(
      'journal_seal 4: it is gone, as are all up to 6',
    );
  });

  test.each([
    // what was changed in seal 7 and not hashed again   fault
    ['its size', { size: 3 }, ['journal_seal 7: it was altered']],
    ['its moment', { sealedAt: '2026-01-01T00:00:00.000Z' }, ['journal_seal 7: it was altered']],
  ])('tells that %s was altered', (_, changed, faults) => {
    const altered = whole.slice(0, 7).map((one) => {
      return one.seal.number === 7 ? { ...one, seal: { ...one.seal, ...changed } } : one;
    });
    expect(followed(altered)).toEqual(faults);
  });

  test.each([
    // what was forged in seal 7        fault
    [
      { firstPosition: 14 },
      'journal_seal 7, first_position: it does not continue where the one before ended',
    ],
    [{ previous: GENESIS }, 'journal_seal 7, previous: it does not follow the one before'],
    [{ history: GENESIS }, 'journal_seal 7, history: it states another history than the seals before it'],
  ])('tells what was forged, though it was hashed again: %j', (changed, fault) => {
    const lie = forged(at(7).seal, changed);
    const hashOf = ({ end, height }: { end: number; height: number }) => at(end).subtrees[height] ?? '';
    const subtrees = subtreesEndingAt(7, sealLeaf(lie), hashOf);
    expect(followed([...whole.slice(0, 6), { seal: lie, subtrees }])).toEqual([fault]);
  });

  test('tells that hashes kept for proofs were altered', () => {
    const altered = whole.map((one) => {
      return one.seal.number === 12 ? { ...one, subtrees: [...one.subtrees.slice(0, -1), GENESIS] } : one;
    });
    expect(followed(altered)).toEqual(['journal_seal 12, subtrees: the hashes kept for proofs were altered']);
  });
});

test('a chain is followed from where it stood as from the beginning', () => {
  const seals = chain(13);
  const first = followChain();
  for (const { seal, subtrees } of seals.slice(0, 6)) first.follow(seal, subtrees);
  const later = followChain(first.state());
  expect(seals.slice(6).flatMap(({ seal, subtrees }) => later.follow(seal, subtrees))).toEqual([]);
  const again = followChain(first.state());
  expect(
    seals
      .slice(7, 8)
      .flatMap(({ seal, subtrees }) => again.follow(seal, subtrees))
      .map(sayFault),
  ).toContain('journal_seal 7: it is gone');
});

describe('a text is no proof', () => {
  test.each([
    ['with a field that does not belong', { ...proof, extra: 1 }, 'extra'],
    ['with a hash that is none', { ...proof, leaf: 'abc' }, 'leaf: 64 lower-case hex digits'],
    ['with a hash that is too long', { ...proof, leaf: `${proof.leaf}0` }, 'leaf: 64'],
    ['with a hash in capitals', { ...proof, leaf: `A${proof.leaf.slice(1)}` }, 'leaf: 64'],
    ['with a hash after something', { ...proof, leaf: `x${proof.leaf}` }, 'leaf: 64'],
    ['with a fault further in', { ...proof, seal: { ...proof.seal, number: 0 } }, 'seal.number: '],
    ['with too deep a way', { ...proof, path: Array(200).fill(proof.path[0]) }, 'path: '],
    ['without a seal', { ...proof, seal: undefined }, 'seal: '],
  ])('%s', (_, value, complaint) => {
    const read = readProof(JSON.stringify(value));
    expect(read.ok ? '' : read.problems.join('\n')).toContain(complaint);
  });

  test('when it is no object', () => {
    const read = readProof('7');
    expect(!read.ok && read.problems.map((one) => one.startsWith(':'))).toEqual([false]);
  });

  test('when it is no JSON; else it reads as it was written', () => {
    expect(readProof('{"entry":')).toEqual({ ok: false, problems: [expect.stringContaining('JSON')] });
    expect(readProof(JSON.stringify(proof))).toEqual({ ok: true, proof });
  });
});
