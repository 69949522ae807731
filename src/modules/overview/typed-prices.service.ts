import { readRupiah } from '#kernel/readers/number.ts';
import { isRefusal } from '#kernel/refusal.ts';
import { type Comparison, comparePrices, yearsOfPrices } from '#modules/prices/index.ts';
import type { Program } from '#modules/programs/index.ts';
import type { ProposalFields } from '#modules/proposals/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';

/** A line as it was typed, beside what the city says it costs. */
export type TypedPrice = Pick<ProposalFields['costLines'][number], 'item' | 'unit' | 'unitPrice'> &
  Comparison;

/** The lines of a draft whose price can be read and compared; undefined where the city says of nothing what it costs that year. */
export async function typedPrices(
  tx: Tx,
  { fiscalYear }: Pick<Program, 'fiscalYear'>,
  { costLines }: Pick<ProposalFields, 'costLines'>,
): Promise<TypedPrice[] | undefined> {
  if (!(await yearsOfPrices(tx)).includes(fiscalYear)) return undefined;
  const read = costLines.flatMap(({ item, unit, unitPrice }) => {
    const price = readRupiah(unitPrice);
    return isRefusal(price) ? [] : [{ item, unit, unitPrice, price }];
  });
  const found = await comparePrices(
    tx,
    fiscalYear,
    read.map(({ item, unit, price }) => ({ item, unit, unitPrice: price })),
  );
  return read.flatMap(({ item, unit, unitPrice }, i) => {
    const comparison = found[i];
    return comparison ? [{ item, unit, unitPrice, ...comparison }] : [];
  });
}
