import { type Actor, isSelf, type Mandate, requireOffice, type Visitor } from '#kernel/actor.ts';
import type { IsoDate } from '#kernel/date.ts';
import type { Id } from '#kernel/id.ts';
import type { Rupiah } from '#kernel/money.ts';
import { seesWithheld } from '#kernel/readable.ts';
import { isRefusal, type Refusal, refuse, unless } from '#kernel/refusal.ts';
import type { RegionCode } from '#kernel/region.ts';
import { alongOf, basisOf, type Model, moneyRules, type Step } from '#modules/models/index.ts';
import { mayAnswer, officesNow, type Standing } from '#modules/steps/index.ts';
import { withSecondFactor } from './money-office.ts';

/** What is recorded of every movement of money: how much, on which day, by which paper, and how far it was examined. */
type Recorded = {
  readonly id: Id;
  readonly program: Id;
  readonly amount: Rupiah;
  /** What for, or why it came back; empty for what is paid into a fund. */
  readonly purpose: string;
  readonly receiptNumber: string;
  readonly receiptDocument: Id | null;
  /** The real day on which the money moved. */
  readonly paidOn: IsoDate;
  /** The steps of its way, as they were resolved when it was recorded. */
  readonly route: readonly string[];
  /** The step that it waits for, from 0. */
  readonly step: number;
  readonly state: 'recorded' | 'approved' | 'refused';
  readonly remark: string | null;
  readonly recordedBy: Id;
  readonly recordedAt: Date;
  readonly reviewedAt: Date | null;
  readonly version: number;
};

/** Money that left the city's cash for a provider. */
export type Disbursement = Recorded & {
  readonly kind: 'disbursement';
  readonly proposal: Id;
  readonly provider: string;
  /** The provider in the register of suppliers; null where a person was paid for, who goes by a code. */
  readonly supplier: Id | null;
  /** What of it was withheld as tax (rupiah): the provider received the rest. */
  readonly withheld: Rupiah;
};

/** Money of one payment that came back. The payment stays as it was paid. */
export type Refund = Recorded & { readonly kind: 'refund'; readonly proposal: Id; readonly payment: Id };

/** Money or goods that a giver paid to somebody itself, out of the purse that is its own. */
export type Spending = Recorded & {
  readonly kind: 'spending';
  readonly proposal: Id;
  readonly purse: Id;
  /** The purse by its name in the model. */
  readonly purseName: string;
  readonly provider: string;
};

/** Money that a party paid into a fund: as money of which source, and for which period of what it owes. */
export type Deposit = Recorded & {
  readonly kind: 'deposit';
  readonly purse: Id;
  readonly purseName: string;
  readonly source: string;
  readonly organization: Id;
  /** The period of a levy, `2026-Q1`; empty where it pays none. */
  readonly occasion: string;
};

/** What one officer recorded of money that moved, with its paper, for others to examine. */
export type Voucher = Disbursement | Refund | Spending | Deposit;

/** Where a voucher lies: the place whose offices examine it, and the institution whose own officers do not. */
export type VoucherPlace = { readonly region: RegionCode; readonly organization: Id | null };

/** What of a voucher says which route it goes. */
type OnMoneyRoute =
  | Pick<Deposit, 'kind' | 'purseName' | 'source'>
  | Pick<Spending, 'kind' | 'purseName'>
  | Pick<Disbursement | Refund, 'kind'>;

/** Which route of the model a voucher goes. */
export function alongOfVoucher(voucher: OnMoneyRoute): string {
  switch (voucher.kind) {
    case 'deposit':
      return alongOf({ kind: 'deposit', purse: voucher.purseName, source: voucher.source });
    case 'spending':
      return alongOf({ kind: 'spending', purse: voucher.purseName });
    default:
      return alongOf({ kind: voucher.kind });
  }
}

/** The steps that a voucher goes through, in order. */
export function voucherSteps(model: Model, along: string, route: readonly string[]): readonly Step[] {
  const steps = moneyRules(model, along).route;
  return route.flatMap((name) => steps.find((one) => one.step === name) ?? []);
}

/** What of a voucher decides who may examine it. */
export type OnReview = Pick<Voucher, 'state' | 'recordedBy' | 'route' | 'step'> & { readonly along: string };

/**
 * By which mandate the actor examines what was recorded: in an office of the step that it waits for, with a second factor
 * where the model asks one, not as whoever recorded it nor as an officer of the institution it is about. Source: maker and
 * checker; engine of models, vocabulary `steps`.
 */
export function mayReviewVoucher(
  actor: Actor,
  model: Model,
  voucher: OnReview,
  place: VoucherPlace,
  standing: Standing,
  secondFactor: 'required' | 'optional',
  answer?: 'accept' | 'refuse',
): Mandate | Refusal {
  const { along, state, recordedBy } = voucher;
  const steps = voucherSteps(model, along, voucher.route);
  const step = steps[voucher.step] ?? steps.at(-1);
  const basis = basisOf(model, step?.basis ?? moneyRules(model, along).basis);
  if (!step) return refuse('voucher.state', basis, { state });
  const by = withSecondFactor(
    requireOffice(actor, officesNow(step, standing), place.region, basis),
    actor,
    model,
    secondFactor,
  );
  const thing = { place: place.region, organization: place.organization, author: recordedBy, ...standing };
  const answers = mayAnswer(actor, model, step, thing, answer);
  return unless(
    by,
    state === 'recorded' ? undefined : refuse('voucher.state', basis, { state }),
    isSelf(actor, recordedBy) ? refuse('access.maker-checker', basis) : undefined,
    isRefusal(answers) ? answers : undefined,
  );
}

/** A voucher as somebody may read it: its paper only for those who may see receipts of the place or the institution. */
export function readableVoucher<V extends Voucher>(
  viewer: Actor | Visitor,
  place: VoucherPlace,
  voucher: V,
): Omit<V, 'receiptNumber' | 'receiptDocument'> & {
  readonly receipt: { readonly number: string; readonly document: Id | null } | null;
} {
  const { receiptNumber, receiptDocument, ...open } = voucher;
  const sees = seesWithheld(viewer, 'receipt', { place: place.region, organization: place.organization });
  return { ...open, receipt: sees ? { number: receiptNumber, document: receiptDocument } : null };
}
