import type { Fraction } from './fraction.ts';

/** The exact price of a project: every supporter pays min(money, price × weight), with price = part ÷ (D × rich). */
export interface ExactPrice {
  readonly part: bigint;
  readonly rich: bigint;
  /** How fast the price falls when every endowment grows and nobody poor gets rich, over the same denominator. */
  readonly fall: bigint;
  /** By how many rupiah the endowment can surely grow before somebody poor gets rich. */
  readonly linear: number;
}

/** Bounds of a price by floats. */
export interface PriceBounds {
  readonly low: Float64Array;
  readonly high: Float64Array;
}

/**
 * Equal Shares at one endowment, bought round by round by whoever calls, in exact arithmetic without a fraction for
 * any voter: what voters hold is the endowment less the prices of the rounds they paid in, so the money of any group
 * is a whole combination of endowment and prices, and these are kept as bigints over one common denominator D.
 * Floats with proven error bounds only say which comparisons are beyond doubt.
 */
export interface ExactRun {
  readonly picks: readonly number[];
  readonly spent: bigint;
  readonly bounds: PriceBounds;
  /** Bounds the price; false when the supporters of a project together hold less than its cost. */
  look(position: number): boolean;
  /** Whether `look` was asked for this project in this round. */
  looked(position: number): boolean;
  /** Undefined when the supporters together hold less than the cost. */
  price(position: number): ExactPrice | undefined;
  /** The difference of what two projects cost for what they are worth: negative when the first is the better buy. */
  compare(one: number, other: number): ExactDifference;
  buy(position: number): ExactPurchase;
  heldBySupporters(position: number): Fraction;
  asFraction(price: ExactPrice): Fraction;
}

export interface ExactDifference {
  readonly order: number;
  /** By how many rupiah the endowment can surely grow without another order. */
  readonly until: number;
}

/** What one round took, and from how many. */
export interface ExactPurchase {
  readonly share: Fraction;
  readonly paidShare: number;
  readonly gaveAll: number;
  readonly gaveAllMoney: Fraction;
  readonly voterMoneyBefore: Fraction;
}
