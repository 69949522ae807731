import { basisOf, type Label, type Model, partyLabel } from '#modules/models/index.ts';
import type { Program } from '#modules/programs/index.ts';
import { m } from '#paraglide/messages.js';
import type { Locale } from '#paraglide/runtime.js';
import { list, percent, period, shortRupiah } from '#ui/format.ts';
import { officeName } from '#ui/message.ts';
import { wordWithin } from '#ui/word-due.ts';

/** A rule of the model in plain words, with the basis it is cited with. */
export type WordedRule = {
  readonly title: string;
  readonly text?: string;
  readonly items: readonly string[];
  readonly basis: string;
};

/** The rules of a programme as anyone can read them, in the order in which they are met. */
export function wordRules(program: Program, locale: Locale): WordedRule[] {
  const { model } = program;
  const { proposals, deliberation, funding, activities, reporting } = model;
  const word = (label: Label) => (locale === 'en' ? label.en : label.id);
  const offices = (codes: readonly string[]) => list(codes.map((code) => officeName(code, locale)));
  const basis = (...ids: string[]) => wordBasis(model, ids);
  return [
    {
      title: m['public.rules.propose'](),
      items: proposals.proposers.map((one) => {
        const label = word(partyLabel(model, one.kind));
        return [
          m['public.rules.proposer']({ label, ceiling: shortRupiah(one.ceiling) }),
          one.inCash ? m['public.rules.in-cash']() : m['public.rules.in-kind'](),
          m['public.rules.by']({ offices: offices(one.offices) }),
        ].join(', ');
      }),
      basis: basis(...proposals.proposers.map((one) => one.basis)),
    },
    {
      title: m['public.rules.window'](),
      text: m['public.rules.window-text']({
        period: period(program.windows.proposals.from, program.windows.proposals.to),
      }),
      items:
        proposals.photosToSubmit > 0 ? [m['public.rules.photos']({ count: proposals.photosToSubmit })] : [],
      basis: basis(proposals.windowBasis, proposals.photosBasis),
    },
    {
      title: m['public.rules.verify'](),
      text: m['public.rules.verify-text']({ offices: offices(proposals.verifiers) }),
      items: [],
      basis: basis(proposals.verifiersBasis),
    },
    {
      title: m['public.rules.forum'](),
      text: m['public.rules.forum-text']({
        forum: word(deliberation.name),
        conveners: offices(deliberation.conveners),
        deciders: offices(deliberation.deciders),
      }),
      items: deliberation.outcomes.map((outcome) =>
        outcome.reason ? `${word(outcome.label)} (${m['public.rules.with-reason']()})` : word(outcome.label),
      ),
      basis: basis(deliberation.basis, ...deliberation.outcomes.map((one) => one.basis)),
    },
    {
      title: m['public.rules.quorum'](),
      text: m['public.rules.quorum-text'](),
      items: [
        ...deliberation.quorum.elements.map((need) => {
          const label = word(need.label);
          if (need.share === 1000) return m['public.rules.all-of']({ label });
          if (need.share !== undefined)
            return m['public.rules.share-of']({ label, share: percent(need.share) });
          return m['public.rules.at-least']({ label, count: need.atLeast ?? 1 });
        }),
        deliberation.quorum.onePersonManyElements
          ? m['public.rules.one-person-many']()
          : m['public.rules.one-person-once'](),
      ],
      basis: basis(deliberation.quorum.basis),
    },
    {
      title: m['public.rules.money'](),
      text: m['public.rules.money-text']({
        source: word(funding.source.label),
        record: offices(funding.disbursement.record),
        approve: offices(funding.disbursement.approve),
      }),
      items: funding.holders.map((holder) => `${word(holder.role)}: ${officeName(holder.office, locale)}`),
      basis: basis(funding.source.basis, funding.disbursement.basis),
    },
    {
      title: m['public.rules.evidence'](),
      text: m['public.rules.evidence-text']({
        points: list(activities.evidence.checkpoints.map((point) => percent(point * 10))),
        count: activities.evidence.photosEach,
      }),
      items: [],
      basis: basis(activities.evidence.basis),
    },
    {
      title: m['public.rules.report'](),
      text: m['public.rules.report-text']({ time: wordWithin(reporting.due.within, locale) }),
      items: [
        reporting.ladder.map((rung) => word(rung.label)).join(' → '),
        ...(reporting.overdue.blocksNextYear
          ? [m['public.rules.blocks']({ offices: offices(reporting.overdue.overrideBy) })]
          : []),
      ],
      basis: basis(reporting.basis, reporting.due.basis, reporting.overdue.basis),
    },
  ];
}

/** Where rules stand, each citation once; figures that the law leaves to the city say so. */
function wordBasis(model: Model, ids: readonly string[]): string {
  const cites = [...new Set(ids)].map((id) => {
    const uncertain = model.legal.find((law) => law.id === id)?.uncertain;
    return uncertain ? m['public.rules.uncertain']() : basisOf(model, id).cite;
  });
  return m['public.rules.basis']({ cite: cites.join('; ') });
}
