import { type Actor, type Mandate, requireOffice } from '#kernel/actor.ts';
import { daysBetween, type IsoDate } from '#kernel/date.ts';
import type { Id } from '#kernel/id.ts';
import { isRefusal, type Refusal, refuse, unless } from '#kernel/refusal.ts';
import type { RegionCode } from '#kernel/region.ts';
import type { Holidays } from '#kernel/work-calendar.ts';
import {
  basisOf,
  type CheckOf,
  type Escalate,
  filingKind,
  levyOf,
  type Model,
  moneyRules,
  proposalKind,
  type Step,
} from '#modules/models/index.ts';
import { type ClockRule, dueAfter, dueDay, type Stretch } from './due.ts';
import type { Obligation } from './obligation.store.ts';
import { wasAsked } from './period.ts';

type Running = Pick<Obligation, 'state' | 'dueOn' | 'standsSince'>;

/** Whether what is owed was to be delivered before today and was not. While its clock stands nothing is overdue. */
export function isOverdue(obligation: Running, today: IsoDate): boolean {
  return obligation.state === 'open' && obligation.standsSince === null && obligation.dueOn < today;
}

/** By how many days what was delivered came late; 0 in time, and where nothing was delivered. */
export function daysLate({
  state,
  dueOn,
  closedOn,
}: Pick<Obligation, 'state' | 'dueOn' | 'closedOn'>): number {
  return state === 'fulfilled' && closedOn !== null && closedOn > dueOn ? daysBetween(dueOn, closedOn) : 0;
}

/** Whether what is overdue lies before the offices above by now. */
export function isEscalated(
  obligation: Pick<Obligation, 'state' | 'escalatesOn' | 'standsSince'>,
  today: IsoDate,
): boolean {
  const { state, standsSince, escalatesOn } = obligation;
  return state === 'open' && standsSince === null && escalatesOn !== null && escalatesOn <= today;
}

/** The rule by which something is owed: its clock, before whom it comes when it is overdue, who may excuse it. */
export type OwingRule = {
  readonly clock: ClockRule;
  readonly escalate: Escalate | undefined;
  readonly waivedBy: readonly string[];
  /** Whether its clock stands while the thing lies with its author. */
  readonly pausesWhenReturned: boolean;
  readonly basis: string;
};

/**
 * The rule of an obligation in the model that its programme pins: the due of a filing, or the clock of a step. Undefined
 * where the step has no clock. Source: engine of models, vocabularies `due` and `steps`.
 */
export function ruleOf(
  model: Model,
  {
    kind,
    along,
    subjectType,
    occasion = '',
  }: Pick<Obligation, 'kind' | 'along' | 'subjectType'> & { readonly occasion?: string },
): OwingRule | undefined {
  if (along === null && subjectType === 'purse') {
    const { due, basis } = levyOf(model, kind);
    return {
      clock: due,
      escalate: due.escalate,
      waivedBy: due.waive?.by ?? [],
      pausesWhenReturned: false,
      basis: due.waive ? due.basis : basis,
    };
  }
  if (along === null) {
    const { due, onDemand } = filingKind(model, kind);
    const excusing = overridesOf(model, kind).flatMap((one) => one.by);
    return {
      clock: onDemand && wasAsked(occasion) ? { within: onDemand.within } : due,
      escalate: due.escalate,
      waivedBy: [...new Set([...(due.waive?.by ?? []), ...excusing])],
      pausesWhenReturned: false,
      basis: due.waive ? due.basis : (overridesOf(model, kind)[0]?.basis ?? due.basis),
    };
  }
  const route = routeOf(model, subjectType, along);
  const step = route.find((one) => one.step === kind);
  return (
    step?.within && {
      clock: { within: step.within },
      escalate: step.escalate,
      waivedBy: step.waive?.by ?? [],
      pausesWhenReturned: step.pauses.includes('returned'),
      basis: step.basis,
    }
  );
}

/**
 * Where the journal tells of an obligation: at its own place, a levy at that of its programme, since the place of whoever
 * owes it would name them. Source: decision 60.
 */
export function toldAt(
  { subjectType, region }: Pick<Obligation, 'subjectType' | 'region'>,
  program: { readonly region: RegionCode },
): RegionCode {
  return subjectType === 'purse' ? program.region : region;
}

/** The route of the model that a thing goes. */
function routeOf(model: Model, subjectType: Obligation['subjectType'], along: string): readonly Step[] {
  if (subjectType === 'proposal') {
    const { route, followUp } = proposalKind(model, along);
    return [...route, ...followUp];
  }
  return subjectType === 'voucher' ? moneyRules(model, along).route : filingKind(model, along).route;
}

/**
 * The days of a clock that began on a day: when it is due, and when it comes before the offices above. `setOn` is the day
 * written in a filing from which it is due as well.
 */
export function reckon(
  rule: Pick<OwingRule, 'clock' | 'escalate'>,
  startsOn: IsoDate,
  holidays: Holidays,
  stood: readonly string[] = [],
  setOn?: IsoDate,
): { readonly dueOn: IsoDate; readonly escalatesOn: IsoDate | null } {
  const dueOn = dueDay(rule.clock, startsOn, holidays, stood.map(readStretch), setOn);
  return { dueOn, escalatesOn: rule.escalate ? dueAfter(rule.escalate.after, dueOn, holidays) : null };
}

/** A stretch as it is kept: `from/until`. */
export function wordStretch({ from, until }: Stretch): string {
  return `${from}/${until}`;
}

function readStretch(text: string): Stretch {
  const [from = '', until = ''] = text.split('/');
  return { from, until };
}

/**
 * By which mandate the actor may excuse what is owed: an office that the model names, over its place, while the
 * obligation is open; nobody excuses themselves. Source: model `waive` of steps and filings, and checks `none-overdue`
 * that may be overridden.
 */
export function mayWaive(
  actor: Actor,
  model: Model,
  obligation: Pick<
    Obligation,
    'state' | 'kind' | 'along' | 'subjectType' | 'region' | 'organization' | 'offices'
  >,
): Mandate | Refusal {
  const rule = ruleOf(model, obligation);
  const basis = rule && basisOf(model, rule.basis);
  const by = requireOffice(actor, rule?.waivedBy ?? [], obligation.region, basis);
  if (isRefusal(by)) return by;
  const own =
    obligation.along === null
      ? by.organization.id === obligation.organization
      : obligation.offices.includes(by.office);
  return unless(
    by,
    (own ? refuse('access.maker-checker', basis) : undefined) ??
      (obligation.state === 'open'
        ? undefined
        : refuse('obligation.state', basis, { state: obligation.state })),
  );
}

/** Which of several late answers the actor may excuse; undefined where there is none. */
export function excusableBy(
  actor: Actor,
  model: Model,
  clocks: readonly Obligation[],
  today: IsoDate,
): Id | undefined {
  return clocks.find((one) => isOverdue(one, today) && !isRefusal(mayWaive(actor, model, one)))?.id;
}

/** The checks that keep whoever owes a filing from proposing, where the model lets somebody override them. */
function overridesOf(model: Model, filing: string): readonly CheckOf<'none-overdue'>[] {
  return model.proposals
    .flatMap((one) => one.checks)
    .filter((check): check is CheckOf<'none-overdue'> => check.check === 'none-overdue')
    .filter((check) => check.severity === 'override' && (check.filing ?? filing) === filing);
}
