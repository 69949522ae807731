import type { Id } from '#kernel/id.ts';
import type { MoneyOverview } from '#modules/funding/index.ts';
import { type Model, officeLabels, purseNamed } from '#modules/models/index.ts';
import { m } from '#paraglide/messages.js';
import type { Locale } from '#paraglide/runtime.js';
import type { Tenant } from '#platform/database/tenant-transaction.ts';
import { day, moment, rupiah } from '#ui/format.ts';
import type { Stage } from '#ui/Rail.svelte';
import { accountName, postingName, sourceName } from '../posting-words.ts';
import { type OnPage, wordHere, wordVoucher } from '../voucher-words.ts';
import { wordStanding } from './asked-papers.ts';

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

type Told = { readonly id: Id; readonly state: string };

/** What a voucher of a proposal's money is worded with. */
function onPage(found: MoneyOverview, one: Told, along: string, tenant: Tenant, locale: Locale): OnPage {
  const { program, concerned, review, answers, pictures } = found;
  return {
    tenant,
    locale,
    along,
    model: program.model,
    review: concerned ? (review.get(one.id) ?? 'may') : undefined,
    answers: answers.get(one.id),
    pictures,
  };
}

export function wordPayments(found: MoneyOverview, tenant: Tenant, locale: Locale) {
  return found.disbursements.map((one) => ({
    ...wordVoucher(one, onPage(found, one, 'disbursement', tenant, locale)),
    ...wordStanding(found, one, locale),
    net: one.amount - one.withheld,
    provider: one.provider,
    purpose: one.purpose,
    paidOn: day(one.paidOn),
  }));
}

export function wordRefunds(found: MoneyOverview, tenant: Tenant, locale: Locale) {
  return found.refunds.map((one) => ({
    ...wordVoucher(one, onPage(found, one, 'refund', tenant, locale)),
    provider: found.disbursements.find((other) => other.id === one.payment)?.provider ?? '',
    purpose: one.purpose,
    paidOn: day(one.paidOn),
  }));
}

/** What the giver spends itself, with what it has recorded; undefined where all passes through the city's cash. */
export function wordSpending(found: MoneyOverview, tenant: Tenant, locale: Locale) {
  const { given, spendings } = found;
  if (!given) return undefined;
  const { rules, left, record } = given;
  return {
    purse: rules.label[locale],
    left,
    // Whose money it is not reads what was spent, and is not told that they may not record it.
    mayRecord:
      record === undefined || (record.refusal !== 'access.office' && record.refusal !== 'access.sign-in'),
    refusal: wordHere(record),
    vouchers: spendings.map((one) => ({
      ...wordVoucher(one, onPage(found, one, `spending/${one.purseName}`, tenant, locale)),
      provider: one.provider,
      purpose: one.purpose,
      paidOn: day(one.paidOn),
    })),
  };
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
export function moneyStages(
  { proposal, disbursements, spendings, money }: MoneyOverview,
  tenant: Tenant,
): Stage[] {
  const funded = proposal.granted !== null;
  const recorded = disbursements.length + spendings.length > 0;
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

/** Who records payments, as the model calls their offices. */
export function payersIn(model: Model, locale: Locale): string[] {
  return officeLabels([model], model.funding?.disbursement?.record ?? []).map((one) => one[locale]);
}
