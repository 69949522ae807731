import { expect, test } from 'vitest';
import { type Shape, worstOverlap } from './overlap.ts';

type Ring = readonly (readonly number[])[];

/** A rectangle in thousandths of a degree, with holes. */
const box = (west: number, south: number, east: number, north: number, ...holes: Ring[]): Shape => [
  [ringOf(west, south, east, north), ...holes],
];

function ringOf(west: number, south: number, east: number, north: number) {
  const corners = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
  return corners.map(([x = 0, y = 0]) => [107.6 + x / 1000, -6.9 + y / 1000]);
}

test.each([
  // two places                                       the first          the second                          per mille
  ['beside each other, far off', box(0, 0, 10, 10), box(20, 0, 30, 10), undefined],
  ['that share a side', box(0, 0, 10, 10), box(10, 0, 20, 10), undefined],
  ['that share a corner', box(0, 0, 10, 10), box(10, 10, 20, 20), undefined],
  ['a hundredth of which is rounding', box(0, 0, 10, 10), box(9.9, 0, 19.9, 10), undefined],
  ['two hundredths of which lie over each other', box(0, 0, 10, 10), box(9.8, 0, 19.8, 10), 20],
  ['a sixteenth', box(0, 0, 10, 10), box(7.5, 7.5, 17.5, 17.5), 63],
  ['one inside the other', box(0, 0, 10, 10), box(3, 3, 5, 5), 1000],
  ['one in a hole of the other', box(0, 0, 10, 10, ringOf(3, 3, 5, 5)), box(3, 3, 5, 5), undefined],
  ['one beyond its hole in the other', box(0, 0, 10, 10, ringOf(3, 3, 5, 5)), box(3, 3, 6, 5), 333],
  ['the same twice', box(0, 0, 10, 10), box(0, 0, 10, 10), 1000],
  ['of which the small one lies half in the large one', box(0, 0, 100, 100), box(99, 0, 101, 2), 500],
  [
    'of two parts, one of which lies over',
    [...box(0, 0, 4, 4), ...box(20, 0, 24, 4)],
    box(22, 0, 26, 4),
    500,
  ],
])('two places %s', (_, one, other, share) => {
  const found = worstOverlap([one, other]);
  expect(found?.share).toBe(share);
  expect(worstOverlap([other, one])?.share).toBe(share);
});

test('of many the two are told that lie over each other most', () => {
  const row = Array.from({ length: 20 }, (_, i) => box(i * 10, 0, i * 10 + 10, 10));
  expect(worstOverlap(row)).toBeUndefined();
  const some = row.with(4, box(40, 0, 51, 10)).with(11, box(110, 0, 125, 10));
  expect(worstOverlap(some)).toEqual({ one: 11, other: 12, share: 500 });
});

test('a side that runs along a line, or ends on one, counts once', () => {
  // A diamond beside its mirror: they meet in one point.
  const diamond = (x: number): Shape => [
    [
      [
        [x, 0],
        [x + 1, 1],
        [x, 2],
        [x - 1, 1],
        [x, 0],
      ],
    ],
  ];
  expect(worstOverlap([diamond(0), diamond(2)])).toBeUndefined();
  expect(worstOverlap([diamond(0), diamond(1)])?.share).toBe(250);
});
