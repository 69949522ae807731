import { describe, expect, test } from 'vitest';
import { krippendorffAlpha } from './agreement.ts';

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
