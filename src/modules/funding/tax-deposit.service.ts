import type { Actor, Visitor } from '#kernel/actor.ts';
import type { IsoDate } from '#kernel/date.ts';
import type { Id } from '#kernel/id.ts';
import { readPastDay } from '#kernel/readers/day.ts';
import { readAll } from '#kernel/readers/fields.ts';
import { readLine } from '#kernel/readers/text.ts';
import { at, type Basis, isRefusal, type Refusal, refuse } from '#kernel/refusal.ts';
import { ok, type Result, refused } from '#kernel/result.ts';
import { mustBeFresh } from '#kernel/version.ts';
import { record } from '#modules/journal/index.ts';
import { basisOf, disbursementRules } from '#modules/models/index.ts';
import { hold } from '#modules/programs/index.ts';
import { lockProposal, sentAt } from '#modules/proposals/index.ts';
import type { Runtime } from '#platform/runtime.ts';
import { about } from './disbursement.service.ts';
import { lockWithheld, setDeposited } from './payment-paper.store.ts';
import { mayRecordRefund } from './refund.ts';
import { lockVoucher, voucherById } from './voucher.store.ts';

export type TaxDepositInput = {
  readonly voucher: Id;
  /** The kind of tax, as the model names it. */
  readonly tax: string;
  /** The number that proves that it was paid on to the state (NTPN). */
  readonly number: string;
  readonly paidOn: string;
  readonly version?: number | undefined;
};

/**
 * Records by which number and on which day a tax that was withheld was paid on to the state; recorded anew, the journal
 * keeps both. By an office that records payments, of a payment that was approved.
 */
export async function recordTaxDeposit(
  runtime: Runtime,
  who: Actor | Visitor,
  input: TaxDepositInput,
): Promise<Result<{ voucher: Id; proposal: Id }>> {
  return runtime.change(who, 'funding:write', async (tx, actor) => {
    const voucher = await voucherById(tx, input.voucher);
    if (voucher?.kind !== 'disbursement') return refused(refuse('access.not-found'));
    const held = await hold(tx, actor, {
      lock: lockProposal,
      id: voucher.proposal,
      since: sentAt,
      // Like money that comes back: what has to be told of a payment may be told after its programme is closed.
      may: (one, { model }) => mayRecordRefund(actor, model, one, runtime.secondFactor),
    });
    if (isRefusal(held)) return refused(held);
    const { thing: proposal, program, by } = held;
    const basis = basisOf(program.model, disbursementRules(program.model).basis);
    await lockVoucher(tx, voucher.id);
    const tax = await lockWithheld(tx, voucher.id, input.tax);
    if (voucher.state !== 'approved' || !tax) return refused(refuse('tax.not-withheld', basis));
    const stale = mustBeFresh(tax.version, input.version);
    if (stale) return refused(stale);
    const read = readAll({
      number: readLine(input.number, 40),
      paidOn: readPastDay(input.paidOn, tx.today),
    });
    if (isRefusal(read)) return refused(read);
    const early = afterWithholding(voucher.paidOn, read.paidOn, basis);
    if (early) return refused(at('paidOn', early));
    await setDeposited(tx, {
      voucher: voucher.id,
      tax: tax.tax,
      number: read.number,
      on: read.paidOn,
    });
    await record(tx, by, {
      action: 'tax.deposited',
      ...about(proposal),
      summary: {
        tax: tax.tax,
        amount: tax.amount,
        provider: voucher.provider,
        receiptNumber: read.number,
        paidOn: read.paidOn,
      },
    });
    return ok({ voucher: voucher.id, proposal: proposal.id });
  });
}

/** What was withheld is paid on when it was withheld, or later. */
export function afterWithholding(paidOn: IsoDate, depositedOn: IsoDate, basis: Basis): Refusal | undefined {
  return depositedOn < paidOn ? refuse('refund.before-payment', basis, { day: paidOn }) : undefined;
}
