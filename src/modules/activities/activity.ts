import { type Actor, mandateIn } from '#kernel/actor.ts';
import type { IsoDate } from '#kernel/date.ts';
import type { Id } from '#kernel/id.ts';
import type { Rupiah } from '#kernel/money.ts';
import { at, type Refusal, refuse } from '#kernel/refusal.ts';
import type { RegionCode } from '#kernel/region.ts';
import { basisOf, type Model } from '#modules/models/index.ts';

export type ActivityState = 'planned' | 'running' | 'completed' | 'handed-over';

/** A funded proposal being carried out by its institution. */
export type Activity = {
  readonly id: Id;
  readonly program: Id;
  readonly proposal: Id;
  readonly organization: Id;
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

/** Refuses a move that the activity's state does not allow. */
export function mayMoveActivity(
  activity: Pick<Activity, 'state'>,
  move: ActivityMove,
  model: Model,
): Refusal | undefined {
  return MOVES[move].includes(activity.state)
    ? undefined
    : refuse('activity.state', basisOf(model, model.activities.executorsBasis), {
        state: activity.state,
        move,
      });
}

/** Whether the actor carries the activity out: an officer of its institution. Source: paper 004, §4.1.1 and Table 4.2. */
export function mayExecute(actor: Actor, model: Model, organization: Id): Refusal | undefined {
  return mandateIn(actor, model.activities.executors, organization)
    ? undefined
    : refuse('activity.executor', basisOf(model, model.activities.executorsBasis), {
        offices: model.activities.executors,
      });
}

/**
 * Whether progress may be recorded: one of the model's checkpoints, above what was reached, with its photos, not before
 * the start. Source: model `activities.evidence`.
 */
export function mayProgress(
  model: Model,
  activity: Activity,
  step: { percent: number; photos: number; happenedOn: IsoDate; latest: IsoDate | null },
): Refusal | undefined {
  const rule = model.activities.evidence;
  const basis = basisOf(model, rule.basis);
  if (!rule.checkpoints.includes(step.percent)) {
    return at('percent', refuse('activity.progress', basis, { checkpoints: rule.checkpoints.join(', ') }));
  }
  if (step.latest !== null && step.percent <= activity.progress) {
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
