import type { Rupiah } from '#kernel/money.ts';
import { ownEntry } from '#kernel/own-entry.ts';
import { nameKey } from '#kernel/readers/text.ts';
import { wordKeys } from '#modules/search/index.ts';

/** What the city says something costs in a year: whole rupiah for one unit. */
export type PriceStandard = {
  readonly item: string;
  readonly unit: string;
  readonly price: Rupiah;
};

/** A line of a cost plan, as far as its price can be compared. */
export type PricedLine = {
  readonly item: string;
  readonly unit: string;
  readonly unitPrice: Rupiah;
};

/**
 * What a line is compared with: the standard for this very thing, or those for things that are called alike, from the
 * cheapest to the dearest. `above` tells whether the line asks more than the dearest of them.
 */
export type Comparison = {
  readonly like: 'same' | 'alike';
  readonly least: Rupiah;
  readonly most: Rupiah;
  readonly count: number;
  readonly above: boolean;
};

/** How lists of prices and people write one unit. */
const UNITS: Readonly<Record<string, string>> = {
  bh: 'buah',
  biji: 'buah',
  pcs: 'buah',
  lbr: 'lembar',
  btg: 'batang',
  ltr: 'liter',
  org: 'orang',
  oh: 'orang hari',
  'orang/hari': 'orang hari',
  hok: 'orang hari',
  mtr: 'm',
  meter: 'm',
  "m'": 'm',
  m1: 'm',
  'meter persegi': 'm2',
  'meter kubik': 'm3',
};

/** What two spellings of one unit have in common: `M³`, `m3` and `meter kubik` are one. */
export function unitKey(unit: string): string {
  const key = nameKey(unit).replace(/\.$/, '');
  return ownEntry(UNITS, key) ?? key;
}

/**
 * Finds what a line is compared with, among standards of its year. Only what has its unit counts. A standard is alike where
 * the name of one has every word of the other's, and one of them more than a number says.
 */
export function compareLine(line: PricedLine, standards: readonly PriceStandard[]): Comparison | undefined {
  const unit = unitKey(line.unit);
  const counted = standards.filter((one) => unitKey(one.unit) === unit);
  const same = counted.filter((one) => nameKey(one.item) === nameKey(line.item));
  const found =
    same.length > 0 ? same : counted.filter((one) => areAlike(wordKeys(line.item), wordKeys(one.item)));
  const prices = found.map((one) => one.price).sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const [least, most] = [prices[0], prices.at(-1)];
  if (least === undefined || most === undefined) return undefined;
  return {
    like: same.length > 0 ? 'same' : 'alike',
    least,
    most,
    count: prices.length,
    above: line.unitPrice > most,
  };
}

function areAlike(one: readonly string[], other: readonly string[]): boolean {
  const [shorter, longer] = one.length <= other.length ? [one, new Set(other)] : [other, new Set(one)];
  return shorter.some((word) => /\p{L}{3}/u.test(word)) && shorter.every((word) => longer.has(word));
}
