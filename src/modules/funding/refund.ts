import type { Actor, Mandate, Visitor } from '#kernel/actor.ts';
import type { IsoDate } from '#kernel/date.ts';
import type { Id } from '#kernel/id.ts';
import { type Rupiah, sum } from '#kernel/money.ts';
import { seesWithheld } from '#kernel/readable.ts';
import { type Basis, type Refusal, refuse, unless } from '#kernel/refusal.ts';
import { basisOf, fundingRules, type Model } from '#modules/models/index.ts';
import { notOwn, type Proposal } from '#modules/proposals/index.ts';
import { type Disbursement, mayHandleMoney } from './funding.ts';

/** Money of one payment that came back, with what proves it. The payment stays as it was paid. */
export type Refund = {
  readonly id: Id;
  readonly program: Id;
  readonly proposal: Id;
  /** The payment of which it came back. */
  readonly disbursement: Id;
  readonly amount: Rupiah;
  readonly reason: string;
  /** The number of the paper that proves it, such as a deposit slip. */
  readonly number: string;
  readonly document: Id | null;
  readonly refundedOn: IsoDate;
  readonly state: 'recorded' | 'approved' | 'refused';
  readonly remark: string | null;
  readonly recordedBy: Id;
  readonly recordedAt: Date;
  readonly reviewedAt: Date | null;
  readonly version: number;
};

/** By which mandate the actor may record that money came back: in an office that records payments, not as one of those who proposed. */
export function mayRecordRefund(
  actor: Actor,
  model: Model,
  proposal: Proposal,
  secondFactor: 'required' | 'optional',
): Mandate | Refusal {
  const { record } = fundingRules(model).disbursement;
  return unless(
    mayHandleMoney(actor, model, record, proposal.village, secondFactor),
    notOwn(actor, proposal, model),
  );
}

/** By which mandate the actor may approve or refuse it: in an office that approves payments, not as whoever recorded it. */
export function mayReviewRefund(
  actor: Actor,
  model: Model,
  proposal: Proposal,
  refund: Pick<Refund, 'state' | 'recordedBy'>,
  secondFactor: 'required' | 'optional',
): Mandate | Refusal {
  const { approve, basis } = fundingRules(model).disbursement;
  const by = mayHandleMoney(actor, model, approve, proposal.village, secondFactor);
  const rule = basisOf(model, basis);
  return unless(
    by,
    notOwn(actor, proposal, model),
    refund.state === 'recorded' ? undefined : refuse('refund.state', rule, { state: refund.state }),
    actor.person === refund.recordedBy ? refuse('access.maker-checker', rule) : undefined,
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
  if (payment.state !== 'approved') return refuse('disbursement.state', basis, { state: payment.state });
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

/** A refund as somebody may read it: its paper only for those who may see receipts of this proposal. */
export function readableRefund(
  viewer: Actor | Visitor,
  proposal: Pick<Proposal, 'village' | 'organization'>,
  refund: Refund,
): Omit<Refund, 'number' | 'document'> & {
  readonly receipt: { readonly number: string; readonly document: Id | null } | null;
} {
  const { number, document, ...open } = refund;
  const place = { place: proposal.village, organization: proposal.organization };
  return { ...open, receipt: seesWithheld(viewer, 'receipt', place) ? { number, document } : null };
}
