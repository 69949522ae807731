import type { IsoDate } from '#kernel/date.ts';
import {
  alongOf,
  basisOf,
  type FilingKind,
  type ForumRules,
  filersOf,
  fundingRules,
  type Label,
  type Model,
  moneyRules,
  mostFor,
  officeLabels,
  type ProposalKind,
  type PurseRules,
  partyLabel,
  pursesBehind,
  type Step,
} from '#modules/models/index.ts';
import {
  type Program,
  sittingWindow,
  type Window,
  type WindowOf,
  windowFor,
  windowsKept,
} from '#modules/programs/index.ts';
import { photosWanted, verifiersOf } from '#modules/proposals/index.ts';
import { m } from '#paraglide/messages.js';
import type { Locale } from '#paraglide/runtime.js';
import { list, percent, period, rupiah, shortRupiah } from '#ui/format.ts';
import { wordDue, wordWithin } from '#ui/word-due.ts';

/** A rule of the model in plain words, with the basis it is cited with. */
export type WordedRule = {
  readonly title: string;
  readonly text?: string;
  readonly items: readonly string[];
  readonly basis: string;
};

/** The rules of a programme as anyone can read them, in the order in which they are met: of each section that it has. */
export function wordRules(program: Program, locale: Locale, today: IsoDate): WordedRule[] {
  const { model } = program;
  return [
    ...model.proposals.flatMap((kind) => proposalRules(program, kind, locale, today)),
    ...model.forums.flatMap((forum) => forumRules(program, forum, locale, today)),
    ...model.purses.map((purse) => purseRule(model, purse, locale)),
    ...activityRule(model),
    ...model.filings.map((filing) => filingRule(model, filing, locale)),
  ];
}

function word(label: Label, locale: Locale): string {
  return locale === 'en' ? label.en : label.id;
}

/** Offices and seats as the model calls them. */
function officesOf(model: Model, codes: readonly string[], locale: Locale): string {
  return list(officeLabels([model], codes).map((one) => (locale === 'en' ? one.en : one.id)));
}

/** Who examines what was recorded of money, in order; a step for larger amounts says above which. */
function approvers(model: Model, route: readonly Step[], locale: Locale): string {
  return route
    .map((step) => {
      const named = officesOf(model, step.offices, locale);
      return step.when?.amountAbove === undefined
        ? named
        : m['public.rules.approvers-above']({ offices: named, amount: rupiah(step.when.amountAbove) });
    })
    .join(' → ');
}

function proposalRules(program: Program, kind: ProposalKind, locale: Locale, today: IsoDate): WordedRule[] {
  const { model } = program;
  const purses = pursesBehind(model, kind);
  const window = windowFor(program, kind, today);
  const photos = photosWanted(kind);
  const verifiers = verifiersOf(kind);
  const debts = kind.checks.filter((one) => one.check === 'none-overdue');
  return [
    {
      title: m['public.rules.propose']({ what: word(kind.label, locale) }),
      items: kind.from.map((one) => {
        const label = word(partyLabel(model, one.party), locale);
        const most = mostFor(model, kind, one.party);
        return [
          ...(purses.length > 0
            ? [
                most === undefined
                  ? label
                  : m['public.rules.proposer']({ label, ceiling: shortRupiah(most.amount) }),
                purses.every((purse) => purse.inCash)
                  ? m['public.rules.in-cash']()
                  : m['public.rules.in-kind'](),
              ]
            : [label]),
          ...(one.offices.length > 0
            ? [m['public.rules.by']({ offices: officesOf(model, one.offices, locale) })]
            : []),
        ].join(', ');
      }),
      basis: wordBasis(model, [kind.basis, ...kind.from.map((one) => one.basis)]),
    },
    {
      title: m['public.rules.window'](),
      text: m['public.rules.window-text']({ period: windowWords(program, window, 'proposals', kind.kind) }),
      items: [
        ...(photos > 0 ? [m['public.rules.photos']({ count: photos })] : []),
        ...debts.map((one) =>
          one.by.length === 0
            ? m['public.rules.blocks-always']()
            : one.of === 'any-year'
              ? m['public.rules.blocks-any']({ offices: officesOf(model, one.by, locale) })
              : m['public.rules.blocks']({ offices: officesOf(model, one.by, locale) }),
        ),
      ],
      basis: wordBasis(model, [kind.window.basis, ...kind.checks.map((one) => one.basis)]),
    },
    ...(verifiers.offices.length > 0
      ? [
          {
            title: m['public.rules.verify'](),
            text: m['public.rules.verify-text']({ offices: officesOf(model, verifiers.offices, locale) }),
            items: clockRules(model, kind.route, locale),
            basis: wordBasis(model, [verifiers.basis]),
          },
        ]
      : []),
  ];
}

function forumRules(program: Program, forum: ForumRules, locale: Locale, today: IsoDate): WordedRule[] {
  const { model } = program;
  const window = sittingWindow(program, forum, today);
  return [
    {
      title: model.forums.length > 1 ? word(forum.label, locale) : m['public.rules.forum'](),
      text: m['public.rules.forum-text']({
        forum: word(forum.label, locale),
        conveners: officesOf(model, forum.conveners, locale),
        deciders: officesOf(model, forum.deciders, locale),
      }),
      items: [
        m['public.rules.forum-window']({ period: windowWords(program, window, 'forums', forum.forum) }),
        ...forum.outcomes.map((outcome) => {
          const label = word(outcome.label, locale);
          const next = model.forums.find((one) => one.forum === outcome.to);
          const said = [
            ...(outcome.most === undefined
              ? []
              : [m['public.rules.grants-up-to']({ most: shortRupiah(BigInt(outcome.most)) })]),
            ...(outcome.reason ? [m['public.rules.with-reason']()] : []),
            ...(next ? [m['public.rules.passed-to']({ forum: word(next.label, locale) })] : []),
          ];
          return said.length > 0 ? `${label} (${said.join('; ')})` : label;
        }),
      ],
      basis: wordBasis(model, [forum.basis, forum.window.basis, ...forum.outcomes.map((one) => one.basis)]),
    },
    {
      title: m['public.rules.quorum'](),
      text: m['public.rules.quorum-text'](),
      items: [
        ...seatsRule(model, forum, locale),
        ...forum.quorum.elements.map((need) => {
          const label = word(need.label, locale);
          if (need.share === 1000) return m['public.rules.all-of']({ label });
          if (need.share !== undefined)
            return m['public.rules.share-of']({ label, share: percent(need.share) });
          return m['public.rules.at-least']({ label, count: need.atLeast ?? 1 });
        }),
        forum.quorum.seats
          ? m['public.rules.one-person-seat']()
          : forum.quorum.onePersonManyElements
            ? m['public.rules.one-person-many']()
            : m['public.rules.one-person-once'](),
      ],
      basis: wordBasis(model, [forum.quorum.basis]),
    },
  ];
}

/** A window as it holds; where the city set it otherwise, by which document, and what the model says. */
function windowWords(program: Program, window: Window, of: WindowOf['of'], name: string): string {
  const holds = period(window.from, window.to);
  const known = windowsKept(program).find((one) => one.of === of && one.name === name);
  if (window.cite === undefined || !known) return holds;
  return m['public.rules.window-city']({
    period: holds,
    cite: window.cite,
    model: period(known.ofModel.from, known.ofModel.to),
  });
}

/** How many seats of a body must be taken, and which must not be empty. */
function seatsRule(model: Model, forum: ForumRules, locale: Locale): string[] {
  const { seats } = forum.quorum;
  if (!seats) return [];
  const label = word(partyLabel(model, forum.by ?? ''), locale);
  const share =
    seats.moreThan === undefined
      ? m['public.rules.seats-share']({ label, share: percent(seats.share ?? 1000) })
      : m['public.rules.seats-more']({ label, share: percent(seats.moreThan) });
  return [
    share,
    ...(seats.atLeast === undefined ? [] : [m['public.rules.seats-least']({ count: seats.atLeast })]),
    ...seats.present.map((seat) =>
      m['public.rules.seats-present']({ seat: officesOf(model, [`${forum.by}/${seat}`], locale) }),
    ),
  ];
}

function purseRule(model: Model, purse: PurseRules, locale: Locale): WordedRule {
  const { sources, holders } = fundingRules(model);
  const given = purse.paid === 'by-giver';
  const moved = moneyRules(model, alongOf({ kind: given ? 'spending' : 'disbursement', purse: purse.purse }));
  const from = purse.sources.map(({ source, perMille }) => {
    const known = sources.find((one) => one.source === source);
    const name = known ? word(known.label, locale) : source;
    return perMille === 1000 ? name : `${name} (${percent(perMille)})`;
  });
  return {
    title: m['public.rules.money']({ purse: word(purse.label, locale) }),
    text: (given ? m['public.rules.money-given'] : m['public.rules.money-text'])({
      source: list(from),
      record: officesOf(model, moved.record, locale),
      approve: approvers(model, moved.route, locale),
    }),
    items: [
      ...(purse.tranches ?? []).map((one) =>
        m['public.rules.tranche']({ label: word(one.label, locale), share: percent(one.perMille) }),
      ),
      ...purse.deposits.map((way) => depositRule(model, way, locale)),
      ...(purse.atYearEnd ? [m[`public.rules.year-end-${purse.atYearEnd.does}`]()] : []),
      ...(given ? [] : paymentRules(model, locale)),
      ...holders.map(
        (holder) => `${word(holder.role, locale)}: ${officesOf(model, [holder.office], locale)}`,
      ),
    ],
    basis: wordBasis(model, [purse.basis, moved.basis]),
  };
}

/** On which papers of the office a payment stands, and what may be withheld of it. */
function paymentRules(model: Model, locale: Locale): string[] {
  const { papers, taxes } = model.funding?.disbursement ?? { papers: [], taxes: [] };
  const must = papers.filter((one) => one.required);
  const may = papers.filter((one) => !one.required);
  const labels = (all: readonly { readonly label: Label }[]) => all.map((one) => word(one.label, locale));
  return [
    ...(must.length > 0 ? [m['payment.rule-papers']({ papers: labels(must).join(' → ') })] : []),
    ...(may.length > 0 ? [m['payment.rule-papers-optional']({ papers: labels(may).join(' → ') })] : []),
    ...(taxes.length > 0 ? [m['payment.rule-taxes']({ taxes: list(labels(taxes)) })] : []),
  ];
}

/** Who pays into a fund, how much by when where it is a levy, who writes it down and who examines that. */
function depositRule(model: Model, way: PurseRules['deposits'][number], locale: Locale): string {
  const source = model.funding?.sources.find((one) => one.source === way.source);
  const words = {
    source: source ? word(source.label, locale) : way.source,
    from: list(way.from.map((party) => word(partyLabel(model, party), locale))),
    record: officesOf(model, way.record, locale),
    approve: approvers(model, way.route, locale),
  };
  return way.owed
    ? m['public.rules.levy']({
        ...words,
        amount: shortRupiah(way.owed.amount),
        due: wordDue(way.owed.due, locale),
      })
    : m['public.rules.deposit'](words);
}

function activityRule({ activities, ...model }: Model): WordedRule[] {
  if (!activities) return [];
  const { checkpoints, photosEach, basis } = activities.evidence;
  return [
    {
      title: m['public.rules.evidence'](),
      text: m['public.rules.evidence-text']({
        points: list(checkpoints.map((point) => percent(point * 10))),
        count: photosEach,
      }),
      items: [],
      basis: wordBasis(model, [basis]),
    },
  ];
}

function filingRule(model: Model, filing: FilingKind, locale: Locale): WordedRule {
  const filers = filersOf(model, filing);
  const who = filers.map(
    (one) => `${word(partyLabel(model, one.kind), locale)} (${officesOf(model, one.offices, locale)})`,
  );
  return {
    title: word(filing.label, locale),
    text: sentence(wordDue(filing.due, locale, filing.fields)),
    items: [
      ...(filing.by ? [m['public.rules.filed-by']({ who: list(who) })] : []),
      m['public.rules.reviewed']({ steps: filing.route.map((step) => word(step.label, locale)).join(' → ') }),
      ...clockRules(model, filing.route, locale),
    ],
    basis: wordBasis(model, [filing.basis, filing.due.basis, ...filing.route.map((step) => step.basis)]),
  };
}

/** How long the steps of a route have to answer, and what happens when they do not. */
function clockRules(model: Model, route: readonly Step[], locale: Locale): string[] {
  return route.flatMap((step) =>
    step.within
      ? [
          [
            m['public.rules.clock']({
              step: stepOf(model, step, locale),
              time: wordWithin(step.within, locale),
            }),
            ...(step.pauses.length > 0 ? [m['public.rules.clock-pauses']()] : []),
            ...(step.escalate
              ? [
                  m['public.rules.clock-escalates']({
                    time: wordWithin(step.escalate.after, locale),
                    offices: officesOf(model, step.escalate.to, locale),
                  }),
                ]
              : []),
            ...(step.waive
              ? [m['public.rules.clock-waived']({ offices: officesOf(model, step.waive.by, locale) })]
              : []),
          ].join('; '),
        ]
      : [],
  );
}

/** A step as the model calls it, with the entries of the catalogue that it is for alone. */
function stepOf(model: Model, { label, when }: Step, locale: Locale): string {
  if (!when?.about) return word(label, locale);
  const entries = when.about.flatMap((id) => model.catalogue?.entries.find((one) => one.id === id) ?? []);
  return m['public.rules.step-about']({
    step: word(label, locale),
    entries: list(entries.map((one) => word(one.label, locale))),
  });
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

/** Where rules stand, each citation once; figures that the law leaves to the city say so. */
function wordBasis(model: Pick<Model, 'legal' | 'short' | 'version'>, ids: readonly string[]): string {
  const cites = [...new Set(ids)].map((id) => {
    const uncertain = model.legal.find((law) => law.id === id)?.uncertain;
    return uncertain ? m['public.rules.uncertain']() : basisOf(model, id).cite;
  });
  return m['public.rules.basis']({ cite: cites.join('; ') });
}
