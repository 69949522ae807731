import { type Actor, isSelf, type Mandate, mandateIn, mandateOver } from '#kernel/actor.ts';
import type { IsoDate } from '#kernel/date.ts';
import type { Id } from '#kernel/id.ts';
import { type Refusal, refuse, unless } from '#kernel/refusal.ts';
import type { RegionCode } from '#kernel/region.ts';
import {
  basisOf,
  type Model,
  officeLabels,
  type SanctionRules,
  type SanctionStep,
} from '#modules/models/index.ts';
import { isOverdue, type Obligation } from '#modules/obligations/index.ts';

export const SANCTION_STATES = ['hearing', 'imposed', 'appealed', 'lifted', 'dropped'] as const;
export type SanctionState = (typeof SANCTION_STATES)[number];

export const APPEAL_OUTCOMES = ['upheld', 'lifted', 'changed'] as const;
export type AppealOutcome = (typeof APPEAL_OUTCOMES)[number];

/** One step of a ladder against an institution, from the draft to what became of an appeal. */
export type Sanction = {
  readonly id: Id;
  readonly program: Id;
  readonly sanction: string;
  readonly draftedStep: string;
  /** As it stands: an appeal may have made it milder. */
  readonly step: string;
  readonly organization: Id;
  readonly region: RegionCode;
  readonly state: SanctionState;
  readonly reason: string;
  readonly hearingUntil: IsoDate;
  readonly draftedBy: Id;
  readonly draftedOffice: string;
  readonly draftedAt: Date;
  readonly draftedOn: IsoDate;
  readonly answer: string | null;
  readonly answeredOffice: string | null;
  readonly answeredAt: Date | null;
  readonly decision: string | null;
  readonly decidedBy: Id | null;
  readonly decidedOffice: string | null;
  readonly decidedOn: IsoDate | null;
  /** The last day on which it stands. */
  readonly expiresOn: IsoDate | null;
  readonly appealUntil: IsoDate | null;
  readonly appeal: string | null;
  readonly appealedBy: Id | null;
  readonly appealedAt: Date | null;
  readonly appealOutcome: AppealOutcome | null;
  readonly appealAnswer: string | null;
  readonly appealDecidedOffice: string | null;
  readonly appealDecidedAt: Date | null;
  readonly ruledSince: Date;
  readonly version: number;
};

/** What an institution is to a sanction now: nothing stands, it is heard, a step stands or waits for an appeal, or is over. */
export const STANDINGS = ['hearing', 'stands', 'suspended', 'expired', 'lifted', 'dropped'] as const;
export type Standing = (typeof STANDINGS)[number];

/** How a sanction stands on a day. Source: model `sanctions[].steps[].lasts`, `appeal.suspends`. */
export function standingOf(
  { state, expiresOn }: Pick<Sanction, 'state' | 'expiresOn'>,
  rules: Pick<SanctionRules, 'appeal'>,
  today: IsoDate,
): Standing {
  if (state === 'hearing' || state === 'lifted' || state === 'dropped') return state;
  if (expiresOn !== null && expiresOn < today) return 'expired';
  return state === 'appealed' && rules.appeal?.suspends ? 'suspended' : 'stands';
}

/**
 * The steps that may be taken next against an institution: the one after the highest that stands, the first where none
 * does, and any later one that the model lets be taken directly. What expired or was lifted is no step to go on from.
 */
export function nextSteps(
  rules: Pick<SanctionRules, 'steps' | 'appeal'>,
  before: readonly Pick<Sanction, 'step' | 'state' | 'expiresOn'>[],
  today: IsoDate,
): readonly SanctionStep[] {
  const standing = before.filter((one) => standingOf(one, rules, today) === 'stands');
  const highest = Math.max(
    -1,
    ...standing.map((one) => rules.steps.findIndex(({ step }) => step === one.step)),
  );
  return rules.steps.filter((step, i) => i === highest + 1 || (i > highest && step.directly));
}

/** Whether something that is owed is a duty of the ladder that its institution did not do by its day. */
export function isUnmet(
  rules: Pick<SanctionRules, 'filings'>,
  owed: Pick<Obligation, 'kind' | 'along' | 'state' | 'dueOn' | 'standsSince'>,
  today: IsoDate,
): boolean {
  return owed.along === null && rules.filings.includes(owed.kind) && isOverdue(owed, today);
}

function officeOver(
  actor: Actor,
  model: Model,
  basis: string,
  offices: readonly string[],
  region: RegionCode,
): Mandate | Refusal {
  return (
    mandateOver(actor, offices, region) ??
    refuse('access.office', basisOf(model, basis), { offices: officeLabels([model], offices), place: region })
  );
}

/** Refuses whoever holds an office in the institution that a sanction is about: nobody acts for both sides. */
function mustBeAnother(actor: Actor, organization: Id): Refusal | undefined {
  return actor.mandates.some((one) => one.organization.id === organization)
    ? refuse('sanction.own')
    : undefined;
}

/** By which mandate somebody draws up sanctions against an institution. Source: model `sanctions[].offices`. */
export function mayDraft(
  actor: Actor,
  model: Model,
  rules: SanctionRules,
  institution: { readonly id: Id; readonly region: RegionCode },
): Mandate | Refusal {
  return unless(
    officeOver(actor, model, rules.basis, rules.offices, institution.region),
    mustBeAnother(actor, institution.id),
  );
}

/** What a draft rests on, as it was read under lock. */
export type BeforeDraft = {
  readonly step: string;
  readonly grounds: readonly Pick<Obligation, 'kind' | 'along' | 'state' | 'dueOn' | 'standsSince'>[];
  readonly before: readonly Pick<Sanction, 'step' | 'state' | 'expiresOn'>[];
  /** The first day on which the hearing may end. */
  readonly earliest: IsoDate;
  readonly hearingUntil: IsoDate;
  readonly today: IsoDate;
};

/**
 * Refuses a draft without a duty that is overdue, one beside another that is not over, a step out of order, and a hearing
 * that is too short. Source: model `sanctions[]`; Perda 13/2012 Pasal 5 by paper 004 §4.2.
 */
export function mustBeDue(model: Model, rules: SanctionRules, draft: BeforeDraft): Refusal | undefined {
  const { step, grounds, before, earliest, hearingUntil, today } = draft;
  const basis = basisOf(model, rules.basis);
  if (grounds.length === 0 || !grounds.every((one) => isUnmet(rules, one, today))) {
    return refuse('sanction.no-duty', basis);
  }
  if (before.some((one) => one.state === 'hearing' || standingOf(one, rules, today) === 'suspended')) {
    return refuse('sanction.open-already', basis);
  }
  const next = nextSteps(rules, before, today);
  if (!next.some((one) => one.step === step)) {
    return refuse('sanction.step', basis, { next: next.map((one) => one.label) });
  }
  return hearingUntil < earliest
    ? refuse('sanction.hearing-short', basisOf(model, rules.hearing.basis), { from: earliest })
    : undefined;
}

/** By which office of the institution somebody answers in a hearing, once, as long as nothing is decided. Source: model `sanctions[].by`. */
export function mayAnswer(
  actor: Actor,
  model: Model,
  rules: SanctionRules,
  sanction: Pick<Sanction, 'organization' | 'region' | 'state' | 'answer'>,
): Mandate | Refusal {
  return unless(
    spokenFor(actor, model, rules, sanction),
    mustStand(sanction, ['hearing']),
    sanction.answer === null ? undefined : refuse('sanction.answered'),
  );
}

function spokenFor(
  actor: Actor,
  model: Model,
  rules: SanctionRules,
  { organization, region }: Pick<Sanction, 'organization' | 'region'>,
): Mandate | Refusal {
  return (
    mandateIn(actor, rules.by, organization) ??
    refuse('access.office', basisOf(model, rules.basis), {
      offices: officeLabels([model], rules.by),
      place: region,
    })
  );
}

/** Refuses what is done to a sanction that stands elsewhere. */
export function mustStand(
  sanction: Pick<Sanction, 'state'>,
  states: readonly SanctionState[],
): Refusal | undefined {
  return states.includes(sanction.state)
    ? undefined
    : refuse('sanction.state', undefined, { state: sanction.state });
}

/** The step of a ladder by its name. */
export function stepNamed(rules: Pick<SanctionRules, 'steps' | 'sanction'>, step: string): SanctionStep {
  const found = rules.steps.find((one) => one.step === step);
  if (!found) throw new Error(`${rules.sanction} has no step ${step}`);
  return found;
}

/**
 * By which mandate somebody decides on a sanction: an office of its step, another person than drew it up, of another
 * institution, once the institution has answered or its day is over. Source: model `sanctions[].steps[].deciders`, `hearing`.
 */
export function mayDecide(
  actor: Actor,
  model: Model,
  rules: SanctionRules,
  sanction: Pick<
    Sanction,
    'organization' | 'region' | 'state' | 'step' | 'draftedBy' | 'answer' | 'hearingUntil'
  >,
  today: IsoDate,
): Mandate | Refusal {
  const step = stepNamed(rules, sanction.step);
  const basis = basisOf(model, step.basis);
  const heard = sanction.answer !== null || today > sanction.hearingUntil;
  return unless(
    officeOver(actor, model, step.basis, step.deciders, sanction.region),
    mustBeAnother(actor, sanction.organization),
    isSelf(actor, sanction.draftedBy) ? refuse('access.maker-checker', basis) : undefined,
    mustStand(sanction, ['hearing']),
    heard
      ? undefined
      : refuse('sanction.hearing', basisOf(model, rules.hearing.basis), { until: sanction.hearingUntil }),
  );
}

/** Refuses to impose what rests on nothing any more: every duty that it was held against was done or excused meanwhile. */
export function mustStillBeDue(
  model: Model,
  rules: SanctionRules,
  grounds: readonly Pick<Obligation, 'kind' | 'along' | 'state' | 'dueOn' | 'standsSince'>[],
  today: IsoDate,
): Refusal | undefined {
  return grounds.some((one) => isUnmet(rules, one, today))
    ? undefined
    : refuse('sanction.met', basisOf(model, rules.basis));
}

/** By which office of the institution somebody appeals: once, by the day that was said. Source: model `sanctions[].appeal`. */
export function mayAppeal(
  actor: Actor,
  model: Model,
  rules: SanctionRules,
  sanction: Pick<Sanction, 'organization' | 'region' | 'state' | 'appeal' | 'appealUntil' | 'expiresOn'>,
  today: IsoDate,
): Mandate | Refusal {
  const until = sanction.appealUntil;
  const basis = rules.appeal && basisOf(model, rules.appeal.basis);
  return unless(
    spokenFor(actor, model, rules, sanction),
    sanction.appeal === null ? undefined : refuse('sanction.appealed', basis),
    mustStand(sanction, ['imposed']),
    until === null ? refuse('sanction.no-appeal') : undefined,
    until !== null && today > until ? refuse('sanction.appeal-late', basis, { until }) : undefined,
  );
}

/**
 * By which mandate somebody decides an appeal: another office than decided, and a person who neither drew the sanction up,
 * decided it nor appealed, of another institution. Source: model `sanctions[].appeal.offices`.
 */
export function mayDecideAppeal(
  actor: Actor,
  model: Model,
  rules: SanctionRules,
  sanction: Pick<Sanction, 'organization' | 'region' | 'state' | 'draftedBy' | 'decidedBy' | 'appealedBy'>,
): Mandate | Refusal {
  const { appeal } = rules;
  if (!appeal) return refuse('sanction.no-appeal');
  const acted = [sanction.draftedBy, sanction.decidedBy, sanction.appealedBy];
  const own = acted.some((one) => one !== null && isSelf(actor, one));
  return unless(
    officeOver(actor, model, appeal.basis, appeal.offices, sanction.region),
    mustBeAnother(actor, sanction.organization),
    own ? refuse('access.maker-checker', basisOf(model, appeal.basis)) : undefined,
    mustStand(sanction, ['appealed']),
  );
}

/** The steps to which an appeal may change one: those before it. */
export function milderSteps(rules: Pick<SanctionRules, 'steps'>, step: string): readonly SanctionStep[] {
  return rules.steps.slice(
    0,
    Math.max(
      0,
      rules.steps.findIndex((one) => one.step === step),
    ),
  );
}
