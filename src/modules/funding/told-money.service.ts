import type { IsoDate } from '#kernel/date.ts';
import type { Id } from '#kernel/id.ts';
import type { Rupiah } from '#kernel/money.ts';
import { answersOnEach } from '#modules/steps/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { papersOfPayments } from './payment-paper.store.ts';
import type { NumberedPaper } from './payment-paper.ts';
import { vouchersOf } from './voucher.store.ts';
import type { Voucher } from './voucher.ts';

/** A movement of a proposal's money as everybody reads it: its paper is withheld, that there is one is not. */
export type ToldVoucher = {
  readonly id: Id;
  readonly kind: Exclude<Voucher['kind'], 'deposit'>;
  /** Who was paid; of a refund, out of whose payment it came back. */
  readonly provider: string;
  /** Its record among those whom the city paid; null where an institution or a giver bought by itself. */
  readonly supplier: Id | null;
  /** What it bought, or why it came back. */
  readonly purpose: string;
  readonly amount: Rupiah;
  /** What of it was withheld as tax: the provider received the rest. */
  readonly withheld: Rupiah;
  /** The kinds of tax that were withheld, and on which day each was paid on to the state; null while it was not. */
  readonly taxes: readonly {
    readonly tax: string;
    readonly amount: Rupiah;
    readonly depositedOn: IsoDate | null;
  }[];
  /** The papers of the office that a payment stands on, in order. */
  readonly papers: readonly NumberedPaper[];
  /** The real day of the movement. */
  readonly paidOn: IsoDate;
  readonly state: 'recorded' | 'approved';
  /** Of a refund: the payment that it came back from. */
  readonly payment: Id | null;
  /** Whether its paper is kept as a file, or only its number. */
  readonly filed: boolean;
  /** Which offices accepted it, in order, and when; never which person. */
  readonly accepted: readonly { readonly office: string; readonly at: Date }[];
};

/**
 * What was paid for a proposal and what came back, in the order of the real days: for those who may read the proposal, who
 * must be asked before. What was refused moved nothing and is left out.
 */
export async function toldVouchers(tx: Tx, proposal: Id): Promise<ToldVoucher[]> {
  const all = await vouchersOf(tx, proposal);
  const answers = await answersOnEach(
    tx,
    all.map((one) => one.id),
  );
  const papers = await papersOfPayments(tx, proposal);
  const payees = new Map(all.flatMap((one) => ('provider' in one ? [[one.id, one] as const] : [])));
  return all
    .flatMap((one): ToldVoucher[] => {
      if (one.kind === 'deposit' || one.state === 'refused') return [];
      const { id, kind, purpose, amount, paidOn, state } = one;
      const payment = kind === 'refund' ? one.payment : null;
      const payee = kind === 'refund' ? payees.get(one.payment) : one;
      return [
        {
          ...{ id, kind, purpose, amount, paidOn, state, payment },
          provider: payee?.provider ?? '',
          supplier: payee?.kind === 'disbursement' ? payee.supplier : null,
          withheld: kind === 'disbursement' ? one.withheld : 0n,
          taxes: (papers.get(id)?.taxes ?? []).map((each) => ({
            tax: each.tax,
            amount: each.amount,
            depositedOn: each.depositedOn,
          })),
          papers: papers.get(id)?.papers ?? [],
          filed: one.receiptDocument !== null,
          accepted: (answers.get(id) ?? [])
            .filter((answer) => answer.outcome === 'accepted')
            .map((answer) => ({ office: answer.office, at: answer.answeredAt })),
        },
      ];
    })
    .sort((a, b) => (a.paidOn === b.paidOn ? (a.id < b.id ? -1 : 1) : a.paidOn < b.paidOn ? -1 : 1));
}
