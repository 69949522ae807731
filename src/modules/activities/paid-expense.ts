import type { IsoDate } from '#kernel/date.ts';
import type { Id } from '#kernel/id.ts';
import { type Rupiah, sum } from '#kernel/money.ts';
import type { Expense } from './activity.store.ts';

/** A payment of which spending can be recorded: what is left of it is neither recorded nor came back. */
export type Spendable = {
  readonly id: Id;
  readonly provider: string;
  readonly purpose: string;
  readonly receiptNumber: string;
  readonly paidOn: IsoDate;
  readonly left: Rupiah;
};

type Paid = Omit<Spendable, 'left'> & { readonly amount: Rupiah; readonly state: string };
type Back = { readonly payment: Id; readonly amount: Rupiah; readonly state: string };

/** What of each approved payment no spending was recorded from yet, less what came back or is said to have. */
export function spendableOf(
  payments: readonly Paid[],
  refunds: readonly Back[],
  expenses: readonly Pick<Expense, 'payment' | 'amount'>[],
): Spendable[] {
  return payments.flatMap(({ id, provider, purpose, receiptNumber, paidOn, amount, state }) => {
    if (state !== 'approved') return [];
    const back = refunds.filter((one) => one.payment === id && one.state !== 'refused');
    const taken = expenses.filter((one) => one.payment === id);
    const left = amount - sum([...back, ...taken].map((one) => one.amount));
    return left > 0n ? [{ id, provider, purpose, receiptNumber, paidOn, left }] : [];
  });
}

const PLAIN = /\s/g;

/** The payment whose paper was typed again: its number and day, whatever the capitals and spaces. */
export function typedAgain<P extends Pick<Paid, 'receiptNumber' | 'paidOn' | 'state'>>(
  payments: readonly P[],
  typed: { readonly receiptNumber: string; readonly paidOn: IsoDate },
): P | undefined {
  const plain = (text: string) => text.toLowerCase().replace(PLAIN, '');
  return payments.find(
    (one) =>
      one.state === 'approved' &&
      one.paidOn === typed.paidOn &&
      plain(one.receiptNumber) === plain(typed.receiptNumber),
  );
}
