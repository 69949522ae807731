import type { Refusal } from '#kernel/refusal.ts';
import type { MoneyOverview } from '#modules/funding/index.ts';
import { purseNamed } from '#modules/models/index.ts';
import { m } from '#paraglide/messages.js';
import type { Locale } from '#paraglide/runtime.js';
import type { Tenant } from '#platform/database/tenant-transaction.ts';
import { day, moment, rupiah } from '#ui/format.ts';
import type { Stage } from '#ui/Rail.svelte';
import { wordRefusal } from '#ui/word-refusal.ts';
import { unlessProvable } from '../../../prove-again.ts';
import { accountName, postingName, sourceName } from '../posting-words.ts';

type Payment = MoneyOverview['disbursements'][number];
type Refund = MoneyOverview['refunds'][number];

/** A refusal in words, unless proving the second factor anew would lift it. */
export function wordHere(refusal: Refusal | undefined) {
  const shown = unlessProvable(refusal);
  return shown && wordRefusal(shown);
}

/** What a payment and a refund have in common on paper: when it was recorded and reviewed, its receipt. */
function paperOf(one: Payment | Refund, tenant: Tenant) {
  return {
    id: one.id,
    version: one.version,
    amount: one.amount,
    receipt: one.receipt?.document ? `/${tenant.slug}/berkas/${one.receipt.document}` : undefined,
    state: one.state,
    remark: one.remark ?? '',
    recorded: moment(one.recordedAt, tenant.timeZone, 'short'),
    reviewed: one.reviewedAt ? moment(one.reviewedAt, tenant.timeZone, 'short') : '',
  };
}

/** The movements of a proposal's money, each with its source. */
export function wordPostings({ postings, program }: MoneyOverview, tenant: Tenant, locale: Locale) {
  return postings.map((one) => ({
    id: one.id,
    on: day(one.happenedOn, 'short'),
    at: moment(one.recordedAt, tenant.timeZone, 'short'),
    kind: postingName(one.kind),
    from: accountName(one.from),
    to: accountName(one.to),
    source: sourceName(program.model, one.source, locale),
    amount: one.amount,
  }));
}

/** Which source of which purse bears how much. */
export function wordBorne({ borne, program }: MoneyOverview, locale: Locale) {
  return borne.map((one) => ({
    source: sourceName(program.model, one.source, locale),
    purse: purseNamed(program.model, one.purse).label[locale],
    granted: one.granted,
  }));
}

export function wordPayments({ disbursements, review }: MoneyOverview, tenant: Tenant) {
  return disbursements.map((one) => ({
    ...paperOf(one, tenant),
    provider: one.provider,
    purpose: one.purpose,
    receiptNumber: one.receipt?.number,
    paidOn: day(one.paidOn),
    refusal: wordHere(review.get(one.id)),
  }));
}

export function wordRefunds({ refunds, disbursements, reviewRefund }: MoneyOverview, tenant: Tenant) {
  return refunds.map((one) => ({
    ...paperOf(one, tenant),
    provider: disbursements.find((other) => other.id === one.disbursement)?.provider ?? '',
    reason: one.reason,
    number: one.receipt?.number,
    refundedOn: day(one.refundedOn),
    refusal: wordHere(reviewRefund.get(one.id)),
  }));
}

/** The payments of which something may come back, to choose from. */
export function refundable({ disbursements }: MoneyOverview) {
  return disbursements
    .filter((one) => one.state === 'approved')
    .map((one) => ({
      value: one.id,
      label: `${one.provider} · ${rupiah(one.amount)} · ${day(one.paidOn, 'short')}`,
    }));
}

/** Where the money of a proposal stands: decided, payment recorded, paid out, accounted for. */
export function moneyStages({ proposal, disbursements, money }: MoneyOverview, tenant: Tenant): Stage[] {
  const funded = proposal.granted !== null;
  const recorded = disbursements.length > 0;
  const paid = money.advance > 0n || money.spent > 0n;
  const settled = funded && money.spent > 0n && money.advance === 0n && money.commitment === 0n;
  const decided = proposal.decidedAt ? moment(proposal.decidedAt, tenant.timeZone, 'short') : undefined;
  return [
    { title: m['funds.stage.decided'](), state: funded ? 'done' : 'todo', date: decided },
    { title: m['funds.stage.recorded'](), state: recorded ? 'done' : funded ? 'now' : 'todo' },
    { title: m['funds.stage.paid'](), state: paid ? 'done' : recorded ? 'now' : 'todo' },
    { title: m['funds.stage.settled'](), state: settled ? 'done' : paid ? 'now' : 'todo' },
  ];
}
