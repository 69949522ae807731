import type { Id } from '#kernel/id.ts';
import type { Refusal } from '#kernel/refusal.ts';
import type {
  ReadableDeposit,
  ReadableDisbursement,
  ReadableRefund,
  ReadableSpending,
} from '#modules/funding/index.ts';
import { type Model, moneyRules } from '#modules/models/index.ts';
import type { StepAnswer } from '#modules/steps/index.ts';
import { m } from '#paraglide/messages.js';
import type { Locale } from '#paraglide/runtime.js';
import type { Tenant } from '#platform/database/tenant-transaction.ts';
import { moment } from '#ui/format.ts';
import { wordRefusal } from '#ui/word-refusal.ts';
import { unlessProvable } from '../../prove-again.ts';

/** A refusal in words, unless proving the second factor anew would lift it. */
export function wordHere(refusal: Refusal | undefined) {
  const shown = unlessProvable(refusal);
  return shown && wordRefusal(shown);
}

type Paper = ReadableDeposit | ReadableDisbursement | ReadableRefund | ReadableSpending;

/** A voucher as its item shows it: what all kinds have in common, how far it is, and what its reader may do. */
export type WordedVoucher = ReturnType<typeof wordVoucher>;

export type OnPage = {
  readonly tenant: Tenant;
  readonly model: Model;
  readonly locale: Locale;
  readonly along: string;
  /** What keeps the reader from examining it; `may` when nothing does, undefined for those it does not concern. */
  readonly review: Refusal | 'may' | undefined;
  readonly answers?: readonly StepAnswer[] | undefined;
  /** Receipts that are pictures, of which a small one is shown. */
  readonly pictures?: ReadonlySet<Id> | undefined;
};

export function wordVoucher(
  one: Paper,
  { tenant, model, locale, along, review, answers = [], pictures }: OnPage,
) {
  const stepName = (step: string) =>
    moneyRules(model, along).route.find((each) => each.step === step)?.label[locale] ?? step;
  const refusal = review === undefined || review === 'may' ? undefined : wordHere(review);
  const several = one.route.length > 1;
  return {
    id: one.id,
    version: one.version,
    amount: one.amount,
    number: one.receipt?.number,
    receipt: fileOf(one.receipt, tenant),
    /** The small picture of it, where it is one. */
    picture: pictures?.has(one.receipt?.document ?? '') ? `${fileOf(one.receipt, tenant)}/kecil` : undefined,
    /** Whether the reader, who may see receipts, finds a number without its file. */
    unproved: one.receipt !== null && one.receipt.document === null,
    state: one.state,
    remark: several ? '' : (one.remark ?? ''),
    recorded: moment(one.recordedAt, tenant.timeZone, 'short'),
    reviewed: one.reviewedAt && !several ? moment(one.reviewedAt, tenant.timeZone, 'short') : '',
    /** Where it has several steps: the one that it waits for, and what the others answered. */
    waitsFor: several && one.state === 'recorded' ? stepName(one.route[one.step] ?? '') : '',
    answers: answers.map((answer) => ({
      step: stepName(answer.step),
      said: [
        answer.outcome === 'accepted' ? m['state.voucher.approved']() : m['state.voucher.refused'](),
        moment(answer.answeredAt, tenant.timeZone, 'short'),
        answer.remark,
      ]
        .filter((part) => part !== '')
        .join(' · '),
    })),
    // What proving the second factor anew would lift is asked for when the form is sent.
    reviewable: one.state === 'recorded' && review !== undefined && refusal === undefined,
    refusal: one.state === 'recorded' ? refusal : undefined,
  };
}

function fileOf(receipt: { readonly document: Id | null } | null, tenant: Tenant): string | undefined {
  return receipt?.document ? `/${tenant.slug}/berkas/${receipt.document}` : undefined;
}
