import type { Id } from '#kernel/id.ts';
import { ownEntry } from '#kernel/own-entry.ts';
import type {
  DisbursementInput,
  PaymentSheet,
  RefundInput,
  SpendingInput,
  TaxDepositInput,
  TypedPaper,
  TypedTax,
} from '#modules/funding/index.ts';
import { versionIn } from '../../../carry-out.ts';
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
  return {
    proposal,
    provider: textOf(form, 'provider'),
    ...paperIn(form, PAYMENT),
    papers: papersIn(form),
    withheld: withheldIn(form),
  };
}

export function refundIn(form: FormData, proposal: Id): RefundInput {
  return { proposal, disbursement: textOf(form, 'disbursement'), ...paperIn(form, REFUND) };
}

export function spendingIn(form: FormData, proposal: Id): SpendingInput {
  return { proposal, provider: textOf(form, SPENDING.provider), ...paperIn(form, SPENDING) };
}

const PAPER = /^papers\.([a-z0-9-]+)\.number$/;
const TAX = /^withheld\.([a-z0-9-]+)(\.\d{1,2})?$/;

/** The papers of the office that were typed, whichever the form asked for. */
export function papersIn(form: FormData): TypedPaper[] {
  return [...form.keys()].flatMap((name) => {
    const paper = PAPER.exec(name)?.[1];
    return paper === undefined
      ? []
      : [{ paper, number: textOf(form, name), day: textOf(form, `papers.${paper}.day`) }];
  });
}

/** What was typed as withheld of one payment: of a sheet, that of a line. */
function withheldIn(form: FormData, line = ''): TypedTax[] {
  return [...form.keys()].flatMap((name) => {
    const [, tax, of = ''] = TAX.exec(name) ?? [];
    const amount = textOf(form, name);
    return tax === undefined || of !== line || amount.trim() === '' ? [] : [{ tax, amount }];
  });
}

export function taxDepositIn(form: FormData, voucher: Id): TaxDepositInput {
  const row = textOf(form, 'row');
  return {
    voucher,
    tax: textOf(form, 'tax'),
    number: textOf(form, `number.${row}`),
    paidOn: textOf(form, `paidOn.${row}`),
    version: versionIn(form),
  };
}

/** The lines of a sheet of payments on which something stands. */
export function paymentsIn(form: FormData, rows: number): PaymentSheet['payments'] {
  return Array.from({ length: rows }, (_, row) => {
    const named = Object.fromEntries(Object.entries(PAYMENT).map(([key, name]) => [key, `${name}.${row}`]));
    return {
      row,
      provider: textOf(form, `provider.${row}`),
      ...paperIn(form, { ...PAYMENT, ...named }),
      withheld: withheldIn(form, `.${row}`),
    };
  }).filter(
    ({ row: _, receipt, withheld, ...typed }) =>
      receipt || withheld.length > 0 || Object.values(typed).some((text) => text.trim() !== ''),
  );
}
