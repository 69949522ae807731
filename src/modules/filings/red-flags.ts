import type { IsoDate } from '#kernel/date.ts';
import type { Id } from '#kernel/id.ts';
import type { Rupiah } from '#kernel/money.ts';

/**
 * What is unusual about an account, for whoever checks it. None of it says that something is wrong: there are works that
 * are done in a day, and a kelurahan with one shop. Nobody else reads it, and nothing follows from it by itself.
 * Source: what examiners look for first in reports of activities; no regulation asks for it.
 */
export type RedFlag =
  | { readonly flag: 'one-day'; readonly day: IsoDate; readonly steps: number }
  | {
      readonly flag: 'same-photo';
      readonly photo: Id;
      readonly other: Id;
      readonly activity: Id;
      readonly title: string;
    }
  | { readonly flag: 'same-amount'; readonly amount: Rupiah; readonly receipts: readonly string[] }
  | { readonly flag: 'one-supplier'; readonly name: string; readonly paid: number; readonly all: number };

/** All steps of progress on one day, where there is more than one. */
export function onOneDay(steps: readonly { readonly happenedOn: IsoDate }[]): RedFlag[] {
  const days = new Set(steps.map((one) => one.happenedOn));
  const [day] = days;
  return steps.length > 1 && days.size === 1 && day ? [{ flag: 'one-day', day, steps: steps.length }] : [];
}

/** Amounts that stand on more than one receipt, to the rupiah. Parts of one payment are one receipt. */
export function sameAmounts(
  expenses: readonly {
    readonly amount: Rupiah;
    readonly receiptNumber: string;
    readonly payment: Id | null;
  }[],
): RedFlag[] {
  const receipts = new Map<Rupiah, Map<string, string>>();
  for (const { amount, receiptNumber, payment } of expenses) {
    const on = receipts.get(amount) ?? new Map<string, string>();
    receipts.set(amount, on.set(payment ?? receiptNumber, receiptNumber));
  }
  return [...receipts].flatMap(([amount, on]) =>
    on.size > 1 ? [{ flag: 'same-amount' as const, amount, receipts: [...on.values()] }] : [],
  );
}

/** From how many proposals on a supplier may stand out. */
const FEW = 3;

/** Suppliers of the account who were paid for more than half of the proposals of its place. */
export function everywhere(
  suppliers: readonly { readonly name: string; readonly paid: number; readonly all: number }[],
): RedFlag[] {
  return suppliers
    .filter(({ paid, all }) => paid >= FEW && paid * 2 > all)
    .map((one) => ({ flag: 'one-supplier' as const, ...one }));
}
