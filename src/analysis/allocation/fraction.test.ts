import { expect, test } from 'vitest';
import { approximately, ceilOf, compareFractions, type Fraction, floorOf, gcd, lowest } from './fraction.ts';

const of = (part: bigint, whole: bigint): Fraction => ({ part, of: whole });

test.each([
  // a fraction        and another         stand
  [of(1n, 3n), of(1n, 2n), -1],
  [of(1n, 2n), of(2n, 4n), 0],
  [of(2n, 3n), of(1n, 2n), 1],
  [of(-1n, 2n), of(1n, 3n), -1],
])('fractions are compared exactly (%#)', (a, b, stand) => {
  expect(compareFractions(a, b)).toBe(stand);
});

test.each([
  [12n, 18n, 6n],
  [-12n, 18n, 6n],
  [12n, -18n, 6n],
  [0n, 5n, 5n],
  [5n, 0n, 5n],
  [7n, 5n, 1n],
])('the greatest that divides %d and %d is %d', (a, b, common) => {
  expect(gcd(a, b)).toBe(common);
});

test.each([
  // a fraction      in lowest terms    floor   ceiling
  [of(6n, 4n), of(3n, 2n), 1n, 2n],
  [of(4n, 4n), of(1n, 1n), 1n, 1n],
  [of(0n, 3n), of(0n, 1n), 0n, 0n],
  [of(-6n, 4n), of(-3n, 2n), -2n, -1n],
  [of(-4n, 4n), of(-1n, 1n), -1n, -1n],
])('a fraction in lowest terms, rounded down and up (%#)', (value, terms, floor, ceiling) => {
  expect(lowest(value)).toEqual(terms);
  expect(floorOf(value)).toBe(floor);
  expect(ceilOf(value)).toBe(ceiling);
});

test.each([
  [of(1n, 3n), 1 / 3],
  [of(-1n, 3n), -1 / 3],
  [of(0n, 3n), 0],
  [of(10n ** 40n, 3n), 1e40 / 3],
  [of(3n, 10n ** 40n), 3e-40],
  [of(10n ** 400n, 10n ** 399n), 10],
])('a fraction is shown as a number that is off by next to nothing (%#)', (value, near) => {
  expect(Math.abs(approximately(value) - near)).toBeLessThanOrEqual(Math.abs(near) * 2 ** -51);
});
