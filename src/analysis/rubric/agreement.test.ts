import { describe, expect, test } from 'vitest';
import { fleissKappa, intraclassCorrelation, krippendorffAlpha } from './agreement.ts';

/** One row for each rater as the source prints it, `.` where a rater gave none; turned into units of ranks. */
function unitsOf(rows: readonly string[], values: string): number[][] {
  const raters = rows.map((row) => row.split(' '));
  return (raters[0] ?? []).map((_, unit) =>
    raters.flatMap((rater) => {
      const rank = values.indexOf(rater[unit] ?? '.');
      return rank < 0 ? [] : [rank];
    }),
  );
}

describe('worked examples of Krippendorff (2011), Computing Krippendorff’s Alpha-Reliability', () => {
  test.each([
    ['A: two observers, binary', ['0 1 0 0 0 0 0 0 1 0', '1 1 1 0 0 1 0 0 0 0'], '01', 'nominal', 0.095],
    [
      'B: two observers, five kinds',
      ['a a b b d c c c e d d a', 'b a b b b c c c e d d d'],
      'abcde',
      'nominal',
      0.692,
    ],
    ['C: four observers with gaps', exampleC(), '12345', 'nominal', 0.743],
    ['C: the same on an ordered scale', exampleC(), '12345', 'ordinal', 0.815],
  ] as const)('%s', (_, rows, values, metric, alpha) => {
    expect(krippendorffAlpha(unitsOf(rows, values), metric).alpha).toBeCloseTo(alpha, 3);
  });

  test('a unit with a single rating does not count', () => {
    // The twelfth unit of example C was rated by one observer only: 41 ratings, 40 pairable.
    expect(krippendorffAlpha(unitsOf(exampleC(), '12345'), 'nominal')).toMatchObject({
      units: 11,
      pairable: 40,
    });
  });
});

test('raters of one mind reach 1', () => {
  expect(
    krippendorffAlpha(
      [
        [0, 0, 0],
        [2, 2],
        [1, 1],
      ],
      'ordinal',
    ).alpha,
  ).toBe(1);
});

test.each([
  ['nobody rated', []],
  ['one rater only', [[1], [2]]],
  [
    'everyone gave the same level, so nothing could vary',
    [
      [1, 1],
      [1, 1],
    ],
  ],
])('nothing can be said: %s', (_, units) => {
  expect(krippendorffAlpha(units, 'ordinal').alpha).toBeNull();
});

test('opposite raters fall below chance', () => {
  expect(
    krippendorffAlpha(
      [
        [0, 3],
        [3, 0],
      ],
      'ordinal',
    ).alpha,
  ).toBeLessThan(0);
});

function exampleC(): string[] {
  return [
    '1 2 3 3 2 1 4 1 2 . . .',
    '1 2 3 3 2 2 4 1 2 5 . 3',
    '. 3 3 3 2 3 4 2 2 5 1 .',
    '1 2 3 3 2 4 4 1 2 5 1 .',
  ];
}

describe('Fleiss’ kappa', () => {
  test('the worked example of fourteen raters and ten subjects is 0.210', () => {
    const counts = [
      [0, 0, 0, 0, 14],
      [0, 2, 6, 4, 2],
      [0, 0, 3, 5, 6],
      [0, 3, 9, 2, 0],
      [2, 2, 8, 1, 1],
      [7, 7, 0, 0, 0],
      [3, 2, 6, 3, 0],
      [2, 5, 3, 2, 2],
      [6, 5, 2, 1, 0],
      [0, 2, 2, 3, 7],
    ];
    const units = counts.map((row) => row.flatMap((count, rank) => Array<number>(count).fill(rank)));
    expect(fleissKappa(units)).toBeCloseTo(0.21, 3);
    expect(fleissKappa([...units, [3]])).toBeCloseTo(0.21, 3);
  });

  test.each([
    [
      'one mind',
      [
        [0, 0],
        [1, 1, 1],
      ],
      1,
    ],
    [
      'as chance would have it, or worse',
      [
        [0, 1],
        [1, 0],
      ],
      -1,
    ],
    ['nobody rated twice', [[0], [1]], null],
    [
      'all gave the same',
      [
        [2, 2],
        [2, 2],
      ],
      null,
    ],
  ])('%s', (_, units, kappa) => {
    expect(fleissKappa(units)).toBe(kappa);
  });
});

describe('intraclass correlation', () => {
  /** Four judges, six targets: Shrout and Fleiss (1979), table 2. */
  const TARGETS = [
    [9, 2, 5, 8],
    [6, 1, 3, 2],
    [8, 4, 6, 8],
    [7, 1, 2, 6],
    [10, 5, 6, 9],
    [6, 2, 4, 7],
  ];
  const given = TARGETS.flatMap((row, unit) =>
    row.map((rank, rater) => ({ unit: String(unit), rater: String(rater), rank })),
  );

  test('the judges of Shrout and Fleiss: ICC(1,1) = 0.17, ICC(2,1) = 0.29', () => {
    const { oneWay, twoWay, units, raters } = intraclassCorrelation(given);
    expect(oneWay).toBeCloseTo(0.1657, 4);
    expect(twoWay).toBeCloseTo(0.2898, 4);
    expect([units, raters]).toEqual([6, 4]);
  });

  test('a unit that one rater left out counts for one way only', () => {
    const gap = given.slice(1);
    const found = intraclassCorrelation(gap);
    expect(found.units).toBe(5);
    expect(found.oneWay).not.toBeNull();
  });

  test.each([
    ['one unit', given.slice(0, 4)],
    ['all the same', given.map((one) => ({ ...one, rank: 3 }))],
    ['nobody', []],
  ])('nothing can be said: %s', (_, ranks) => {
    expect(intraclassCorrelation(ranks)).toMatchObject({ oneWay: null, twoWay: null });
  });
});
