import { sum } from '#kernel/money.ts';
import type { TrailPart, TrailStep } from '#modules/overview/index.ts';
import { m } from '#paraglide/messages.js';
import { day, moment, rupiah } from '#ui/format.ts';

/** A line of the trail on the page of a proposal. */
export type TrailLine = {
  readonly part: string;
  readonly title: string;
  readonly note: string;
  readonly href: string;
};

const PARTS: Readonly<Record<TrailPart, () => string>> = {
  'before.came-from': m['proposal.trail.before.came-from'],
  'before.instead-of': m['proposal.trail.before.instead-of'],
  'before.continues': m['proposal.trail.before.continues'],
  'before.need': m['need.trail.need'],
  decision: m['proposal.trail.decision'],
  payment: m['proposal.trail.payment'],
  refund: m['proposal.trail.refund'],
  activity: m['proposal.trail.activity'],
  filing: m['proposal.trail.filing'],
  admitted: m['proposal.trail.admitted'],
  'after.work': m['need.trail.work'],
  'after.came-from': m['proposal.trail.after.came-from'],
  'after.instead-of': m['proposal.trail.after.instead-of'],
  'after.continues': m['proposal.trail.after.continues'],
};

/** More payments than this are told in one line: each stands on the page of the money. */
const PAYMENTS = 3;

/** The trail of a proposal in words; movements of its money are titled by their amount, all else as it is called. */
export function wordTrail(
  trail: readonly TrailStep[],
  { slug, timeZone }: { readonly slug: string; readonly timeZone: string },
  locale: 'id' | 'en',
): TrailLine[] {
  const when = ({ at }: TrailStep) =>
    at === undefined ? '' : typeof at === 'string' ? day(at, 'short') : moment(at, timeZone, 'short');
  return folded(trail).map(({ step, times }) => {
    const money = step.part === 'payment' || step.part === 'refund';
    const amount = step.amount === undefined ? '' : rupiah(step.amount);
    const title = step.title[locale] || m['proposal.untitled']();
    return {
      part: PARTS[step.part](),
      title: money ? amount : title,
      note: [
        when(step),
        money ? (times > 1 ? `${times}×` : '') : amount,
        step.progress === undefined ? '' : m['proposal.after.progress']({ percent: step.progress }),
        money && step.state === 'recorded' ? m['state.voucher.recorded']() : '',
      ]
        .filter(Boolean)
        .join(' · '),
      href: `/${slug}/${step.page}`,
    };
  });
}

function folded(trail: readonly TrailStep[]): { step: TrailStep; times: number }[] {
  const payments = trail.filter((one) => one.part === 'payment' && one.state === 'approved');
  const [first] = payments;
  if (!first || payments.length <= PAYMENTS) return trail.map((step) => ({ step, times: 1 }));
  const amount = sum(payments.map((one) => one.amount ?? 0n));
  return trail.flatMap((step) => {
    if (!payments.includes(step)) return [{ step, times: 1 }];
    return step === first ? [{ step: { ...first, amount }, times: payments.length }] : [];
  });
}
