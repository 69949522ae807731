import type { Tx } from '#platform/database/tenant-transaction.ts';
import { pricesSharing } from './price-standard.store.ts';
import { type Comparison, compareLine, type PricedLine } from './price-standard.ts';

/** Each line of a cost plan beside what the city says it costs in its year: undefined where the city says nothing. */
export async function comparePrices(
  tx: Tx,
  year: number,
  lines: readonly PricedLine[],
): Promise<(Comparison | undefined)[]> {
  const standards = await pricesSharing(
    tx,
    year,
    lines.map((line) => line.item),
  );
  return lines.map((line) => (standards.length === 0 ? undefined : compareLine(line, standards)));
}
