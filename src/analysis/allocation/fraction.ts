/** An exact fraction of whole numbers; `of` is positive. It need not be in lowest terms. */
export interface Fraction {
  readonly part: bigint;
  readonly of: bigint;
}

/** Negative when a < b, zero when equal, positive when a > b. Exact. */
export function compareFractions(a: Fraction, b: Fraction): number {
  const difference = a.part * b.of - b.part * a.of;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

export function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

/** The same fraction in lowest terms. */
export function lowest(value: Fraction): Fraction {
  const common = gcd(value.part, value.of);
  return { part: value.part / common, of: value.of / common };
}

/** Largest whole number not above the fraction. */
export function floorOf(value: Fraction): bigint {
  const quotient = value.part / value.of;
  return value.part % value.of < 0n ? quotient - 1n : quotient;
}

/** Smallest whole number not below the fraction. */
export function ceilOf(value: Fraction): bigint {
  return -floorOf({ part: -value.part, of: value.of });
}

const SIGNIFICANT_BITS = 64;

/**
 * The fraction as a floating-point number, off by at most one part in 2^52. For display, and for bounds
 * that are known to be off by so much; never to decide about money.
 */
export function approximately(value: Fraction): number {
  if (value.part === 0n) return 0;
  if (value.part < 0n) return -approximately({ part: -value.part, of: value.of });
  const shift = SIGNIFICANT_BITS - (bitLength(value.part) - bitLength(value.of));
  const quotient =
    shift >= 0 ? (value.part << BigInt(shift)) / value.of : value.part / (value.of << BigInt(-shift));
  return Number(quotient) * 2 ** -shift;
}

function bitLength(value: bigint): number {
  return value.toString(16).length * 4;
}
