import { type Actor, isSelf, type Mandate, requireOffice, type Visitor } from '#kernel/actor.ts';
import type { IsoDate } from '#kernel/date.ts';
import type { Id } from '#kernel/id.ts';
import type { Rupiah } from '#kernel/money.ts';
import { seesWithheld } from '#kernel/readable.ts';
import { type Basis, isRefusal, type Refusal, refuse, unless } from '#kernel/refusal.ts';
import { type RegionCode, within } from '#kernel/region.ts';
import { basisOf, fundingRules, type Model } from '#modules/models/index.ts';
import type { Program } from '#modules/programs/index.ts';
import { mustBeBinding, notOwn, type Proposal } from '#modules/proposals/index.ts';

/** Where the money of one proposal stands. Sums to what was committed, less what was released or returned. */
export type ProposalMoney = {
  /** Committed and not yet paid out. */
  readonly commitment: Rupiah;
  /** Paid out and not yet accounted for. */
  readonly advance: Rupiah;
  /** Accounted for by an accepted report. */
  readonly spent: Rupiah;
};

export type Disbursement = {
  readonly id: Id;
  readonly program: Id;
  readonly proposal: Id;
  readonly provider: string;
  readonly purpose: string;
  readonly amount: Rupiah;
  readonly receiptNumber: string;
  readonly receiptDocument: Id | null;
  readonly paidOn: string;
  readonly state: 'recorded' | 'approved' | 'refused';
  readonly remark: string | null;
  readonly recordedBy: Id;
  readonly recordedAt: Date;
  readonly reviewedAt: Date | null;
  readonly version: number;
};

/** Whether what is to be paid, with what was recorded before, stays within the commitment. `pending` waits for approval. */
export function fitsCommitment(
  money: ProposalMoney,
  pending: Rupiah,
  amount: Rupiah,
  basis: Basis,
): Refusal | undefined {
  const left = money.commitment - pending;
  return amount <= left
    ? undefined
    : refuse('disbursement.exceeds-commitment', basis, { amount, left: left < 0n ? 0n : left });
}

/**
 * Whether a payment could be made on a day: not before the decision binds (`bound`, the day on which its minutes were
 * sealed), and in the fiscal year of the programme. That it is no coming day is read with the field.
 * Source: UU 17/2003, Pasal 4 (fiscal year); paper 004, §4.1.1 (paid after the decision).
 */
export function onItsDay(
  program: Pick<Program, 'fiscalYear'>,
  bound: IsoDate | null,
  paidOn: IsoDate,
  basis: Basis,
): Refusal | undefined {
  if (bound === null || paidOn < bound) {
    return refuse('disbursement.before-decision', basis, { day: bound ?? '' });
  }
  return Number(paidOn.slice(0, 4)) === program.fiscalYear
    ? undefined
    : refuse('disbursement.outside-year', FISCAL_YEAR, { year: String(program.fiscalYear) });
}

/** A fiscal year is the calendar year. */
const FISCAL_YEAR = { cite: 'UU 17/2003', rule: 'Pasal 4' };

/** Whoever recorded a disbursement does not approve it. Source: maker and checker; design, Access. */
export function mayReview(
  actor: Actor,
  disbursement: Pick<Disbursement, 'state' | 'recordedBy'>,
  basis: Basis,
): Refusal | undefined {
  if (disbursement.state !== 'recorded') {
    return refuse('disbursement.state', basis, { state: disbursement.state });
  }
  return isSelf(actor, disbursement.recordedBy) ? refuse('access.maker-checker', basis) : undefined;
}

/**
 * What an officer is told before they come to handle money: that their office needs a second factor here and this
 * session has none. Undefined for everybody else.
 */
export function wantsSecondFactor(
  actor: Actor,
  model: Model,
  secondFactor: 'required' | 'optional',
): Refusal | undefined {
  if (secondFactor === 'optional' || actor.secondFactor) return undefined;
  const holder = model.funding?.holders.find(
    (one) => one.secondFactor && actor.mandates.some((held) => held.office === one.office),
  );
  return holder && wantsProof(actor, basisOf(model, holder.basis));
}

/**
 * By which mandate the actor holds one of the offices over the place, with a second factor where the model asks one of the
 * office and this installation insists. `rule` is the basis that says so: that of payments, unless another is named.
 */
export function mayHandleMoney(
  actor: Actor,
  model: Model,
  offices: readonly string[],
  place: RegionCode,
  secondFactor: 'required' | 'optional',
  rule: string = fundingRules(model).disbursement.basis,
): Mandate | Refusal {
  const mandate = requireOffice(actor, offices, place, basisOf(model, rule));
  if (isRefusal(mandate)) return mandate;
  const holder = fundingRules(model).holders.find((one) => one.office === mandate.office);
  return holder?.secondFactor && secondFactor === 'required' && !actor.secondFactor
    ? wantsProof(actor, basisOf(model, holder.basis))
    : mandate;
}

/** What is said to somebody without a fresh proof: to prove the factor again, or to set one up first. */
function wantsProof(actor: Actor, basis: Basis): Refusal {
  return refuse(actor.factorSetUp ? 'access.prove-again' : 'access.second-factor', basis);
}

/** By which mandate the actor may record a payment on a proposal: in an office that records, not as one of those who proposed, once the minutes are sealed. */
export function mayRecordDisbursement(
  actor: Actor,
  model: Model,
  proposal: Proposal,
  secondFactor: 'required' | 'optional',
): Mandate | Refusal {
  const { record } = fundingRules(model).disbursement;
  return unless(
    mayHandleMoney(actor, model, record, proposal.village, secondFactor),
    notOwn(actor, proposal, model),
    mustBeBinding(proposal, model),
  );
}

/**
 * By which mandate the actor may approve or refuse a recorded payment: in an office that approves, neither as one of those who
 * proposed nor as the one who recorded it.
 */
export function mayReviewDisbursement(
  actor: Actor,
  model: Model,
  proposal: Proposal,
  disbursement: Pick<Disbursement, 'state' | 'recordedBy'>,
  secondFactor: 'required' | 'optional',
): Mandate | Refusal {
  const { approve, basis } = fundingRules(model).disbursement;
  return unless(
    mayHandleMoney(actor, model, approve, proposal.village, secondFactor),
    notOwn(actor, proposal, model),
    mayReview(actor, disbursement, basisOf(model, basis)),
  );
}

/** The places whose money the actor looks after: where they record or approve payments, or hold the budget. */
export function areasOfMoney(actor: Actor, model: Model): RegionCode[] {
  if (!model.funding) return [];
  const { holders, disbursement } = model.funding;
  const offices = [...holders.map((one) => one.office), ...disbursement.record, ...disbursement.approve];
  const areas = new Set(
    actor.mandates.filter((held) => offices.includes(held.office)).map((held) => held.region),
  );
  return [...areas].filter((area) => ![...areas].some((other) => other !== area && within(area, other)));
}

/** A payment as somebody may read it: its receipt only for those who may see receipts of this proposal. */
export function readableDisbursement<D extends Disbursement>(
  viewer: Actor | Visitor,
  proposal: Pick<Proposal, 'village' | 'organization'>,
  disbursement: D,
): Omit<D, 'receiptNumber' | 'receiptDocument'> & {
  readonly receipt: { readonly number: string; readonly document: Id | null } | null;
} {
  const { receiptNumber, receiptDocument, ...open } = disbursement;
  const sees = seesWithheld(viewer, 'receipt', {
    place: proposal.village,
    organization: proposal.organization,
  });
  return { ...open, receipt: sees ? { number: receiptNumber, document: receiptDocument } : null };
}
