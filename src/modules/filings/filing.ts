import {
  type Actor,
  isOfficerFor,
  type Mandate,
  mandateIn,
  mandateOver,
  type Visitor,
} from '#kernel/actor.ts';
import type { IsoDate } from '#kernel/date.ts';
import type { Id } from '#kernel/id.ts';
import { ownEntry } from '#kernel/own-entry.ts';
import { readDay } from '#kernel/readers/day.ts';
import { at, isRefusal, type Refusal, refusalIn, refuse, together, unless } from '#kernel/refusal.ts';
import type { RegionCode } from '#kernel/region.ts';
import { type Activity, mayExecute } from '#modules/activities/index.ts';
import {
  type Answers,
  amountNamed,
  cellsAsked,
  closedUp,
  countedLines,
  type Known,
  readAnswers,
  tooMuch,
} from '#modules/fields/index.ts';
import {
  activityRules,
  basisOf,
  type Field,
  type FilingKind,
  filingKind,
  type Label,
  type Model,
  type Step,
  type WrittenField,
} from '#modules/models/index.ts';
import { endOf, type OwedFiling, periodsOf } from '#modules/obligations/index.ts';
import { mayAnswer, type Standing } from '#modules/steps/index.ts';
import type { ToldFigures } from './figures.ts';

export const FILING_STATES = ['draft', 'submitted', 'returned', 'accepted'] as const;
export type FilingState = (typeof FILING_STATES)[number];

/** What was written into the fields of its kind: as typed while it is a draft, each in one writing once it was handed in. */
export type FilingContent = Answers;

export type Filing = {
  readonly id: Id;
  readonly program: Id;
  /** What its model calls it: one of `filings[].kind`. */
  readonly kind: string;
  /** For which period, where there are several: `2026-Q1`. */
  readonly occasion: string;
  /** What it delivers. */
  readonly obligation: Id;
  /** What it tells of; null where it is about its institution or the programme. */
  readonly activity: Id | null;
  readonly proposal: Id | null;
  /** Whoever files it. */
  readonly organization: Id;
  readonly region: RegionCode;
  readonly content: FilingContent;
  readonly state: FilingState;
  /** The steps of its way, as they were resolved when it was handed in. */
  readonly route: readonly string[];
  /** The step that it waits for, from 0. */
  readonly step: number;
  /** What the records said when it was handed in, where its kind tells it; null before. */
  readonly figures: ToldFigures | null;
  /** The meeting on whose minutes a step of its way said yes; null where none did. */
  readonly meeting: Id | null;
  /** What it accounts for, where its kind settles the money of the activity. */
  readonly spent: bigint | null;
  readonly author: Id;
  /** The moment by whose rules it is owed. */
  readonly ruledSince: Date;
  readonly submittedAt: Date | null;
  readonly acceptedAt: Date | null;
  readonly version: number;
};

/** A filing about an activity. */
export type ActivityFiling = Filing & { readonly activity: Id; readonly proposal: Id };

export function isAboutActivity(filing: Filing): filing is ActivityFiling {
  return filing.activity !== null && filing.proposal !== null;
}

/** What the activity's own records hold, for the parts of a filing that are not written but taken from them. */
export type Evidence = {
  readonly expenses: number;
  /** How many of the expenses have the file that proves them. */
  readonly receipts: number;
  /** Checkpoints (per cent) that have at least one photo. */
  readonly photographed: readonly number[];
  readonly participation: number;
  readonly contributions: number;
  readonly handedOver: boolean;
};

/** How a model calls a kind of filing. */
export function filingLabel(model: Model, kind: string): Label {
  return filingKind(model, kind).label;
}

type Recorded = Extract<Field, { type: 'from-records' }>;

/** What of a kind of filing is written by hand, in the model's order. */
export function writtenFields(rules: Pick<FilingKind, 'fields'>): readonly WrittenField[] {
  return rules.fields.filter((field): field is WrittenField => field.type !== 'from-records');
}

/**
 * Reads a filing as it is handed in: its answers, or everything that cannot stand: a field that is not answered as it is
 * asked, a cell of a line, what its activity's records lack. Lines follow each
 * other from 1 then. `where` are the area of the programme and the places named that there are.
 * Source: model `filings[].fields`.
 */
export function readFiling(
  model: Model,
  rules: FilingKind,
  typed: FilingContent,
  evidence: Evidence | undefined,
  where: Known,
): FilingContent | Refusal {
  const basis = basisOf(model, rules.basis);
  const written = writtenFields(rules);
  const answers = readAnswers(cellsAsked(written, typed), typed, { under: 'content', ...where });
  const counted = [...countedLines(written, typed, 'content'), ...tooMuch(written, typed, 'content')];
  const lacking = rules.fields.flatMap((part) =>
    part.type === 'from-records' && part.required && !isRecorded(part, model, evidence)
      ? [at(`content.${part.key}`, refuse('filing.incomplete', basis, { part: part.label.id }))]
      : [],
  );
  const wrong = [...(isRefusal(answers) ? (answers.issues ?? []) : []), ...counted, ...lacking];
  return together(wrong) ?? (isRefusal(answers) ? answers : closedUp(written, answers));
}

/** Whether what a filing takes from its activity's records is found there. */
export function isRecorded(part: Recorded, model: Model, evidence: Evidence | undefined): boolean {
  if (!evidence) return false;
  switch (part.of) {
    case 'expenses':
      return evidence.expenses > 0;
    case 'receipts':
      return evidence.expenses > 0 && evidence.receipts >= evidence.expenses;
    case 'photos':
      return activityRules(model).evidence.checkpoints.every((point) =>
        evidence.photographed.includes(point),
      );
    case 'participation':
      return evidence.participation > 0;
    case 'contributions':
      return evidence.contributions > 0;
    case 'handover':
      return evidence.handedOver;
  }
}

export type FilingMove = 'write' | 'submit' | 'review';

const MOVES: Readonly<Record<FilingMove, readonly FilingState[]>> = {
  write: ['draft', 'returned'],
  submit: ['draft', 'returned'],
  review: ['submitted'],
};

export function mayMoveFiling(
  filing: Pick<Filing, 'state'>,
  move: FilingMove,
  model: Model,
  rules: FilingKind,
): Refusal | undefined {
  return MOVES[move].includes(filing.state)
    ? undefined
    : refuse('filing.state', basisOf(model, rules.basis), { state: filing.state, move });
}

/**
 * By which mandate the actor may write what is owed now: in one of the offices that write it for its institution, from
 * the day on which its period is over, until it is handed in; what closes with its period not after it. What was sent
 * back is mended whenever. `begun` is the filing begun, if any.
 */
export function mayWriteFiling(
  actor: Actor,
  model: Model,
  rules: FilingKind,
  owed: Pick<OwedFiling, 'organization' | 'offices' | 'occasion' | 'fiscalYear' | 'state'>,
  begun: Pick<Filing, 'state'> | undefined,
  today: IsoDate,
): Mandate | Refusal {
  const { offices, organization } = owed;
  const basis = basisOf(model, rules.basis);
  const opensOn = opensOnFor(rules, owed);
  return unless(
    rules.about === 'activity'
      ? mayExecute(actor, model, organization)
      : (mandateIn(actor, offices, organization) ?? refuse('access.office', basis, { offices })),
    begun && begun.state !== 'draft'
      ? mayMoveFiling(begun, 'write', model, rules)
      : owed.state === 'lapsed'
        ? refuse('obligation.state', basis, { state: owed.state })
        : opensOn !== undefined && today < opensOn
          ? refuse('filing.not-open', basis, { day: opensOn })
          : isOver(rules, owed, today)
            ? refuse('filing.period-over', basis, { period: owed.occasion })
            : undefined,
  );
}

/** Whether the period is over in which alone something is taken. */
function isOver(rules: FilingKind, { occasion }: Pick<OwedFiling, 'occasion'>, today: IsoDate): boolean {
  const last = rules.closes ? endOf(occasion) : undefined;
  return last !== undefined && today > last;
}

/** The day that a filing names from which it is due as well, as it was written; null where it names none, or none that is one. */
export function dayNamedIn({ due }: Pick<FilingKind, 'due'>, content: FilingContent): IsoDate | null {
  const key = 'or' in due ? due.or?.after.split('.')[1] : undefined;
  const day = key === undefined ? undefined : readDay(ownEntry(content, key) ?? '');
  return day === undefined || isRefusal(day) ? null : day;
}

/** Why what is due after an event of an activity may not be written before that: by others than those who carry it out, never. */
export function notDueYet(
  actor: Actor,
  model: Model,
  rules: FilingKind,
  activity: Pick<Activity, 'carriedOutBy' | 'state'>,
): Refusal {
  return (
    refusalIn(mayExecute(actor, model, activity.carriedOutBy)) ??
    refuse('filing.not-due', basisOf(model, rules.basis), { state: activity.state })
  );
}

/** From when on a filing may be handed in; undefined for what is owed after an event, which has happened. */
export function opensOnFor(
  { due }: Pick<FilingKind, 'due'>,
  { occasion, fiscalYear }: Pick<OwedFiling, 'occasion' | 'fiscalYear'>,
): IsoDate | undefined {
  return periodsOf(due, { from: fiscalYear, to: fiscalYear }).find((one) => one.occasion === occasion)
    ?.opensOn;
}

/**
 * Refuses an account whose sources do not come to what was spent by the records. Source: model `filings[].sources`; paper
 * 004, §4.2.1 (realisation and source of the financing).
 */
export function mustComeTo(
  model: Model,
  rules: FilingKind,
  content: FilingContent,
  spent: bigint,
): Refusal | undefined {
  const { sources } = rules;
  if (!sources) return undefined;
  const told = amountNamed(writtenFields(rules), sources.field, content);
  const [key = ''] = sources.field.split('.');
  return told === spent
    ? undefined
    : together([
        at(`content.${key}`, refuse('filing.sources', basisOf(model, sources.basis), { told, spent })),
      ]);
}

/** Refuses a filing on more spending than was paid out: what was not disbursed cannot be accounted for. */
export function mustBePaidOut(
  model: Model,
  rules: FilingKind,
  spent: bigint,
  paidOut: bigint,
): Refusal | undefined {
  return spent > paidOut
    ? refuse('filing.not-paid-out', basisOf(model, rules.basis), { spent, paid: paidOut })
    : undefined;
}

/** The steps of a filing's way, in order: as resolved once it was handed in. */
export function stepsOf(model: Model, filing: Pick<Filing, 'kind' | 'route'>): readonly Step[] {
  const { route } = filingKind(model, filing.kind);
  return filing.route.flatMap((name) => route.find((step) => step.step === name) ?? []);
}

/** By which mandate the actor answers the step that a filing waits for. Source: model `filings[].route`; paper 004, §4.1.1. */
export function mayAnswerFiling(
  actor: Actor,
  model: Model,
  filing: Filing,
  standing: Standing,
  answer?: 'accept' | 'return',
): Mandate | Refusal {
  const rules = filingKind(model, filing.kind);
  const moved = mayMoveFiling(filing, 'review', model, rules);
  if (moved) return moved;
  const step = stepsOf(model, filing)[filing.step];
  if (!step) {
    return refuse('filing.state', basisOf(model, rules.basis), { state: filing.state, move: 'review' });
  }
  const { region: place, organization, author } = filing;
  return mayAnswer(actor, model, step, { place, organization, author, ...standing }, answer);
}

/**
 * What of a filing somebody may read: `all` for its institution and for the offices on its route, above which it may come;
 * what is not about somebody (`public`) other officers of the place too, and everybody once it is accepted; until then the
 * public sees that it was handed in (`facts`), and of a draft nothing. Source: UU 27/2022 (purpose); decision 44.
 */
export function readableOf(
  viewer: Actor | Visitor,
  model: Model,
  filing: Pick<Filing, 'kind' | 'state' | 'region' | 'organization'>,
): 'all' | 'public' | 'facts' | 'nothing' {
  const { route } = filingKind(model, filing.kind);
  const offices = route.flatMap((step) => [...step.offices, ...(step.escalate?.to ?? [])]);
  if (viewer.person !== undefined) {
    const own = viewer.mandates.some((held) => held.organization.id === filing.organization);
    if (own || mandateOver(viewer, offices, filing.region)) return 'all';
  }
  const ofPlace = isOfficerFor(viewer, { place: filing.region, organization: filing.organization });
  if (ofPlace || filing.state === 'accepted') return 'public';
  return filing.state === 'draft' ? 'nothing' : 'facts';
}
