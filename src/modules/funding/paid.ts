import type { IsoDate } from '#kernel/date.ts';
import type { Id } from '#kernel/id.ts';
import type { Rupiah } from '#kernel/money.ts';
import { readPastDay } from '#kernel/readers/day.ts';
import { readAll } from '#kernel/readers/fields.ts';
import { readPositiveRupiah } from '#kernel/readers/number.ts';
import { notRepeated } from '#kernel/readers/repeated.ts';
import { readLine } from '#kernel/readers/text.ts';
import { type Basis, type Refusal, refuse } from '#kernel/refusal.ts';
import { type Proposal, personCode } from '#modules/proposals/index.ts';

/** What is typed about money that was paid to somebody, and by which paper. */
export type TypedPaid = {
  readonly provider: string;
  readonly purpose: string;
  readonly amount: string;
  readonly receiptNumber: string;
  readonly paidOn: string;
};

/** The same, read: `amount` in rupiah, `paidOn` not after today. */
export type Paid = Omit<TypedPaid, 'amount'> & { readonly amount: Rupiah };

/**
 * Reads what was paid for a proposal, by the city or by a giver itself. Everybody reads whom money went to: what is paid
 * for a person goes by a code, whatever was typed.
 */
export function readPaid(
  typed: TypedPaid,
  proposal: Pick<Proposal, 'id' | 'person'>,
  today: IsoDate,
): Paid | Refusal {
  return readAll({
    provider: proposal.person === null ? readLine(typed.provider, 160) : personCode(proposal.id),
    purpose: readLine(typed.purpose, 300),
    ...movedFields(typed, today),
  });
}

/** What is typed of every movement of money. */
export type TypedMove = Pick<TypedPaid, 'amount' | 'receiptNumber' | 'paidOn'>;

/** The fields that every movement of money has, each read, or refused by itself: for `readAll`, beside those of its kind. */
export function movedFields(typed: TypedMove, today: IsoDate) {
  return {
    amount: readPositiveRupiah(typed.amount),
    receiptNumber: readLine(typed.receiptNumber, 80),
    paidOn: readPastDay(typed.paidOn, today),
  };
}

/** Refuses a payment whose receipt stands for another already, in whatever proposal: one paper proves one payment. */
export function notOnSamePaper(
  first: { readonly id: Id; readonly title: string; readonly paidOn: IsoDate } | undefined,
  basis: Basis,
): Refusal | undefined {
  return first
    ? refuse('voucher.same-receipt', basis, { title: first.title, day: first.paidOn, voucher: first.id })
    : undefined;
}

/** Refuses what was recorded already, paper for paper; one that was refused may be recorded anew. */
export function notPaidTwice(
  earlier: readonly (Paid & { readonly state: string })[],
  paid: Paid,
): Refusal | undefined {
  return notRepeated(
    earlier.filter((one) => one.state !== 'refused'),
    paid,
    ['provider', 'purpose', 'amount', 'receiptNumber', 'paidOn'],
  );
}
