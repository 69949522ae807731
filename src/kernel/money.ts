import type { Refusal } from './refusal.ts';
import { refuse } from './refusal.ts';

/** Whole rupiah. Never a float: every amount that decides something is a bigint of rupiah. */
export type Rupiah = bigint;

/** The largest amount Pilar handles: Rp9.000 triliun, which also stays exact in JSON numbers. */
export const MAX_RUPIAH: Rupiah = 9_000_000_000_000_000n;

/** Quantities (volume, working days) are whole thousandths, so that 12,5 m is 12500n. */
export type Thousandths = bigint;

/**
 * Reads rupiah as people write it: `1.500.000`, `Rp 1.500.000`, `1500000`, `1.500.000,00`.
 * Refuses negative and fractional amounts, groups that are not thousands, and anything above Rp9.000 triliun.
 */
export function parseRupiah(text: string): Rupiah | Refusal {
  const bare = text
    .trim()
    .replace(/^rp\.?\s*/i, '')
    .replace(/,00$/, '');
  if (/^-/.test(bare)) return refuse('money.negative', undefined, { typed: text });
  if (/^\d+[.,]\d{1,2}$/.test(bare) || /,\d+$/.test(bare))
    return refuse('money.fractional', undefined, { typed: text });
  if (!/^(\d{1,3}(\.\d{3})+|\d{1,20})$/.test(bare))
    return refuse('money.unreadable', undefined, { typed: text });
  const amount = BigInt(bare.replaceAll('.', ''));
  return amount > MAX_RUPIAH ? refuse('money.too-large', undefined, { typed: text }) : amount;
}

/** Reads a quantity of at most three decimals, comma or point: `12,5` → 12500n. Refuses zero, negatives and more decimals. */
export function parseQuantity(text: string): Thousandths | Refusal {
  const match = /^(\d{1,9})(?:[.,](\d{1,3}))?$/.exec(text.trim());
  if (!match) return refuse('quantity.unreadable', undefined, { typed: text });
  const thousandths = BigInt(match[1] ?? '0') * 1000n + BigInt((match[2] ?? '').padEnd(3, '0'));
  return thousandths === 0n ? refuse('quantity.unreadable', undefined, { typed: text }) : thousandths;
}

/** Reads a count of people or households as people write it: `184`, `1.250`. Refuses fractions, negatives and more than seven digits. */
export function parseCount(text: string): number | Refusal {
  const bare = text.trim();
  const digits = bare.replaceAll('.', '');
  return /^(\d{1,7}|\d{1,3}(\.\d{3})+)$/.test(bare) && digits.length <= 7
    ? Number(digits)
    : refuse('input.number', undefined, { typed: text });
}

/**
 * A JSON number as people would write it, so that it is read by the same rules: with a decimal comma, for `1.234` as
 * text is one thousand two hundred thirty-four.
 */
export function asTyped(value: number): string {
  return String(value).replace('.', ',');
}

/** `quantity × unit price`, rounded half up to whole rupiah. */
export function lineTotal(quantity: Thousandths, unitPrice: Rupiah): Rupiah {
  return (quantity * unitPrice + 500n) / 1000n;
}

/** Sum of amounts; zero for none. */
export function sum(amounts: Iterable<Rupiah>): Rupiah {
  let total = 0n;
  for (const amount of amounts) total += amount;
  return total;
}

/** Rupiah with thousands grouped by points, without the `Rp`: 1500000n → `1.500.000`. */
export function groupDigits(amount: Rupiah): string {
  return amount.toString().replace(/\B(?=(\d{3})+(?!\d))/g, '.');
}

/** A quantity with a decimal comma and no trailing zeros: 12500n → `12,5`. */
export function formatQuantity(quantity: Thousandths): string {
  const decimals = (quantity % 1000n).toString().padStart(3, '0').replace(/0+$/, '');
  return groupDigits(quantity / 1000n) + (decimals ? `,${decimals}` : '');
}

/** Share of a whole in per mille, rounded down; 0 when the whole is 0. */
export function perMille(part: Rupiah, whole: Rupiah): number {
  return whole === 0n ? 0 : Number((part * 1000n) / whole);
}
