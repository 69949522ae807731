import { type Actor, type Capacity, type Mandate, mandateIn } from '#kernel/actor.ts';
import type { IsoDate } from '#kernel/date.ts';
import type { Id } from '#kernel/id.ts';
import type { Rupiah } from '#kernel/money.ts';
import { at, type Refusal, refuse, together, unless } from '#kernel/refusal.ts';
import { type RegionCode, within } from '#kernel/region.ts';
import type { Organization } from '#modules/actors/index.ts';
import { activityRules, basisOf, type Model, settlingFiling } from '#modules/models/index.ts';
import type { Obligation } from '#modules/obligations/index.ts';
import { decidedOn, mayProposeAgain } from '#modules/proposals/index.ts';

export const ACTIVITY_STATES = ['planned', 'running', 'completed', 'handed-over'] as const;
export type ActivityState = (typeof ACTIVITY_STATES)[number];

/** A funded proposal being carried out by its institution. */
export type Activity = {
  readonly id: Id;
  readonly program: Id;
  readonly proposal: Id;
  readonly organization: Id;
  /** Who carries it out: the institution that proposed it, or another that its model lets do so. */
  readonly carriedOutBy: Id;
  readonly village: RegionCode;
  readonly place: RegionCode;
  readonly scope: string;
  readonly title: string;
  readonly granted: Rupiah;
  readonly startsOn: IsoDate;
  readonly endsOn: IsoDate;
  readonly executor: string;
  readonly responsible: string;
  readonly state: ActivityState;
  readonly progress: number;
  readonly startedOn: IsoDate | null;
  readonly completedOn: IsoDate | null;
  readonly handedOverOn: IsoDate | null;
  readonly handedOverTo: string | null;
  readonly handoverNote: string | null;
  readonly version: number;
};

export type ActivityMove = 'start' | 'progress' | 'account' | 'hand-over';

/** The states in which each move may be made; spending and participants may be added until the handover is reported. */
const MOVES: Readonly<Record<ActivityMove, readonly ActivityState[]>> = {
  start: ['planned'],
  progress: ['running'],
  account: ['running', 'completed', 'handed-over'],
  'hand-over': ['completed'],
};

/**
 * Refuses a move that the activity's state does not allow. `report` is how its report stands as an obligation: once
 * delivered, the records beneath it are closed, so that spending stays as it was reported and settled.
 */
export function mayMoveActivity(
  activity: Pick<Activity, 'state'>,
  move: ActivityMove,
  model: Model,
  report: Obligation['state'] | undefined,
): Refusal | undefined {
  if (!MOVES[move].includes(activity.state)) {
    return refuse('activity.state', basisOf(model, activityRules(model).executorsBasis), {
      state: activity.state,
      move,
    });
  }
  return move === 'account' && report === 'fulfilled'
    ? refuse(
        'activity.reported',
        basisOf(model, (settlingFiling(model) ?? activityRules(model).evidence).basis),
      )
    : undefined;
}

/** A move that lies ahead of an activity, with what stands in its way now. */
export type ActivityOffer = { readonly move: ActivityMove; readonly refusal: Refusal | undefined };

const AHEAD: Readonly<Record<ActivityState, readonly ActivityMove[]>> = {
  planned: ['start', 'progress', 'account', 'hand-over'],
  running: ['progress', 'account', 'hand-over'],
  completed: ['account', 'hand-over'],
  'handed-over': ['account'],
};

/** What those who carry an activity out may do now or later, in order; what lies behind it is left out. */
export function offersOn(
  activity: Pick<Activity, 'state'>,
  model: Model,
  report: Obligation['state'] | undefined,
): ActivityOffer[] {
  return AHEAD[activity.state].map((move) => ({
    move,
    refusal: mayMoveActivity(activity, move, model, report),
  }));
}

/** What is known of a proposal whose activity is to be planned. */
export type Plannable = {
  readonly kind: string;
  readonly forum: string | null;
  readonly party: string;
  readonly organization: Id | null;
  readonly person: Id | null;
  readonly state: string;
  readonly granted: Rupiah | null;
  /** Whether the decision on it binds: its minutes are sealed, or the last step of its route has decided. */
  readonly binding: boolean;
  /** Its activity, when there is one already. */
  readonly activity: Id | undefined;
};

/** By which mandate the actor may plan the activity of a proposal: granted and binding, not planned yet, by its institution. */
export function mayPlan(actor: Actor, model: Model, proposal: Plannable): Capacity | Refusal {
  const ready = proposal.granted !== null && proposal.binding && proposal.activity === undefined;
  return unless<Capacity>(
    activityRules(model).carriedOutBy
      ? mayProposeAgain(actor, model, proposal)
      : mayExecute(actor, model, proposal.organization ?? ''),
    ready
      ? undefined
      : refuse('activity.state', decidedOn(model, proposal), { state: proposal.state, move: 'plan' }),
  );
}

/** By which mandate the actor carries the activity out: an officer of whoever does so. Source: paper 004, §4.1.1 and Table 4.2. */
export function mayExecute(actor: Actor, model: Model, organization: Id): Mandate | Refusal {
  const { executors, executorsBasis } = activityRules(model);
  return (
    mandateIn(actor, executors, organization) ??
    refuse('activity.executor', basisOf(model, executorsBasis), { offices: executors })
  );
}

/**
 * Whether an institution may carry out what another proposed: of a kind that the model names, in the place of the
 * proposal or over it. Source: model `activities.carriedOutBy`.
 */
export function mayBeCarriedOutBy(
  model: Model,
  proposal: { readonly village: RegionCode; readonly organization: Id | null },
  institution: Pick<Organization, 'id' | 'kind' | 'region'>,
): Refusal | undefined {
  const { carriedOutBy, executorsBasis } = activityRules(model);
  const { region } = institution;
  const fits = carriedOutBy
    ? carriedOutBy.includes(institution.kind) &&
      (within(region, proposal.village) || within(proposal.village, region))
    : institution.id === proposal.organization;
  return fits ? undefined : at('carriedOutBy', refuse('activity.party', basisOf(model, executorsBasis)));
}

/** The checkpoint (per cent) that comes next; undefined when the last was reached. `latest` is the day of the last record. */
export function nextCheckpoint(
  model: Model,
  activity: Pick<Activity, 'progress'>,
  latest: IsoDate | null,
): number | undefined {
  const { checkpoints } = activityRules(model).evidence;
  return latest === null ? checkpoints[0] : checkpoints.find((point) => point > activity.progress);
}

/**
 * Whether progress may be recorded: the model's next checkpoint, none left out, with its photos, not before the start
 * or the record before. A checkpoint left out could never be shown in the report. Source: model `activities.evidence`.
 */
export function mayProgress(
  model: Model,
  activity: Activity,
  step: { percent: number; photos: number; happenedOn: IsoDate; latest: IsoDate | null },
): Refusal | undefined {
  const rule = activityRules(model).evidence;
  const basis = basisOf(model, rule.basis);
  if (step.percent !== nextCheckpoint(model, activity, step.latest)) {
    return at('percent', refuse('activity.progress', basis, { reached: activity.progress }));
  }
  if (step.photos < rule.photosEach) {
    return at(
      'photos',
      refuse('activity.evidence', basis, { wanted: rule.photosEach, percent: step.percent }),
    );
  }
  const earliest = step.latest ?? activity.startedOn ?? activity.startsOn;
  return step.happenedOn < earliest
    ? at('happenedOn', refuse('input.date-order', basis, { from: earliest, to: step.happenedOn }))
    : undefined;
}

/**
 * Whether the people counted on an occasion can be so: somebody took part, and no more women or poor households than
 * people. `typed` is the number of people as it was written, for the refusal.
 */
export function fitsOccasion(
  counted: { readonly people: number; readonly women: number; readonly poorHouseholds: number },
  typed: string,
): Refusal | undefined {
  const { people, women, poorHouseholds } = counted;
  const above = refuse('input.above', undefined, { limit: people });
  return together([
    ...(people === 0 ? [at('people', refuse('input.number', undefined, { typed }))] : []),
    ...(women > people ? [at('women', above)] : []),
    ...(poorHouseholds > people ? [at('poorHouseholds', above)] : []),
  ]);
}

/** Whether an activity may have been handed over on a day: not before it was completed. */
export function fitsHandover(
  activity: Pick<Activity, 'completedOn'>,
  handedOverOn: IsoDate,
): Refusal | undefined {
  const { completedOn } = activity;
  return completedOn !== null && handedOverOn < completedOn
    ? at('handedOverOn', refuse('input.date-order', undefined, { from: completedOn, to: handedOverOn }))
    : undefined;
}

/** The role of the minutes of a handover among the documents of its activity. */
export const HANDOVER_MINUTES = 'handover';

/** Refuses a handover without its minutes, where the model wants them. Source: model `activities.handover`. */
export function needsMinutes(model: Model, minutes: number): Refusal | undefined {
  const { handover } = activityRules(model);
  return handover && minutes === 0
    ? at('minutes', refuse('activity.no-minutes', basisOf(model, handover.basis)))
    : undefined;
}

/** Whether all spending together, the new included, stays within what was granted. Source: model `filings[].basis`. */
export function fitsGrant(
  model: Model,
  activity: Pick<Activity, 'granted'>,
  spent: Rupiah,
): Refusal | undefined {
  return spent <= activity.granted
    ? undefined
    : at(
        'amount',
        refuse(
          'activity.overspent',
          basisOf(model, (settlingFiling(model) ?? activityRules(model).evidence).basis),
          {
            spent,
            limit: activity.granted,
          },
        ),
      );
}
