import { type Rupiah, sum } from '#kernel/money.ts';
import type { CostLine } from '#modules/proposals/index.ts';
import type { Expense } from './activity.store.ts';

/** One line of the cost plan with what was spent on it. `left` is below zero when more was spent than planned. */
export type RealisedLine = {
  readonly position: number;
  readonly item: string;
  readonly planned: Rupiah;
  readonly spent: Rupiah;
  readonly left: Rupiah;
};

/** Spending against the cost plan, line by line. The whole stays within what was granted, single lines may not. */
export type Realisation = {
  readonly lines: readonly RealisedLine[];
  readonly planned: Rupiah;
  readonly spent: Rupiah;
  readonly granted: Rupiah;
  /** What of the grant was not spent. */
  readonly left: Rupiah;
};

export function realisationOf(
  lines: readonly Pick<CostLine & { position: number }, 'position' | 'item' | 'total'>[],
  expenses: readonly Pick<Expense, 'costPosition' | 'amount'>[],
  granted: Rupiah,
): Realisation {
  const realised = lines.map(({ position, item, total }) => {
    const spent = sum(expenses.filter((one) => one.costPosition === position).map((one) => one.amount));
    return { position, item, planned: total, spent, left: total - spent };
  });
  const spent = sum(realised.map((line) => line.spent));
  return {
    lines: realised,
    planned: sum(realised.map((line) => line.planned)),
    spent,
    granted,
    left: granted - spent,
  };
}
