import type { IsoDate } from '#kernel/date.ts';
import {
  entriesIn,
  isFor,
  type Label,
  type Model,
  officeLabels,
  PERSON,
  type ProposalKind,
  partyLabel,
  purseNamed,
} from '#modules/models/index.ts';
import { dueDay } from '#modules/obligations/index.ts';
import type { RoleStep, RoleView } from '#modules/workshop/index.ts';
import { m } from '#paraglide/messages.js';
import type { Locale } from '#paraglide/runtime.js';
import { day, list, rupiah } from '#ui/format.ts';
import { messageFor } from '#ui/message.ts';
import { wordDue, wordWithin } from '#ui/word-due.ts';

/** A draft in words for one office: headings, each with lines. */
export type RoleCard = {
  readonly title: string;
  readonly items: readonly { readonly title: string; readonly lines: readonly string[] }[];
};

type Today = { readonly today: IsoDate; readonly holidays: ReadonlySet<IsoDate> };

/** What somebody in an office would see and be asked under a model, with the days that would run if it came in today. */
export function wordRole(
  model: Model,
  view: RoleView,
  office: string,
  now: Today,
  locale: Locale,
): RoleCard[] {
  const word = (label: Label) => (locale === 'en' ? label.en : label.id);
  const offices = (codes: readonly string[]) => list(officeLabels([model], codes).map(word));
  const kindName = (kind: string) =>
    word(
      model.proposals.find((one) => one.kind === kind)?.label ??
        model.filings.find((one) => one.kind === kind)?.label ??
        (model.purses.some((one) => one.purse === kind)
          ? purseNamed(model, kind).label
          : partyLabel(model, kind)),
    );
  const purses = (names: readonly string[]) =>
    list(names.map((one) => (one === '' ? m['workshop.as.payments']() : kindName(one))));
  const dueToday = (rule: Parameters<typeof dueDay>[0], say: (said: { day: string }) => string) =>
    say({ day: day(dueDay(rule, now.today, now.holidays)) });

  const brings = view.brings.map((kind) => ({
    title: word(kind.label),
    lines: [
      m['workshop.as.window']({
        from: day(`2025-${kind.window.from}`, 'yearless', locale),
        to: day(`2025-${kind.window.to}`, 'yearless', locale),
      }),
      ...askedLines(model, kind, office, word),
      ...checkLines(kind, word),
      `${m['workshop.as.way']()}: ${wayOf(model, kind, word)}`,
    ],
  }));
  const answers = view.answers.map((one) => ({
    title: m['workshop.as.answer']({
      what: one.kind === '' ? m['workshop.as.payments']() : kindName(one.kind),
      may: list(one.step.may.map((may) => m[`workshop.as.may.${may}`]())),
    }),
    lines: stepLines(one, offices, dueToday),
  }));
  const forums = view.forums.map(({ forum, does }) => ({
    title: word(forum.label),
    lines: [
      list(does.map((one) => m[`workshop.as.does.${one}`]())),
      ...forum.outcomes.map((one) => word(one.label)),
    ],
  }));
  const files = view.files.map(({ filing, due }) => ({
    title: word(filing.label),
    lines: [
      wordDue(due, locale),
      ...('after' in due ? [dueToday(due, m['workshop.as.due-if'])] : []),
      `${m['workshop.as.asked']()}: ${list(filing.fields.map((one) => word(one.label)))}`,
    ],
  }));
  const other = [
    ...(view.records.length > 0 ? [m['workshop.as.records']({ purses: purses(view.records) })] : []),
    ...(view.holds ? [m['workshop.as.holds']()] : []),
    ...(view.carriesOut ? [m['workshop.as.carries']()] : []),
    ...(view.keeps.length > 0 ? [m['workshop.as.keeps']({ kinds: list(view.keeps.map(kindName)) })] : []),
    ...(view.excuses.length > 0
      ? [m['workshop.as.excuses']({ kinds: list([...new Set(view.excuses)].map(kindName)) })]
      : []),
  ];
  const roles = view.roles.map((one) => ({
    title: messageFor(`workshop.parts.role.${one.role}`) ?? one.role,
    lines: [word(one.task)],
  }));
  return [
    { title: m['workshop.as.brings'](), items: brings },
    { title: m['workshop.as.answers'](), items: answers },
    { title: m['workshop.as.forums'](), items: forums },
    { title: m['workshop.as.files'](), items: files },
    { title: m['workshop.as.money'](), items: other.map((title) => ({ title, lines: [] })) },
    { title: m['workshop.as.roles'](), items: roles },
  ].filter((one) => one.items.length > 0);
}

/** All that the form of a proposal would ask, in the order in which it stands. */
function askedLines(
  model: Model,
  kind: ProposalKind,
  office: string,
  word: (label: Label) => string,
): string[] {
  const parts = kind.asks.map((part) => m[`workshop.as.part.${part}`]());
  const fields = kind.fields.map((field) => {
    const label = word(field.label);
    if (!field.required) return m['workshop.as.optional']({ label });
    return field.personal ? m['workshop.as.personal']({ label }) : label;
  });
  const party = office === PERSON ? PERSON : kind.from.find((one) => one.offices.includes(office))?.party;
  const entries = entriesIn(model).filter((one) => party === undefined || isFor(one, party));
  return [
    m['workshop.as.catalogue']({ entries: list(entries.map((one) => word(one.label))) }),
    `${m['workshop.as.asked']()}: ${list([...parts, ...fields, m[`workshop.as.costs.${kind.costs}`]()])}`,
  ];
}

function checkLines(kind: ProposalKind, word: (label: Label) => string): string[] {
  if (kind.checks.length === 0) return [];
  const checks = kind.checks.map((one) =>
    one.check === 'photos'
      ? m['workshop.as.check.photos']({ count: one.atLeast })
      : one.check === 'documents'
        ? m['workshop.as.check.documents']({ count: one.atLeast, document: word(one.label) })
        : m[`workshop.as.check.${one.check}`](),
  );
  return [`${m['workshop.as.needs']()}: ${list(checks)}`];
}

/** The steps that it goes through, and what decides at the end. */
function wayOf(model: Model, kind: ProposalKind, word: (label: Label) => string): string {
  const steps = kind.route.map((step) =>
    step.when?.amountAbove === undefined
      ? word(step.label)
      : `${word(step.label)} (> ${rupiah(step.when.amountAbove)})`,
  );
  const forum = model.forums.find((one) => one.forum === kind.forum);
  return [...steps, ...(forum ? [word(forum.label)] : [])].join(' → ');
}

function stepLines(
  { step, late }: RoleStep,
  offices: (codes: readonly string[]) => string,
  dueToday: (
    rule: { readonly within: NonNullable<RoleStep['step']['within']> },
    say: (said: { day: string }) => string,
  ) => string,
): string[] {
  const others = step.notSameAs.map((one) => (one === 'author' ? m['workshop.as.author']() : one));
  return [
    ...(step.within
      ? [wordWithin(step.within), dueToday({ within: step.within }, m['workshop.as.due-today'])]
      : []),
    ...(late ? [`${m['workshop.as.late']()} ${offices(step.offices)}`] : []),
    ...(others.length > 0 ? [m['workshop.as.not-same']({ who: list(others) })] : []),
  ];
}
