import { type BalanceMeasure, balanceByField, type FieldBalance } from '#modules/transparency/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Choices } from '../choices.ts';

/** The fields of the model's catalogue in the chosen area, the largest first; equal ones in the catalogue's order. */
export async function fieldsOf(tx: Tx, { program, area, measure }: Choices): Promise<FieldBalance[]> {
  const fields = await balanceByField(tx, program, area);
  return fields.sort((a, b) => compare(b[measure], a[measure]));
}

/** The sum of a measure over the fields of one nature. */
export function ofNature(
  fields: readonly FieldBalance[],
  nature: FieldBalance['scope']['nature'],
  measure: BalanceMeasure,
): bigint {
  return fields.reduce((sum, one) => (one.scope.nature === nature ? sum + one[measure] : sum), 0n);
}

function compare(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
