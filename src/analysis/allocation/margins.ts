/**
 * Floats on the safe side. What is computed from a few floats is off by a few roundings; rates and differences of
 * what nearly cancels are off by far more, though by far less than a billionth.
 */
const ROUNDING = 2 ** -53;
const SLACK = 1e-9;

/** So many roundings of a value. */
export function roundings(many: number, value: number): number {
  return many * ROUNDING * value;
}

/** Surely no less than what a value stands for, when it was rounded so many times. */
export function atMost(value: number, many: number): number {
  return value * (1 + many * ROUNDING);
}

/** Surely no more than what a value stands for, when it was rounded so many times. */
export function atLeast(value: number, many: number): number {
  return value * (1 - many * ROUNDING);
}

/** A rate or a difference, rather too large. */
export function widened(value: number): number {
  return value * (1 + SLACK);
}

/** A rate or a difference, rather too small. */
export function narrowed(value: number): number {
  return value * (1 - SLACK);
}
