import type { Id } from '#kernel/id.ts';
import { ownEntry } from '#kernel/own-entry.ts';
import type { DisbursementInput, PaymentLine, RefundInput, SpendingInput } from '#modules/funding/index.ts';
import { filesIn, textOf } from '../../../request.ts';

type Names = Readonly<Record<'amount' | 'purpose' | 'receiptNumber' | 'paidOn' | 'receipt', string>>;

/*
 * How each form calls its fields: two of them may stand on the page, and each id stands there once.
 */
const PAYMENT: Names = {
  amount: 'amount',
  purpose: 'purpose',
  receiptNumber: 'receiptNumber',
  paidOn: 'paidOn',
  receipt: 'receipt',
};

const REFUND: Names = {
  amount: 'refunded',
  purpose: 'reason',
  receiptNumber: 'number',
  paidOn: 'refundedOn',
  receipt: 'depositSlip',
};

const SPENDING: Names & { readonly provider: string } = {
  provider: 'seller',
  amount: 'spent',
  purpose: 'bought',
  receiptNumber: 'billNumber',
  paidOn: 'boughtOn',
  receipt: 'bill',
};

/** The field of the refund's form that a refused field belongs to. */
export const refundField = (field: string): string => ownEntry(REFUND, field) ?? field;
/** The field of the form of what a giver spent that a refused field belongs to. */
export const spendingField = (field: string): string => ownEntry(SPENDING, field) ?? field;

function paperIn(form: FormData, names: Names) {
  return {
    amount: textOf(form, names.amount),
    purpose: textOf(form, names.purpose),
    receiptNumber: textOf(form, names.receiptNumber),
    paidOn: textOf(form, names.paidOn),
    receipt: filesIn(form, names.receipt)[0],
  };
}

export function paymentIn(form: FormData, proposal: Id): DisbursementInput {
  return { proposal, provider: textOf(form, 'provider'), ...paperIn(form, PAYMENT) };
}

export function refundIn(form: FormData, proposal: Id): RefundInput {
  return { proposal, disbursement: textOf(form, 'disbursement'), ...paperIn(form, REFUND) };
}

export function spendingIn(form: FormData, proposal: Id): SpendingInput {
  return { proposal, provider: textOf(form, SPENDING.provider), ...paperIn(form, SPENDING) };
}

/** The lines of a sheet of payments on which something stands. */
export function paymentsIn(form: FormData, rows: number): PaymentLine[] {
  return Array.from({ length: rows }, (_, row) => {
    const named = Object.fromEntries(Object.entries(PAYMENT).map(([key, name]) => [key, `${name}.${row}`]));
    const line = {
      row,
      provider: textOf(form, `provider.${row}`),
      ...paperIn(form, { ...PAYMENT, ...named }),
    };
    return line;
  }).filter(
    ({ row: _, receipt, ...typed }) => receipt || Object.values(typed).some((text) => text.trim() !== ''),
  );
}
