import type { Rupiah } from '#kernel/money.ts';
import { type Refusal, refuse } from '#kernel/refusal.ts';
import { type Facts, refusalsOf } from '#modules/checks/index.ts';
import { basisOf, type Model, type PurseRules, type Tranche } from '#modules/models/index.ts';

/** How much of a grant may be paid out by now (rupiah), and the tranche that comes next with what it waits for. */
export type Opened = {
  readonly amount: Rupiah;
  readonly next: { readonly tranche: Tranche; readonly waitsFor: readonly Refusal[] } | undefined;
};

/**
 * How far the tranches of a purse are open for a grant: those from the first on whose checks are met, each its share. A
 * later one never opens before an earlier. What is left by rounding belongs to the last. A purse without tranches is
 * open whole. Source: engine of models, section `purses`.
 */
export function openedOf(model: Model, purse: PurseRules, granted: Rupiah, facts: Facts): Opened {
  if (!purse.tranches) return { amount: granted, next: undefined };
  let perMille = 0;
  for (const tranche of purse.tranches) {
    const waitsFor = refusalsOf(model, tranche.checks, facts);
    if (waitsFor.length > 0) {
      return { amount: (granted * BigInt(perMille)) / 1000n, next: { tranche, waitsFor } };
    }
    perMille += tranche.perMille;
  }
  return { amount: granted, next: undefined };
}

/**
 * Whether one more payment stays within the tranches that are open: of every purse that bears a share of the grant, for
 * each payment draws on them all. `taken` is paid out or waits for approval.
 */
export function fitsTranches(
  model: Model,
  purses: readonly PurseRules[],
  granted: Rupiah,
  facts: Facts,
  payment: { readonly taken: Rupiah; readonly amount: Rupiah },
): Refusal | undefined {
  for (const purse of purses) {
    const { amount: open, next } = openedOf(model, purse, granted, facts);
    if (payment.taken + payment.amount <= open || !next) continue;
    const left = open - payment.taken;
    const { id, en } = next.tranche.label;
    return {
      ...refuse('tranche.closed', basisOf(model, purse.basis), {
        left: left < 0n ? 0n : left,
        tranche: [{ id, en }],
      }),
      issues: [...next.waitsFor],
    };
  }
  return undefined;
}
