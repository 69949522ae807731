/** Whole rupiah. Never a float: every amount that decides something is a bigint of rupiah. */
export type Rupiah = bigint;

/** The largest amount Pilar handles: Rp9.000 triliun, which also stays exact in JSON numbers. */
export const MAX_RUPIAH: Rupiah = 9_000_000_000_000_000n;

/** Quantities (volume, working days) are whole thousandths, so that 12,5 m is 12500n. */
export type Thousandths = bigint;

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

/**
 * Share of a whole in per mille, rounded half up; 0 when the whole is 0. What is not all of it yet is
 * never said to be.
 */
export function perMille(part: Rupiah, whole: Rupiah): number {
  if (whole === 0n) return 0;
  const rounded = Number((part * 2000n + whole) / (2n * whole));
  return part < whole && rounded === 1000 ? 999 : rounded;
}
