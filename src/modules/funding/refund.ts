import type { Actor, Mandate } from '#kernel/actor.ts';
import type { IsoDate } from '#kernel/date.ts';
import { type Rupiah, sum } from '#kernel/money.ts';
import { type Basis, isRefusal, type Refusal, refuse, unless } from '#kernel/refusal.ts';
import type { Model } from '#modules/models/index.ts';
import { notOwn, type Proposal } from '#modules/proposals/index.ts';
import { cashRules, mayHandleMoney } from './money-office.ts';
import type { Disbursement, Refund } from './voucher.ts';

/** By which mandate the actor may record that money came back: in an office that records payments, not as one of those who proposed. */
export function mayRecordRefund(
  actor: Actor,
  model: Model,
  proposal: Proposal,
  secondFactor: 'required' | 'optional',
): Mandate | Refusal {
  const rules = cashRules(model, proposal);
  if (isRefusal(rules)) return rules;
  return unless(
    mayHandleMoney(actor, model, rules.record, proposal.village, secondFactor, rules.basis),
    notOwn(actor, proposal, model),
  );
}

/**
 * Whether so much can come back of a payment: it was paid out, no more returns than was paid (with what came back or is
 * said to have come back before), and no more than is not accounted for yet. `waiting` is what other refunds of the
 * proposal claim of `advance`.
 */
export function fitsPayment(
  payment: Pick<Disbursement, 'state' | 'amount'>,
  earlier: readonly Pick<Refund, 'amount' | 'state'>[],
  stands: { readonly advance: Rupiah; readonly waiting: Rupiah },
  amount: Rupiah,
  basis: Basis,
): Refusal | undefined {
  if (payment.state !== 'approved') return refuse('voucher.state', basis, { state: payment.state });
  const back = sum(earlier.filter((one) => one.state !== 'refused').map((one) => one.amount));
  const ofPayment = payment.amount - back;
  const ofProposal = stands.advance - stands.waiting;
  const most = ofPayment < ofProposal ? ofPayment : ofProposal;
  const left = most < 0n ? 0n : most;
  return amount <= left ? undefined : refuse('refund.exceeds-payment', basis, { amount, left });
}

/** Nothing comes back before it was paid. */
export function afterPayment(
  payment: Pick<Disbursement, 'paidOn'>,
  refundedOn: IsoDate,
  basis: Basis,
): Refusal | undefined {
  return refundedOn < payment.paidOn
    ? refuse('refund.before-payment', basis, { day: payment.paidOn })
    : undefined;
}
