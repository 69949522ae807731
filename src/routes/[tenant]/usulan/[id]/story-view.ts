import { dayIn } from '#kernel/date.ts';
import type { Id } from '#kernel/id.ts';
import { sum } from '#kernel/money.ts';
import type { ToldVoucher } from '#modules/funding/index.ts';
import { filingKind, officeLabels, purseNamed } from '#modules/models/index.ts';
import type { ProposalOverview, TrailStep } from '#modules/overview/index.ts';
import { m } from '#paraglide/messages.js';
import type { Locale } from '#paraglide/runtime.js';
import type { Tenant } from '#platform/database/tenant-transaction.ts';
import { count, day, list, rupiah } from '#ui/format.ts';
import { paperName, taxName } from '../../dana/payment-names.ts';
import { sourceName } from '../../dana/posting-words.ts';

type Told = Pick<ProposalOverview, 'program' | 'proposal' | 'story' | 'report' | 'institution'>;

/** What followed from a proposal, in words, stage by stage, as its page tells it from top to bottom. */
export type StoryView = ReturnType<typeof wordStory>;
export type PaymentView = ReturnType<typeof paymentsOf>[number];

export function wordStory(found: Told, tenant: Tenant, locale: Locale) {
  const { sums, borne } = found.story;
  const { model } = found.program;
  return {
    sums: sums && { ...sums, pending: pendingIn(found.story.vouchers) },
    from: list(
      borne
        .filter((one) => one.granted > 0n)
        .map((one) =>
          m['story.from-source']({
            source: sourceName(model, one.source, locale),
            purse: purseNamed(model, one.purse).label[locale],
            amount: borne.length > 1 ? rupiah(one.granted) : '',
          }).trim(),
        ),
    ),
    payments: paymentsOf(found, tenant, locale),
    work: workOf(found),
    report: reportOf(found, tenant, locale),
  };
}

/** Recorded by one officer and not accepted by another yet. */
function pendingIn(vouchers: readonly ToldVoucher[]): bigint {
  return sum(vouchers.filter((one) => one.state === 'recorded').map((one) => one.amount));
}

/** Every payment in the order of the days, each with what came back of it. */
function paymentsOf({ story, program, proposal }: Told, tenant: Tenant, locale: Locale) {
  const worded = (one: ToldVoucher) => ({
    id: one.id,
    kind: one.kind,
    provider: one.provider,
    // Everybody reads of a provider what was accepted: before, there may be nothing to read.
    payee: one.supplier && one.state === 'approved' && `/${tenant.slug}/penyedia/${one.supplier}`,
    purpose: one.purpose,
    amount: one.amount,
    day: day(one.paidOn, 'short', locale),
    withheld:
      one.withheld > 0n
        ? m['payment.told']({
            taxes: list(
              one.taxes.map((each) => `${taxName(program.model, each.tax, locale)} ${rupiah(each.amount)}`),
            ),
            net: rupiah(one.amount - one.withheld),
          })
        : '',
    papers: papersOf(one, program, locale),
    waits: one.state === 'recorded',
    filed: one.filed,
    accepted: acceptedBy(one, program, tenant, locale),
    ledger: `/${tenant.slug}/dana/${proposal.id}#bukti-${one.id}`,
  });
  const refunds = story.vouchers.filter((one) => one.kind === 'refund');
  return story.vouchers
    .filter((one) => one.kind !== 'refund')
    .map((one) => ({
      ...worded(one),
      refunds: refunds.filter((back) => back.payment === one.id).map(worded),
    }));
}

/** The papers that a payment stands on, in order: `SPP 001, 9 Feb 2026 → SPM 002, 10 Feb 2026`. */
export function papersOf(
  { papers }: Pick<ToldVoucher, 'papers'>,
  { model }: ProposalOverview['program'],
  locale: Locale,
): string {
  return papers
    .map(
      ({ paper, number, datedOn }) =>
        `${paperName(model, paper, locale)} ${number}, ${day(datedOn, 'short', locale)}`,
    )
    .join(' → ');
}

/** Which offices accepted a movement, each with its day: `Lurah, 12 Mar 2026`. */
export function acceptedBy(
  { accepted }: Pick<ToldVoucher, 'accepted'>,
  { model }: ProposalOverview['program'],
  tenant: Tenant,
  locale: Locale,
): string {
  const offices = officeLabels(
    [model],
    accepted.map((one) => one.office),
  );
  return accepted
    .map((one, place) => `${offices[place]?.[locale] ?? one.office}, ${dayOf(one.at, tenant, locale)}`)
    .join('; ');
}

function dayOf(at: Date, tenant: Tenant, locale: Locale): string {
  return day(dayIn(tenant.timeZone, at), 'short', locale);
}

function workOf({ story: { work } }: Told) {
  if (!work) return undefined;
  const { activity, organization, place, checkpoints, evidence, realisation, offered } = work;
  const { id, state, progress, startsOn, endsOn, startedOn, completedOn, handedOverOn } = activity;
  return {
    ...{ id, state, progress, startsOn, endsOn, startedOn, completedOn, handedOverOn },
    ...{ place, evidence, realisation },
    by: organization.name,
    // What is photographed already; what is still to come stands on the page of the activity.
    checkpoints: checkpoints
      .filter((one) => one.step !== undefined)
      .map(({ point, step, photos }) => ({ point, on: step?.happenedOn, note: step?.note ?? '', photos })),
    offered: sum(offered.map((one) => one.offered)),
    came: sum(offered.map((one) => one.realised)),
  };
}

function reportOf({ report, story, program }: Told, tenant: Tenant, locale: Locale) {
  if (!report || report.state === 'draft') return undefined;
  const { answered } = story;
  const offices = officeLabels(
    [program.model],
    answered.map((one) => one.office),
  );
  const said = {
    accepted: m['story.answered-accepted'],
    returned: m['story.answered-returned'],
    refused: m['story.answered-refused'],
  };
  return {
    id: report.id,
    state: report.state,
    name: filingKind(program.model, report.kind).label[locale],
    sent: report.submittedAt ? dayOf(report.submittedAt, tenant, locale) : '',
    accepted: report.acceptedAt ? dayOf(report.acceptedAt, tenant, locale) : '',
    answers: answered.map((one, place) => ({
      office: offices[place]?.[locale] ?? one.office,
      said: said[one.outcome](),
      returned: one.outcome !== 'accepted',
      day: dayOf(one.answeredAt, tenant, locale),
      remark: one.remark,
    })),
  };
}

/** Who brings a proposal and for whom, in one sentence. */
export function wordLead({ proposal }: Pick<ProposalOverview, 'proposal'>, who: string): string {
  const { people, poorHouseholds } = proposal;
  if (people === 0) return m['story.brought']({ who });
  return poorHouseholds === 0
    ? m['story.brought-for']({ who, people: count(people) })
    : m['story.brought-poor']({ who, people: count(people), poor: count(poorHouseholds) });
}

/** What a proposal tells itself further down: its own decisions, payments, work and reports. */
const OWN = new Set<TrailStep['part']>(['decision', 'payment', 'refund', 'activity', 'filing']);

/** The trail without what the page tells anyway: what came before and after, and what others do for it. */
export function aroundIt(trail: readonly TrailStep[]): readonly TrailStep[] {
  const others = trail.findIndex((one) => one.part === 'after.work');
  return trail.filter((one, place) => !OWN.has(one.part) || (others >= 0 && place > others));
}

/** The address that shares a page by WhatsApp: a link, no client. */
export function shareLink(origin: string, tenant: string, id: Id, title: string): string {
  const text = m['story.share-text']({ title, address: `${origin}/${tenant}/usulan/${id}` });
  return `https://wa.me/?text=${encodeURIComponent(text)}`;
}
