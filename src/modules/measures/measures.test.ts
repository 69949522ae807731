import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  COUNTED_OF,
  countsFor,
  MEASURE_KEYS,
  MEASURES,
  measureNamed,
  missingOf,
  SHARE_KEYS,
} from '#analysis/measures/index.ts';
import { readModel } from '#modules/models/index.ts';
import { CANNOT_TELL, certainlyReached, figure, heard, share } from './answer.ts';
import { countedAs } from './counted-as.ts';
import { judgeGoal } from './goal.ts';

const read = readModel(readFileSync('models/tjsl/2014.yaml', 'utf8'));
if (!read.ok) throw new Error('the model does not read');
const TJSL = read.model;
const VILLAGE = '32.73.30.1003';

test.each([
  // counted, total      per mille
  [0n, 10n, 0],
  [1n, 3n, 333],
  [1n, 5000n, 1],
  [999n, 1000n, 999],
  [9999n, 10000n, 999],
  [10n, 10n, 1000],
  [12n, 10n, 1000],
  [5n, 0n, undefined],
])('%s of %s is %s per mille', (counted, total, permille) => {
  const says = share(counted, total, []);
  expect(says.answer === 'figure' ? Number(says.value) : undefined).toBe(permille);
});

test('a share names what it was counted from, and never more or less than all of it', () => {
  const pages = ['/musyawarah/1'];
  const says = (counted: bigint) => share(counted, 10n, pages);
  expect(says(4n)).toEqual({
    answer: 'figure',
    value: 400n,
    part: { counted: 4n, total: 10n },
    evidence: pages,
  });
  expect(says(12n)).toMatchObject({ value: 1000n, part: { counted: 10n, total: 10n } });
  expect(says(-2n)).toMatchObject({ value: 0n, part: { counted: 0n, total: 10n } });
  expect(share(1n, 0n, pages)).toEqual({ answer: 'cannot-tell' });
  expect(CANNOT_TELL).toEqual({ answer: 'cannot-tell' });
  expect(figure(0n, pages)).toEqual({ answer: 'figure', value: 0n, evidence: pages });
});

test.each([
  // what it is                                 in the model              counted as
  ['no institution', TJSL, undefined, 'place'],
  ['an institution of no model', undefined, 'perusahaan', 'party'],
  ['a company', TJSL, 'perusahaan', 'party'],
  ['a body with seats', TJSL, 'tim-penilai', 'body'],
  ['a kind that the model does not have', TJSL, 'koperasi', 'party'],
])('%s is counted as %3$s', (_, model, kind, counted) => {
  expect(countedAs(model, kind)).toBe(counted);
});

test('who came beyond what is wanted does not make up for those who did not', () => {
  expect(
    heard([
      { came: 40, wanted: 42 },
      { came: 12, wanted: 12 },
      { came: 9, wanted: 1 },
      { came: 0, wanted: 1 },
    ]),
  ).toEqual({ came: 53, wanted: 56 });
});

test.each([
  // reached where                                                                              for sure
  ['nothing', [], 0],
  [
    'two activities in one RW',
    [
      ['001', 10],
      ['001', 25],
    ],
    25,
  ],
  [
    'one in each of two RW',
    [
      ['001', 10],
      ['002', 25],
    ],
    35,
  ],
  [
    'in two RW, and more in all of the kelurahan',
    [
      ['001', 10],
      ['002', 25],
      ['', 50],
    ],
    50,
  ],
  [
    'in two RW, and fewer in all of the kelurahan',
    [
      ['001', 10],
      ['002', 25],
      ['', 20],
    ],
    35,
  ],
] as const)('poor households reached by %s', (_, reached, sure) => {
  const places = reached.map(([neighbourhood, poorHouseholds]) => ({
    place: neighbourhood === '' ? VILLAGE : `${VILLAGE}.${neighbourhood}`,
    poorHouseholds,
  }));
  expect(certainlyReached(VILLAGE, places)).toBe(sure);
  expect(certainlyReached('32.73.30', places)).toBe(sure);
});

describe('a goal', () => {
  const counted = (value: bigint) => ({ answer: 'figure', value, evidence: [] }) as const;

  test.each([
    // goal                     the records say    stands         short by
    ['at least', { atLeast: 900n }, counted(900n), 'met', 0n],
    ['at least', { atLeast: 900n }, counted(899n), 'not-met', 1n],
    ['at least', { atLeast: 900n }, counted(0n), 'not-met', 900n],
    ['at least nothing', { atLeast: 0n }, counted(0n), 'met', 0n],
    ['at most', { atMost: 3n }, counted(3n), 'met', 0n],
    ['at most', { atMost: 3n }, counted(10n), 'not-met', 7n],
    ['at least', { atLeast: 1n }, { answer: 'cannot-tell' }, 'cannot-tell', 0n],
    ['at most', { atMost: 1n }, { answer: 'cannot-tell' }, 'cannot-tell', 0n],
  ] as const)('%s: %o, and the records say %o: %s', (_, goal, says, answer, short) => {
    expect(judgeGoal(goal, says)).toEqual({ answer, short });
  });
});

test('each measure has a name of its own and words in both languages', () => {
  expect(new Set(MEASURES.map((one) => one.key)).size).toBe(MEASURES.length);
  for (const { key } of MEASURES) {
    const { label, meaning, missing } = measureNamed(key);
    for (const words of [label, meaning, missing]) {
      expect(Object.values(words).every((text) => text.length > 3)).toBe(true);
    }
  }
});

test('an instrument may set limits only to shares as of any day', () => {
  expect(SHARE_KEYS).toEqual([
    'attendance',
    'reports-in-time',
    'plan-deviation',
    'poor-households-reached',
    'contribution-kept',
    'women-present',
    'answers-in-time',
  ]);
});

test('every measure is counted of something; of the rest it is said why not, in words of that subject', () => {
  for (const key of MEASURE_KEYS) {
    expect(measureNamed(key).of.length).toBeGreaterThan(0);
    for (const of of COUNTED_OF) {
      expect(missingOf(key, of) === measureNamed(key).missing).toBe(countsFor(key, of));
    }
  }
  expect(COUNTED_OF.map((of) => countsFor('attendance', of))).toEqual([true, false, true, false]);
  expect(missingOf('attendance', 'party').id).toMatch(/^Tidak dihitung untuk satu lembaga/);
});
